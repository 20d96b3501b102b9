// Policies of one clause or two, and what the program reads in them: shared by the tests of this folder.

import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../..');
const program = process.env.POLICYC ?? join(repository, 'build/policyc');
const { parse } = createRequire(join(repository, 'tests/site/package.json'))('yaml');
const headings = {
  'policy-statement': 'Policy statement',
  'exclusions': 'Exclusions',
  'core-criteria': 'Core Eligibility Criteria',
};

export function casesOf(file) {
  return parse(readFileSync(file, 'utf8'));
}

// A case: {section, words, title?}.
function sourceOf(one) {
  return `---
ref: CMICB_Clin999
title: ${JSON.stringify(one.title ?? 'A policy')}
profile: cm-2024
category: "2"
status: draft
version: "0.1"
---

## ${headings[one.section ?? 'policy-statement']}

${one.words}
`;
}

function run(words, folder) {
  return new Promise((done) => {
    execFile(program, words, { cwd: folder, timeout: 20_000, maxBuffer: 1 << 24 }, (error, output, complaint) => {
      done({ status: error ? (error.code ?? error.signal) : 0, output, complaint });
    });
  });
}

// A policy of several cases, each a clause. Policies are read in one process each.
async function readPack(pack, folder) {
  for (const name of ['templates/profiles', 'site/site.yaml'])
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'policies'));
  const words = pack.map((one) => one.words.trim()).join('\n\n');
  writeFileSync(join(folder, 'policies/CMICB_Clin999.md'), sourceOf({ ...pack[0], words }));
  const shown = await run(['show', 'policies/CMICB_Clin999.md', '--as', 'json'], folder);
  if (shown.status !== 0)
    return { clauses: [], fault: `status ${shown.status}: ${shown.complaint}` };
  const clauses = [];
  const walk = (content) => {
    for (const block of content) {
      if (block.type === 'clause')
        clauses.push(block);
      else if (block.content)
        walk(block.content);
    }
  };
  walk(JSON.parse(shown.output).sections);
  return { clauses };
}

// Cases of one clause can share a policy: nothing is read across clauses.
const isOneClause = ({ words }) => /^1\. /.test(words) && words.match(/^\S/gm).length === 1;
const packMost = 60;

function packsOf(cases) {
  const packs = new Map();
  const done = [];
  cases.forEach((one, index) => {
    const key = isOneClause(one) ? `${one.section}\n${one.title}` : `alone ${index}`;
    const pack = packs.get(key) ?? [];
    pack.push(index);
    packs.set(key, pack);
    if (pack.length === packMost) {
      done.push(pack);
      packs.delete(key);
    }
  });
  return [...done, ...packs.values()];
}

// The readings of all cases, in their order: {clauses, fault?}.
export async function readAll(cases) {
  const scratch = mkdtempSync(join(tmpdir(), 'policyc-reading-'));
  const packs = packsOf(cases);
  const readings = new Array(cases.length);
  let next = 0;
  const work = async () => {
    while (next < packs.length) {
      const number = next++;
      const pack = packs[number];
      const { clauses, fault } = await readPack(pack.map((index) => cases[index]), join(scratch, String(number)));
      const isWhole = pack.length === 1 || clauses.length === pack.length;
      pack.forEach((index, i) => {
        readings[index] = fault || !isWhole ? { clauses: [], fault: fault ?? 'a policy has other clauses than its cases' }
          : { clauses: pack.length === 1 ? clauses : [clauses[i]] };
      });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() * 2 }, work));
  rmSync(scratch, { recursive: true });
  return readings;
}

// What a clause does: by its list where it has one, else by its own words. Both must not differ.
export function effectsOf(clause) {
  return [clause.criteria?.effect, clause.effect].filter(Boolean);
}
