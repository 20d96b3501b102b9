// Nothing lost and nothing invented in the PDF either: each word of a seed, in order, is in what pdftotext reads, with the
// edges of the pages cut off; and what stands there besides is on the list in added-words.json.

import { spawnSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, filesIn, finish, readJson, readText, siteFolder } from '../site/harness.mjs';
import { align, around, linkMark, seedWords } from '../site/words.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const seeds = join(here, '../seeds');
const folder = siteFolder();
const added = readJson(here, 'added-words.json');
const used = new Set();
// Without the lines at the edges: points from the upper left corner of an A4 page.
const usual = ['-x', '0', '-y', '70', '-W', '595', '-H', '700'];

// A raised number stands alone in a seed, and by pdftotext's reading at the word before it: "2016", "1", "," and "20161,".
function raisedNumbers(seed) {
  const parts = new Map();
  for (let at = 1; at < seed.length; at++)
    if (/^\d+$/.test(seed[at])) {
      parts.set(seed[at - 1] + seed[at], [seed[at - 1], seed[at]]);
      if (/^[.,;:]$/.test(seed[at + 1] ?? ''))
        parts.set(seed[at - 1] + seed[at] + seed[at + 1], seed.slice(at - 1, at + 2));
    }
  return parts;
}

// The words of a document, each with its line. A line that ends within one of the seed's words goes on in the next.
function pdfWords(file, seed) {
  const known = new Set(seed), raised = raisedNumbers(seed);
  const run = spawnSync('pdftotext', ['-raw', '-nopgbrk', ...usual, file, '-'], { encoding: 'utf8' });
  if (run.status !== 0)
    throw new Error(`${file}: ${run.error?.message ?? run.stderr}`);
  const words = run.stdout.split('\n').flatMap((line, index) =>
    line.split(/\s+/).filter((word) => word !== '').map((word) => ({ word: word.replace(/^(\d+)\.$/, '$1'), line: index })));
  const joined = [];
  for (let at = 0; at < words.length;) {
    let whole = words[at].word, end = at + 1, best = 1;
    const isKnown = known.has(whole);
    while (!isKnown && end < words.length && words[end].line === words[end - 1].line + 1 && end - at < 10) {
      whole += words[end++].word;
      if (known.has(whole))
        best = end - at;
    }
    joined.push({ word: words.slice(at, at + best).map(({ word }) => word).join(''), line: words[at].line });
    at += best;
  }
  return joined.flatMap(({ word, line }) => (known.has(word) ? [word] : raised.get(word) ?? [word]).map((part) => ({ word: part, line })));
}

// The runs of words, each of one line, that match nothing of the seed.
function runsOf(words, matched) {
  const runs = [];
  words.forEach((word, index) => {
    if (matched.has(index))
      return;
    const last = runs.at(-1);
    if (last && last.end === index && last.line === word.line)
      last.end++;
    else
      runs.push({ begin: index, end: index + 1, line: word.line });
  });
  return runs;
}

function checkPolicy(seedFile) {
  const name = basename(seedFile, '.txt');
  const pdf = join(folder, 'policies', name.toLowerCase().replaceAll('_', '-'), 'policy.pdf');
  // A PDF shows no address but one that the document itself shows: the others are the links'.
  const seed = seedWords(readText(seeds, seedFile)).words.filter((word) => !word.startsWith(linkMark));
  const words = pdfWords(pdf, seed);
  const matches = align(seed, words.map((word) => ({ ...word, inside: true })));
  check(`every word in order: ${name}`, matches.flatMap((match, index) =>
    match < 0 ? [`lost, or out of order: ${around(seed, index)}`] : []));
  const text = words.map(({ word }) => word);
  const runs = runsOf(words, new Set(matches));
  const unlisted = runs.filter(({ begin, end }) => {
    const entry = added.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(text.slice(begin, end).join(' ')));
    used.add(entry);
    return !entry;
  });
  check(`nothing added: ${name}`, unlisted.map(({ begin, end }) => `added: ${text.slice(begin, end).join(' ')} (after ${around(text, begin)})`));
  console.log(`${name}: ${matches.filter((match) => match >= 0).length} of ${seed.length} seed words found in order; `
    + `${words.length - seed.length} words added`);
}

filesIn(seeds).filter((file) => file.endsWith('.txt')).forEach(checkPolicy);
check('every entry of added-words.json is used', added.filter((entry) => !used.has(entry)).map((entry) => entry.pattern));
finish('fidelity');
