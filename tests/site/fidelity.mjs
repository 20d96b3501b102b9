// Nothing lost and nothing invented: each word of a ratified document, in order, is in its page's main element; and
// what the page adds inside #policy-text is on the list in added-words.json.
//
// The seeds in tests/seeds/ are the documents' own text. The words of both are set side by side so that as many as
// possible match in order; of the ways to do that, the one is taken that matches most words inside #policy-text and
// fewest words of the elements on the list. What matches nothing on the seed's side is lost, on the page's side added.

import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attribute, check, elementById, elements, filesIn, finish, hasClass, readHtml, readJson, readText, siteFolder }
  from './harness.mjs';
import { align, around, linkMark, pageWords, seedWords, textOf } from './words.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const seeds = join(here, '../seeds');
const folder = siteFolder();
const addedList = readJson(here, 'added-words.json');
const addedUsed = new Set();

function ancestors(element) {
  const line = [];
  for (let node = element; node; node = node.parentNode)
    line.push(node);
  return line;
}

// Does ELEMENT have what a list entry's "where" names: "tag", ".class" or "tag.class"?
function isWhere(element, where) {
  const [tag, ...classes] = where.split('.');
  return (tag === '' || element.tagName === tag) && classes.every((name) => hasClass(element, name));
}

// The entry of added-words.json that covers ELEMENT: it, or an element around it, is what the entry names, and the
// whole text of that is one of the entry's texts (or is matched by its pattern).
function entryFor(element) {
  const line = ancestors(element);
  return addedList.find(({ where, texts = [], pattern }) => line.some((node) => {
    if (!node.attrs || !isWhere(node, where))
      return false;
    const text = textOf(node).replace(/\s+/g, ' ').trim();
    return texts.includes(text) || (pattern !== undefined && new RegExp(`^(?:${pattern})$`).test(text));
  }));
}

// The page's list of contents names the document's own parts, in their order.
function checkContents(name, contents, page) {
  const words = page.map(({ word }) => word);
  const missing = [];
  let from = 0;
  for (const entry of contents) {
    const at = words.findIndex((_, index) =>
      index >= from && entry.every((word, offset) => words[index + offset] === word));
    if (at < 0)
      missing.push(`not in the page's contents, in order: ${entry.join(' ')}`);
    else
      from = at + entry.length;
  }
  check(`contents: ${name}`, missing);
}

function checkPolicy(seedFile) {
  const name = basename(seedFile, '.txt');
  const slug = name.toLowerCase().replaceAll('_', '-');
  const document = readHtml(folder, 'policies', slug, 'index.html');
  const main = elements(document).find((element) => element.tagName === 'main');
  const ratified = elementById(document, 'policy-text');
  if (!main || !ratified) {
    check(`page: ${name}`, ['the page has no main element, or no element with the id policy-text']);
    return;
  }
  const { words: seed, contents } = seedWords(readText(seeds, seedFile));
  const page = pageWords(main).map(({ word, element }) =>
    ({ word, element, inside: ancestors(element).includes(ratified), entry: entryFor(element) }));
  const matches = align(seed, page);
  const found = matches.filter((match) => match >= 0).length;
  check(`every word in order: ${name}`, matches.flatMap((match, index) =>
    match < 0 ? [`lost, or out of order: ${around(seed, index)}`] : []));

  const matched = new Set(matches);
  const added = page.flatMap((word, index) =>
    word.inside && !matched.has(index) && !word.word.startsWith(linkMark) ? [{ ...word, index }] : []);
  const unlisted = added.filter(({ entry }) => !entry);
  added.forEach(({ entry }) => addedUsed.add(entry));
  const pageText = page.map(({ word }) => word);
  check(`nothing added: ${name}`, unlisted.map(({ element, index }) =>
    `added: ${around(pageText, index)} in <${element.tagName} class="${attribute(element, 'class') ?? ''}">`));
  if (contents.length > 0)
    checkContents(name, contents, page);
  console.log(`${name}: ${found} of ${seed.length} seed words found in order; ${added.length} words added, `
    + (unlisted.length === 0 ? 'all on the list' : `${unlisted.length} of them not on the list`));
}

const seedFiles = filesIn(seeds).filter((file) => file.endsWith('.txt'));
check('there are seeds', seedFiles.length > 0 ? [] : [`no .txt file in ${seeds}`]);
seedFiles.forEach(checkPolicy);
// What none of the four has is shown by a golden page, which the entry names.
const isInGolden = (entry) => entry.golden !== undefined &&
  [...elements(readHtml(here, '../golden', entry.golden))].some((element) => entryFor(element) === entry);
check('every entry of added-words.json is used', addedList.filter((entry) => !addedUsed.has(entry) && !isInGolden(entry))
  .map((entry) => JSON.stringify(entry)));
finish('fidelity');
