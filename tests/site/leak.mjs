// What nobody may know yet, or ever: words planted in drafts, consultations, versions before their publish_from, reasons
// of `allow`, comments, shared wording and documents that only those have, and in the configuration's own notes, are in no
// byte and no name of a site without drafts. With --drafts those of drafts are there: the words can be found.
// usage: node leak.mjs FOLDER, a copy of tests/projects/second-board to plant them in

import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, filesIn, finish, siteFolder } from './harness.mjs';

const folder = siteFolder();
const program = process.env.POLICYC ?? 'build/policyc';
const today = process.env.TEST_DATE ?? '2026-11-21';

let count = 0;
const words = { draft: [], never: [] };

// A word that stands nowhere else, of one kind: "draft" (shown with --drafts) or "never".
function plant(kind, where) {
  const word = `zq${String(++count).padStart(3, '0')}xw`;
  words[kind].push({ word, where });
  return word;
}

const file = (name, text) => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const read = (name) => readFileSync(join(folder, name), 'utf8');

// Every key of a policy's front matter that takes words, and a body that uses everything that takes words.
function secretPolicy(ref, version, status, more = '') {
  const secret = (where) => plant('draft', `${ref}@${version} ${where}`);
  const document = `${secret('name of a document')}.txt`;
  const block = `${secret('shared block')}`;
  file(`site/assets/${document}`, `${secret('document')}\n`);
  file(`policies/shared/${block}@1.md`, `---\nblock: ${block}\nedition: "1"\ntitle: ${secret('block title')}\n---\n\n`
    + `1. ${secret('words of the block')}\n\n<!-- ${plant('never', 'comment in a block')} -->\n`);
  return `---
# ${plant('never', `${ref} comment in front matter`)}
ref: ${ref}
title: ${secret('title')}
subtitle: ${secret('subtitle')}
profile: harrowmere
category: amber
category_label: ${secret('category_label')}
status: ${status}
version: "${version}"
${more}review_date: 2030-01
author: ${secret('author')}
ratified_by: ${secret('ratified_by')}
target_audience: ${secret('target_audience')}
cross_references: [policy:HWP-10-01, ${secret('cross_references')}]
history: [{version: "${version}", date: 2026-11, changes: ${secret('changes')}, action: ${secret('action')}}]
summary: ${secret('summary')}
specialty: [${secret('specialty')}]
keywords: [${secret('keywords')}]
transition: ${secret('transition')}
coding_logic: {text: ${secret('coding_logic')}}
documents: [{kind: committee_paper, title: ${secret('document title')}, file: site/assets/${document}}]
redirect_from: [/old/${secret('redirect_from')}.pdf]
previous_refs: [${secret('previous_refs')}]
x_note: ${secret('x_note')}
allow: [{check: spelling, reason: ${plant('never', `${ref} reason`)}}]
---

<!-- ${plant('never', `${ref} comment`)} -->

## What we decided

1. ${secret('clause')} for patients aged 18 or over, see NG${7000 + count}

   - [${secret('link')}](https://${secret('address')}.example)

## Why

1. ${secret('cell')}

{{include ${block}@1}}

## Codes

1. OPCS-4

   | | |
   | --- | --- |
   | Z99.${count % 10} | ${secret('code term')} |
`;
}

function makeProject() {
  // A policy that is a draft, one in consultation, and one that nobody may know of before its day.
  file('policies/HWP-90-01.md', secretPolicy('HWP-90-01', '0.1', 'draft'));
  file('policies/HWP-90-02.md', secretPolicy('HWP-90-02', '0.2', 'consultation'));
  const later = 'date_ratified: 2026-11-02\ndate_published: 2026-12-24\npublish_from: 2026-12-24\n';
  file('policies/HWP-90-03.md', secretPolicy('HWP-90-03', '1.0', 'ratified', later));
  // Next versions of a policy that is published: the one in force is put by.
  file('policies/versions/HWP-20-07@2025.3.md', read('policies/HWP-20-07.md'));
  file('policies/HWP-20-07.md', secretPolicy('HWP-20-07', '2026.1', 'draft'));
  file('policies/versions/HWP-10-01@2026.1.md', read('policies/HWP-10-01.md'));
  file('policies/HWP-10-01.md', secretPolicy('HWP-10-01', '2027.1', 'ratified', later));
  // What is never published, in files that are.
  file('policies/HWP-30-11.md', read('policies/HWP-30-11.md').replace('---\n\n',
    `allow:\n  - {check: review-overdue, reason: ${plant('never', 'reason')}}\n# ${plant('never', 'comment')}\n---\n\n`
    + `<!-- ${plant('never', 'comment in a body')} -->\n\n`));
  appendFileSync(join(folder, 'site/site.yaml'), `# ${plant('never', 'comment in site.yaml')}\n`);
  appendFileSync(join(folder, 'site/pages/who-we-are.md'), `\n<!-- ${plant('never', 'comment in a page')} -->\n`);
  appendFileSync(join(folder, 'templates/layout.mustache'), `{{! ${plant('never', 'comment in a template')} }}\n`);
  file('site/words.txt', `${plant('never', 'site/words.txt')}\n`);
  file(`site/assets/.${plant('never', 'hidden file')}`, plant('never', 'hidden file'));
}

function build(site, ...options) {
  const run = spawnSync(program, ['-C', folder, 'build', '-q', '--level=error', '--as-of', today, '-o', site,
    ...options], { encoding: 'utf8' });
  check(`the project builds ${options.join(' ')}`, run.status === 0 ? []
    : [`status ${run.status}`, run.stdout.slice(0, 3000), run.stderr.slice(0, 1000)]);
}

// Which of the words are in a file's bytes or name, whatever their case (slugs are in small letters).
function found(site, list) {
  const hits = new Map();
  for (const name of filesIn(site)) {
    const bytes = `${name}\n${readFileSync(join(site, name), 'latin1')}`.toLowerCase();
    for (const { word, where } of list)
      if (bytes.includes(word))
        hits.set(word, `${where} (${word}) in ${name}`);
  }
  return hits;
}

makeProject();
const all = [...words.draft, ...words.never];
const open = join(folder, 'public');
build(open);
check(`none of ${all.length} words is in the site`, [...found(open, all).values()]);
check('no ref of what is secret is in the site', [...found(open, ['hwp-90-01', 'hwp-90-02', 'hwp-90-03', '2027.1']
  .map((word) => ({ word, where: 'ref or version' }))).values()]);
const drafts = join(folder, 'public-with-drafts');
build(drafts, '--drafts');
const shown = found(drafts, words.draft);
// Not every key is on a page or in the data; most are.
check(`most of ${words.draft.length} words of drafts are there with --drafts`,
  shown.size > words.draft.length * 0.8 ? [] : [`only ${shown.size}`]);
check('what is never published is not there with --drafts either', [...found(drafts, words.never).values()]);
const day = join(folder, 'public-on-the-day');
spawnSync(program, ['-C', folder, 'build', '-q', '--level=error', '--as-of', '2026-12-24', '-o', day]);
const waiting = words.draft.filter(({ where }) => /^(HWP-90-03|HWP-10-01)/.test(where));
check('on its day a version is there', found(day, waiting).size > waiting.length * 0.8 ? [] : ['it is not']);
check('and drafts are not', [...found(day, words.draft.filter((one) => !waiting.includes(one))).values()]);
console.log(`leak: ${all.length} words planted, ${filesIn(open).length} files searched`);
finish('leak');
