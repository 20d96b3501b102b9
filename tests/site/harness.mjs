// What the tests of a built site share: counting, the files of the site, and HTML read into a tree.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'parse5';

let passed = 0;
let failed = 0;
// The counts of the scripts of this process that have come to their end: {label, passed, failed}.
export const finished = [];

// One test: PROBLEMS is the list of what is wrong, and none means that it passed.
export function check(name, problems) {
  if (problems.length === 0) {
    passed++;
    return;
  }
  failed++;
  console.log(`not ok: ${name}`);
  for (const problem of problems.slice(0, 20))
    console.log(`    ${String(problem).replaceAll('\n', '\n    ')}`);
  if (problems.length > 20)
    console.log(`    and ${problems.length - 20} more`);
}

// Ends a script with its count; the exit status says whether all passed. No test at all is a failure. The next script of
// the same process counts from nothing.
export function finish(label) {
  if (passed + failed === 0) {
    console.log(`${label}: no test was run`);
    failed++;
  }
  console.log(`${label}: ${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
  finished.push({ label, passed, failed });
  passed = failed = 0;
}

// The folder of the site under test: the script's first argument.
export function siteFolder() {
  const folder = process.argv[2];
  if (!folder) {
    console.log('usage: node SCRIPT.mjs FOLDER-OF-THE-BUILT-SITE');
    process.exit(2);
  }
  return folder;
}

// Every file below FOLDER, as paths from it with slashes, sorted.
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

// The pages that somebody reads: not those that only lead on to another address.
export function pagesIn(folder) {
  return filesIn(folder).filter((file) => file.endsWith('.html') &&
    !readText(folder, file).includes('<meta http-equiv="refresh"'));
}

export function readText(...path) {
  return readFileSync(join(...path), 'utf8');
}

export function readJson(...path) {
  return JSON.parse(readText(...path));
}

const documents = new Map();

export function readHtml(...path) {
  const file = join(...path);
  if (!documents.has(file))
    documents.set(file, parse(readText(file), { sourceCodeLocationInfo: true }));
  return documents.get(file);
}

// NODE and all elements below it, in document order.
export function* elements(node) {
  if (node.tagName)
    yield node;
  for (const child of node.childNodes ?? [])
    yield* elements(child);
}

export function attribute(element, name) {
  return element.attrs?.find((attr) => attr.name === name)?.value;
}

export function hasClass(element, name) {
  return (attribute(element, 'class') ?? '').split(/\s+/).includes(name);
}

export function elementById(document, id) {
  return elements(document).find((element) => attribute(element, 'id') === id);
}

// "file:line" of an element, for a message.
export function place(file, element) {
  return `${file}:${element.sourceCodeLocation?.startLine ?? '?'}`;
}
