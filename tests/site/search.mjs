// What the first page and the page that checks a copy do in Chromium: searching, filters that stand in the address, and
// what is said to those who don't see it; by keyboard alone. Last, how long a search of 3,000 policies takes: printed,
// and no test.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseBrowser, serve, sharedBrowser } from './chromium.mjs';
import { check, finish, readJson, readText, siteFolder } from './harness.mjs';

const axe = readText(createRequire(import.meta.url).resolve('axe-core/axe.min.js'));
const folder = siteFolder();
const { server, origin } = await serve(folder);
const browser = await sharedBrowser();
const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
const page = await context.newPage();
const trouble = [];
page.on('console', (message) => trouble.push(`console: ${message.text()}`));
page.on('pageerror', (error) => trouble.push(`page error: ${error.message}`));

function same(label, found, expected) {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value));
  check(label, a === b ? [] : [`${a} in place of ${b}`]);
}

async function open(address) {
  await page.goto(`${origin}/${address}`, { waitUntil: 'networkidle' });
}

const status = () => page.textContent('#page-status');
const found = () => page.evaluate(() =>
  [...document.querySelectorAll('#page-results-list > li')].map((entry) => entry.dataset.ref));
const address = () => new URL(page.url()).search;

// Types into the search field as a person does, and waits until nothing is being loaded.
async function search(words) {
  await page.focus('#page-query');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(words);
  await page.waitForFunction(() => !document.getElementById('page-status').textContent.startsWith('Loading'));
}

async function searches() {
  await open('');
  same('the search shows when scripts run', await page.isVisible('#page-search'), true);
  for (const [words, first] of [
    ['scarring', 'CMICB_Clin055'], ['S10.3', 'CMICB_Clin055'], ['S103', 'CMICB_Clin055'], ['s10.3', 'CMICB_Clin055'],
    ['foraminoplasty', 'CMICB_Clin018'], ['forminoplasty', 'CMICB_Clin018'], ['back pain', 'CMICB_Clin086'],
    ['acne scars', 'CMICB_Clin055'], ['what are the criteria for acne scars', 'CMICB_Clin055'], ['M54.5', 'CMICB_Clin018'],
    ['spinal fusion', 'CMICB_Clin087'], ['CMICB_Clin086', 'CMICB_Clin086'], ['087', 'CMICB_Clin087'],
    ['dermatology', 'CMICB_Clin055'], ['V53.1', 'CMICB_Clin018'],
  ]) {
    await search(words);
    const refs = await found();
    same(`search: ${words}`, refs[0], first);
    check(`search: ${words}: is told how many`, (await status()).startsWith(refs.length === 1 ? '1 policy'
      : `${refs.length} policies`) ? [] : [await status()]);
  }
  await search('scar');
  same('a search stands in the address', address(), '?q=scar');
  same('words of shared wording don\'t find every policy', (await search('cancer'), await found()).length < 2, true);
  await search('V56.3');
  check('a code that nobody lists is told as such', /^No policy lists the code V56\.3/.test(await status()) ? [] : [await status()]);
  await search('zzzzzz');
  same('nothing found: no list', await found(), []);
  same('nothing found: the heading says so', await page.textContent('#page-results-heading'), 'No policies found');
  check('nothing found: what to do', /^No policy found for “zzzzzz”/.test(await status()) ? [] : [await status()]);
  await search('<b>"x');
  check('what is typed is text', (await status()).includes('<b>"x') ? [] : [await status()]);
}

async function filters() {
  await open('?q=back+pain&category=1');
  same('a search from the address', [await page.inputValue('#page-query'), await page.inputValue('#page-filter-category')],
    ['back pain', '1']);
  same('a filter narrows a search', (await found()).toSorted(), ['CMICB_Clin018', 'CMICB_Clin087']);
  check('and is named', (await status()).includes('in Category 1') ? [] : [await status()]);
  same('its list is open', await page.getAttribute('#page-filters', 'open') !== null, true);
  await page.click('#page-clear');
  same('clearing takes the address back', address(), '');
  same('and shows the A to Z', await page.isVisible('#page-browse'), true);
  await page.selectOption('#page-filter-review', 'overdue');
  same('what is overdue', [await found(), address()], [['CMICB_Clin018'], '?review=overdue']);
  await page.selectOption('#page-filter-review', '');
  await page.selectOption('#page-filter-place', 'wirral');
  same('a policy that names no place is for all', (await found()).length, 4);
  await page.selectOption('#page-filter-specialty', 'dermatology');
  same('filters go together', [await found(), address()], [['CMICB_Clin055'], '?specialty=dermatology&place=wirral']);
  await open('?category=nonsense');
  same('an unknown filter is none', [await page.inputValue('#page-filter-category'), await page.isVisible('#page-browse')],
    ['', true]);
}

async function keyboard() {
  await open('');
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
  for (let presses = 0; presses < 30 && await focused() !== 'page-query'; presses++)
    await page.keyboard.press('Tab');
  same('the keyboard reaches the search', await focused(), 'page-query');
  await page.keyboard.type('scarring');
  await page.waitForFunction(() => document.querySelector('#page-results-list > li'));
  await page.keyboard.press('Enter');
  same('Enter leads to the policies found', await focused(), 'page-results-heading');
  await page.keyboard.press('Tab');
  same('then to the first', await focused(), 'Treatment (laser or chemical peels) for scarring');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/policies/cmicb-clin055/');
  await page.goBack({ waitUntil: 'networkidle' });
  same('the way back keeps the search', [address(), (await found())[0]], ['?q=scarring', 'CMICB_Clin055']);
  same('results are announced', await page.getAttribute('#page-status', 'role'), 'status');
}

