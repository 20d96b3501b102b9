// What a reader does with a page: finds it by its title, reads dates as they are written here, works it with the keyboard
// alone, prints it, asks for less motion or for colours of their own, and waits for it on a slow line.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { addressOf, releaseBrowser, serve, sharedBrowser } from './chromium.mjs';
import { attribute, check, elements, finish, hasClass, pagesIn, readHtml, readJson, siteFolder } from './harness.mjs';
import { textOf } from './words.mjs';

const folder = siteFolder();
const pages = pagesIn(folder);
const policyPages = pages.filter((name) => /^policies\/[^/]+\/index\.html$/.test(name));
const weightMost = 100_000;

// Titles, headings, dates

function checkTitles() {
  const seen = new Map();
  const home = textOf([...elements(readHtml(folder, 'index.html'))].find(({ tagName }) => tagName === 'title'));
  const site = home.split(' – ')[0];
  for (const page of pages) {
    const all = [...elements(readHtml(folder, page))];
    const title = textOf(all.find(({ tagName }) => tagName === 'title'));
    const headings = all.filter(({ tagName }) => tagName === 'h1').length;
    check(`title and h1: ${page}`, [
      ...(seen.has(title) ? [`the title "${title}" is that of ${seen.get(title)} too`] : []),
      ...(page === 'index.html' || title.endsWith(` – ${site}`) ? [] : [`"${title}" is not "Page – ${site}"`]),
      ...(headings === 1 ? [] : [`${headings} h1`]),
    ]);
    seen.set(title, page);
  }
}

// No date as data has it where people read: "1 April 2026", "April 2026".
function checkDates() {
  for (const page of pages) {
    const main = [...elements(readHtml(folder, page))].find(({ tagName }) => tagName === 'main');
    const words = textOf(main).match(/\b(?:\d{4}-\d{2}(?:-\d{2})?|\d{1,2}\/\d{1,2}\/\d{2,4})\b/g) ?? [];
    check(`British dates: ${page}`, words);
  }
}

// What a first visit to a policy's page loads, compressed.
function checkWeight() {
  for (const page of policyPages) {
    const files = new Set([page]);
    for (const element of elements(readHtml(folder, page))) {
      const address = element.tagName === 'script' ? attribute(element, 'src')
        : element.tagName === 'link' && attribute(element, 'rel') === 'stylesheet' ? attribute(element, 'href') : undefined;
      if (address)
        files.add(join(page, '..', address));
    }
    // Modules load others.
    for (const file of files)
      if (file.endsWith('.js'))
        for (const [, name] of readFileSync(join(folder, file), 'utf8').matchAll(/^import .*?["']\.\/([^"']+)["']/gm))
          files.add(join(file, '..', name));
    const weight = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
    check(`weight: ${page}`, weight <= weightMost ? [] : [`${weight} bytes compressed: ${[...files].join(', ')}`]);
    if (page === policyPages[0])
      console.log(`${page}: ${weight} bytes compressed, with ${files.size - 1} style sheets and scripts`);
  }
}

// The keyboard

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

// Goes through the page with the tab key, and gives what had the focus, in order, and whether it could be seen.
async function tabThrough(tab) {
  const stops = [];
  const total = await tab.evaluate((selector) => [...document.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0).length, focusable);
  for (let i = 0; i < total + 5; i++) {
    await tab.keyboard.press('Tab');
    const stop = await tab.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body)
        return null;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isSeen = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.backgroundColor !== 'rgba(0, 0, 0, 0)';
      element.dataset.reached = '1';
      return { name: `<${element.localName}> ${element.textContent.trim().slice(0, 40)}`, isSeen, isOn: box.bottom > 0
        && box.top < innerHeight };
    });
    if (!stop)
      break;
    stops.push(stop);
  }
  const missed = await tab.evaluate((selector) => [...document.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0
      && !element.dataset.reached && element.type !== 'radio')
    .map((element) => `<${element.localName}> ${element.textContent.trim().slice(0, 40)}`), focusable);
  return { stops, missed };
}

