// Each page in Chromium, served with the content security policy that SPEC promises: no message, no request to
// another host, no sideways scrolling, and nothing that axe objects to; wide and narrow, with scripts on and off.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { addressOf, releaseBrowser, serve, sharedBrowser } from './chromium.mjs';
import { check, finish, pagesIn, siteFolder } from './harness.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// A page is waited for more than it is worked on.
const pagesAtOnce = 4;
const folder = siteFolder();
const pages = pagesIn(folder);

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

// What axe objects to, and what it leaves for a person to judge: there is none of that, and what comes up is to be
// looked at and, where it is right, listed here with the reason.
function faultsIn(results) {
  const tell = (kind) => (rule) => rule.nodes.map((node) =>
    `${kind}${rule.id}: ${rule.help}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`);
  return [...results.violations.flatMap(tell('')), ...results.incomplete.flatMap(tell('not judged: '))];
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
  await tab.goto(addressOf(origin, page), { waitUntil: 'networkidle' });
  await devtools.send('Emulation.setScriptExecutionDisabled', { value: false });
  const scroll = await tab.evaluate(sidewaysScroll);
  if (scroll)
    problems.push(scroll);
  check(`browser: ${label}`, problems.splice(0));
  await tab.evaluate(axe);
  const results = await tab.evaluate(() => globalThis.axe.run(document, { preload: false }));
  check(`axe: ${label}`, faultsIn(results));
  await tab.close();
}

check('the site has pages', pages.length > 0 ? [] : [`no .html file in ${folder}`]);
const { server, origin } = await serve(folder);
const browser = await sharedBrowser();
const contexts = [];
const visits = [];
for (const width of [1280, 320]) {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  context.width = width;
  contexts.push(context);
  for (const page of pages)
    for (const scripts of [true, false])
      visits.push(() => visit(context, origin, page, scripts));
}
await Promise.all(Array.from({ length: pagesAtOnce }, async () => {
  for (let next = visits.shift(); next; next = visits.shift())
    await next();
}));
await Promise.all(contexts.map((context) => context.close()));
await releaseBrowser();
server.close();
finish('browser');