// How the page looks while somebody searches is not among the pages that are judged as they load.
async function accessibility() {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const where of ['?q=pain&category=1', 'check-your-copy/?copy=CMICB_Clin055+version+0.3']) {
      await open(where);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { preload: false }));
      check(`axe: ${where} at ${width} px`, violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html}`));
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
      same(`no sideways scrolling: ${where} at ${width} px`, wide <= width, true);
    }
  }
  await page.setViewportSize({ width: 390, height: 800 });
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await open('?q=pain');
  const motion = await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
  same('nothing moves for those who asked for that', motion, 'auto');
  const borders = await page.evaluate(() => getComputedStyle(document.getElementById('page-query')).borderTopWidth);
  same('the field has an edge in forced colours', borders !== '0px', true);
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
}

async function copies() {
  const answer = () => page.textContent('#page-answer');
  const ask = async (words) => {
    await page.fill('#page-copy', words);
    await page.press('#page-copy', 'Enter');
    return answer();
  };
  const { fingerprint } = readJson(folder, 'policies/cmicb-clin055/policy.json');
  await open('check-your-copy/');
  for (const [words, beginning] of [
    ['CMICB_Clin055 version 0.3', 'This is the version in force.'],
    ['cmicb clin 055 v0.3', 'This is the version in force.'],
    ['cmicb-clin055-v0.3.pdf', 'This is the version in force.'],
    [fingerprint, 'This is the version in force.'],
    [fingerprint.slice(7, 19).toUpperCase(), 'This is the version in force.'],
    ['CMICB_Clin086 1.0', 'This is the version in force.'],
    ['CMICB_Clin055', 'Which version is it? CMICB_Clin055 version 0.3 is in force.'],
    ['CMICB_Clin055 0.2', 'This copy is not known. CMICB_Clin055 has no published version 0.2.'],
    ['CMICB_Clin0555 1', 'This copy is not known. No policy has such a reference'],
    [`${fingerprint.slice(0, 60)}00000000000`, 'This copy is not known. No published version has this fingerprint'],
    ['hello <b>', 'This copy is not known. No policy has such a reference'],
  ])
    check(`copy: ${words}`, (await ask(words)).startsWith(beginning) ? [] : [await answer()]);
  same('copy: what is asked stands in the address', address(), '?copy=hello+%3Cb%3E');
  same('copy: the answer is announced', await page.getAttribute('#page-answer', 'role'), 'status');
  same('copy: nothing asked, nothing said', await ask(''), '');
}

// A site like this one with 3,000 policies, its index in two parts: only what the first page needs.
function largeSite() {
  const large = mkdtempSync(join(tmpdir(), 'policyc-search-'));
  cpSync(join(folder, 'assets'), join(large, 'assets'), { recursive: true });
  const index = readJson(folder, 'search.json');
  const times = Math.ceil(3000 / index.policies.length);
  const again = (text, ref, number) => text.replaceAll(ref, `${ref}${number}`);
  const policies = Array.from({ length: times }, (_, number) => index.policies.map((policy) =>
    JSON.parse(again(JSON.stringify(policy), policy.ref, 1000 + number)))).flat();
  writeFileSync(join(large, 'search.json'),
    JSON.stringify({ ...index, parts: ['search-2.json'], policies: policies.slice(0, 1500) }));
  writeFileSync(join(large, 'search-2.json'), JSON.stringify({ policies: policies.slice(1500) }));
  const html = readText(folder, 'index.html').replace(/<li data-ref="([^"]*)"[^]*?<\/li>/g, (entry, ref) =>
    Array.from({ length: times }, (_, number) => again(entry, ref, 1000 + number)).join('\n'));
  writeFileSync(join(large, 'index.html'), html);
  return { large, count: policies.length };
}

async function measure() {
  const { large, count } = largeSite();
  const site = await serve(large);
  await page.goto(`${site.origin}/`, { waitUntil: 'load' });
  let started = Date.now();
  await search('scarring');
  await page.waitForFunction(() => /^750 /.test(document.getElementById('page-status').textContent));
  console.log(`a search of ${count} policies: ${Date.now() - started} ms until the index is there, in two parts; then`);
  for (const words of ['scarring', 'S10.3', 'back pain', 'forminoplasty', 'laser']) {
    const times = await page.evaluate((text) => {
      const field = document.getElementById('page-query');
      return Array.from({ length: 5 }, () => {
        const begun = performance.now();
        field.value = text;
        field.dispatchEvent(new Event('input'));
        document.body.getBoundingClientRect(); // laid out too
        return performance.now() - begun;
      });
    }, words);
    console.log(`  ${words}: ${times.map((time) => time.toFixed(0)).join(', ')} ms; ${await status()}`);
    same(`3,000 policies: ${words}: fifty at once`, (await found()).length, 50);
  }
  await page.click('#page-more');
  same('and all when they are asked for', (await found()).length > 50, true);
  site.server.close();
  rmSync(large, { recursive: true });
}

await searches();
await filters();
await keyboard();
await accessibility();
await copies();
await measure();
check('no trouble in the console', trouble);
await context.close();
await releaseBrowser();
server.close();
finish('search');
