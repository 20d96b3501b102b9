// Each page in Chromium, served with the content security policy that SPEC promises: no message, no request to
// another host, no sideways scrolling, and nothing that axe objects to; wide and narrow, with scripts on and off.

import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { check, filesIn, finish, siteFolder } from './harness.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const pagesAtOnce = 2;
const folder = siteFolder();
const pages = filesIn(folder).filter((file) => file.endsWith('.html'));

const types = {
  '.atom': 'application/atom+xml', '.css': 'text/css', '.csv': 'text/csv', '.html': 'text/html; charset=utf-8',
  '.ics': 'text/calendar', '.js': 'text/javascript', '.json': 'application/json', '.pdf': 'application/pdf',
  '.png': 'image/png', '.svg': 'image/svg+xml', '.txt': 'text/plain', '.woff2': 'font/woff2', '.xml': 'application/xml',
};

// The built folder on loopback, as any plain web server would give it.
function serve() {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://site').pathname);
    let file = join(folder, path);
    if (existsSync(file) && statSync(file).isDirectory())
      file = join(file, 'index.html');
    const headers = { 'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'" };
    if (!existsSync(file)) {
      response.writeHead(404, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

// The innermost element that is wider than the window, when the page can be scrolled sideways.
function sidewaysScroll() {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth)
    return null;
  const reach = (element) => Math.max(element.scrollWidth, element.getBoundingClientRect().right);
  const wide = [...document.querySelectorAll('body *')].filter((element) => reach(element) > root.clientWidth).at(-1);
  return `${root.scrollWidth} px wide in a window of ${root.clientWidth}: `
    + `<${wide?.localName} class="${wide?.className}"> ${wide?.textContent.trim().slice(0, 60)}`;
}

function violations(results) {
  return results.violations.flatMap((violation) => violation.nodes.map((node) =>
    `${violation.id}: ${violation.help}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`));
}

// A page with "scripts off" is loaded with script execution disabled in the browser, so that neither the page's
// modules nor its noscript elements know of scripts. axe is a script itself, so execution is enabled again after the
// page has loaded; what the page didn't run then stays unrun.
async function visit(context, origin, page, scripts) {
  const label = `${page} at ${context.width} px, scripts ${scripts ? 'on' : 'off'}`;
  const tab = await context.newPage();
  const problems = [];
  tab.on('console', (message) => problems.push(`console ${message.type()}: ${message.text()}`));
  tab.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  tab.on('request', (request) => {
    const { protocol } = new URL(request.url());
    if (!request.url().startsWith(origin) && protocol !== 'data:' && protocol !== 'blob:')
      problems.push(`request to another host: ${request.url()}`);
  });
  tab.on('requestfailed', (request) => problems.push(`request failed: ${request.url()}`));
  tab.on('response', (response) => {
    if (response.status() >= 400)
      problems.push(`status ${response.status()}: ${response.url()}`);
  });
  const devtools = await context.newCDPSession(tab);
  await devtools.send('Emulation.setScriptExecutionDisabled', { value: !scripts });
  await tab.goto(`${origin}/${page.replace(/(^|\/)index\.html$/, '$1')}`, { waitUntil: 'networkidle' });
  await devtools.send('Emulation.setScriptExecutionDisabled', { value: false });
  const scroll = await tab.evaluate(sidewaysScroll);
  if (scroll)
    problems.push(scroll);
  check(`browser: ${label}`, problems.splice(0));
  await tab.evaluate(axe);
  const results = await tab.evaluate(() => globalThis.axe.run(document, { preload: false }));
  check(`axe: ${label}`, violations(results));
  await tab.close();
}

check('the site has pages', pages.length > 0 ? [] : [`no .html file in ${folder}`]);
const server = await serve();
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: browserPath,
  // --no-sandbox: as root, in a container, Chromium starts in no other way; it opens nothing but this site.
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const visits = [];
for (const width of [1280, 320]) {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  context.width = width;
  for (const page of pages)
    for (const scripts of [true, false])
      visits.push(() => visit(context, origin, page, scripts));
}
await Promise.all(Array.from({ length: pagesAtOnce }, async () => {
  for (let next = visits.shift(); next; next = visits.shift())
    await next();
}));
await browser.close();
server.close();
finish('browser');
