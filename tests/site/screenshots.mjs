// Draws one page of each kind into a folder: wide, narrow, without scripts, printed; for looking at, not for comparing.
// usage: node screenshots.mjs SITE FOLDER [WORD]   with WORD, only the pages whose path holds it

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, launch, serve } from './chromium.mjs';
import { filesIn } from './harness.mjs';

const [site, target, word = ''] = process.argv.slice(2);
// A picture of a long page is cut, so that its words can be read.
const heightMost = 1800;

// The kind of a page: its path with everything that names one policy, version or place left open.
function kindOf(page) {
  return page
    .replace(/^policies\/[^/]+/, 'policies/*')
    .replace(/versions\/[^/]+\/index/, 'versions/*/index')
    .replace(/changes\/[^/]+\.\.\.[^/]+/, 'changes/*')
    .replace(/^(specialties|categories|places|routes|filters)\/[^/]+\/index/, '$1/*/index');
}

// Of each kind the first page, but every policy's own.
function chosen(pages) {
  const kinds = new Set();
  return pages.filter((page) => {
    const kind = kindOf(page);
    const isNew = !kinds.has(kind);
    kinds.add(kind);
    return isNew || kind === 'policies/*/index.html';
  });
}

async function draw(context, origin, page, name, isPrinted) {
  const tab = await context.newPage();
  await tab.goto(addressOf(origin, page), { waitUntil: 'networkidle' });
  const { width } = tab.viewportSize();
  const height = await tab.evaluate(() => document.documentElement.scrollHeight).catch(() => heightMost);
  if (isPrinted) {
    await tab.pdf({ path: join(target, `${name}.pdf`), preferCSSPageSize: true });
  } else if (height <= heightMost || height > 20 * heightMost) {
    await tab.screenshot({ path: join(target, `${name}.png`), fullPage: true });
  } else {
    for (let part = 0; part * heightMost < height; part++)
      await tab.screenshot({
        path: join(target, `${name}.${part + 1}.png`), fullPage: true,
        clip: { x: 0, y: part * heightMost, width, height: Math.min(heightMost, height - part * heightMost) },
      });
  }
  await tab.close();
}

mkdirSync(target, { recursive: true });
const { server, origin } = await serve(site);
const browser = await launch();
const views = {
  wide: { viewport: { width: 1280, height: 900 } },
  narrow: { viewport: { width: 375, height: 800 }, hasTouch: true },
  noscript: { viewport: { width: 375, height: 800 }, javaScriptEnabled: false },
  printed: { viewport: { width: 1280, height: 900 } },
};
let count = 0;
for (const [view, options] of Object.entries(views)) {
  const context = await browser.newContext(options);
  const isPrinted = view === 'printed';
  for (const page of chosen(filesIn(site).filter((file) => file.endsWith('.html') && file.includes(word)))) {
    const name = page.replace(/\/?index\.html$/, '').replace(/\.html$/, '').replaceAll('/', '_') || 'home';
    await draw(context, origin, page, `${name}.${view}`, isPrinted);
    count++;
  }
  await context.close();
}
await browser.close();
server.close();
console.log(`${count} pictures in ${target}`);