async function checkKeyboard(browser, origin, page) {
  // Without smooth scrolling the place of what has the focus is known at once.
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await tab.goto(addressOf(origin, page), { waitUntil: 'networkidle' });
  const { stops, missed } = await tabThrough(tab);
  check(`keyboard: ${page}`, [
    ...(stops[0]?.name.includes('Skip to main content') ? [] : [`the first stop is ${stops[0]?.name}`]),
    ...missed.map((name) => `not reached: ${name}`),
    ...stops.filter(({ isSeen }) => !isSeen).map(({ name }) => `focus not seen: ${name}`),
    ...stops.filter(({ isOn }) => !isOn).map(({ name }) => `focus off the screen: ${name}`),
  ]);
  await tab.goto(addressOf(origin, page), { waitUntil: 'networkidle' });
  await tab.keyboard.press('Tab');
  await tab.keyboard.press('Enter');
  await tab.keyboard.press('Tab');
  // The first stop in main; of a page without one, the first after it.
  const wrong = await tab.evaluate(() => {
    const stop = document.activeElement;
    const main = document.querySelector('main');
    const isSeen = (element) => element.checkVisibility() && element.tabIndex >= 0 && !element.disabled;
    const first = [...main.querySelectorAll('a[href], button, input, select, summary, [tabindex]')].find(isSeen);
    if (first)
      return first === stop ? null : `the stop after it is ${stop.outerHTML.slice(0, 80)}`;
    return main.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING ? null : 'it leads before main';
  });
  check(`skip link: ${page}`, wrong ? [wrong] : []);
  await tab.close();
}

// Preferences

async function checkPreferences(browser, origin, page) {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await tab.emulateMedia({ reducedMotion: 'reduce' });
  await tab.goto(addressOf(origin, page), { waitUntil: 'networkidle' });
  const moving = await tab.evaluate(() => [document.documentElement, ...document.querySelectorAll('body *')]
    .filter((element) => {
      const style = getComputedStyle(element);
      return style.scrollBehavior === 'smooth' || style.animationName !== 'none';
    }).map((element) => element.localName));
  check(`reduced motion: ${page}`, moving);
  // With colours of the reader's own, backgrounds and shadows are gone: what they said must be said otherwise.
  await tab.emulateMedia({ forcedColors: 'active', reducedMotion: 'no-preference' });
  const faint = await tab.evaluate(() => [...document.querySelectorAll('.nhsuk-tag, .policy-banner, .policy-joiner, '
    + '.policy-criterion, .policy-gap')].filter((element) => element.checkVisibility())
    .filter((element) => ['Top', 'Right', 'Bottom', 'Left'].every((side) =>
      parseFloat(getComputedStyle(element)[`border${side}Width`]) === 0))
    .map((element) => `<${element.localName} class="${element.className}"> has nothing but its background`));
  check(`forced colours: ${page}`, faint);
  await tab.close();
}

// Print

function pagesOfPdf(file) {
  const run = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  return run.stdout.split('\f').slice(0, -1);
}

async function checkPrint(browser, origin, page, scratch) {
  const tab = await browser.newPage();
  await tab.goto(addressOf(origin, page), { waitUntil: 'networkidle' });
  const file = join(scratch, 'page.pdf');
  writeFileSync(file, await tab.pdf({ preferCSSPageSize: true }));
  await tab.close();
  const sheets = pagesOfPdf(file);
  const data = readJson(folder, page.replace('index.html', 'policy.json'));
  const foot = [data.ref, `version ${data.version}`, `fingerprint ${data.fingerprint.slice(7, 19)}`];
  const text = sheets.join('\n').replace(/\s+/g, ' ');
  check(`print: ${page}`, [
    ...(sheets.length > 0 ? [] : ['no sheet']),
    ...sheets.flatMap((sheet, index) => [...foot, `Page ${index + 1} of ${sheets.length}`]
      .filter((words) => !sheet.includes(words)).map((words) => `not on sheet ${index + 1}: ${words}`)),
    ...(/\(Link: (?!https?:)[^)]*\)/.test(text) ? [`an address within the site: ${text.match(/\(Link: (?!https?:)[^)]*\)/)[0]}`]
      : []),
    ...(text.includes('Skip to main') || text.includes('Back to') ? ['ways around the site'] : []),
  ]);
}

check('there are pages of policies', policyPages.length > 0 ? [] : [folder]);
checkTitles();
checkDates();
checkWeight();
const { server, origin } = await serve(folder);
const browser = await sharedBrowser();
const scratch = mkdtempSync(join(tmpdir(), 'print-'));
const others = ['index.html', 'accessibility/index.html', 'reviews/index.html'].filter((page) => pages.includes(page));
for (const page of [...policyPages.slice(0, 4), ...others]) {
  await checkKeyboard(browser, origin, page);
  await checkPreferences(browser, origin, page);
}
for (const page of policyPages)
  await checkPrint(browser, origin, page, scratch);
const withCriteria = policyPages.filter((page) =>
  [...elements(readHtml(folder, page))].some((element) => hasClass(element, 'policy-joiner')));
console.log(`behaviour: ${pages.length} pages, ${policyPages.length} printed, ${withCriteria.length} with criteria joined`);
rmSync(scratch, { recursive: true, force: true });
await releaseBrowser();
server.close();
finish('behaviour');
