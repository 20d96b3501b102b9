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

async function read(one, folder) {
  mkdirSync(join(folder, 'policies'), { recursive: true });
  for (const name of ['templates/profiles', 'site/site.yaml'])
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'policies/CMICB_Clin999.md'), sourceOf(one));
  const shown = await run(['show', 'policies/CMICB_Clin999.md', '--as', 'json'], folder);
  const checked = !one.findings ? { output: '' } : await run(['check', '--format=json', '--level=info', '--fail-on=never'], folder);
  if (shown.status !== 0)
    return { clauses: [], findings: [], fault: `status ${shown.status}: ${shown.complaint}` };
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
  const findings = checked.output.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return { clauses, findings: findings.filter((finding) => finding.file?.includes('Clin999')) };
}

// The readings of all cases, in their order: {clauses, findings, fault?}.
export async function readAll(cases) {
  const scratch = mkdtempSync(join(tmpdir(), 'policyc-reading-'));
  const readings = new Array(cases.length);
  let next = 0;
  const work = async () => {
    while (next < cases.length) {
      const i = next++;
      readings[i] = await read(cases[i], join(scratch, String(i)));
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
