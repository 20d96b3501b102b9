// Each answer is right, open (the program says nothing, which is never wrong) or wrong.

import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { casesOf, effectsOf, readAll } from './policy.mjs';

import { judgeQuantities } from './quantities.mjs';

const folder = import.meta.dirname;
const enough = 0.85;
const named = process.argv.slice(2);
const isVerbose = named.includes('-v');
const files = named.filter((name) => name !== '-v').map((name) => resolve(name));
const all = readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name));

const right = (kind) => ({ kind, is: 'right' });
const open = (kind, said) => ({ kind, is: 'open', said });
const wrong = (kind, said) => ({ kind, is: 'wrong', said });

function judgeEffect(expected, also, clause) {
  const said = effectsOf(clause);
  const accepted = [expected, ...also];
  const certain = said.filter((effect) => effect !== 'unstated');
  const bad = certain.find((effect) => !accepted.includes(effect));
  if (bad)
    return wrong('effect', `${bad} in place of ${accepted.join(' or ')}`);
  if (certain.length || expected === 'unstated')
    return right('effect');
  return open('effect', `unstated in place of ${accepted.join(' or ')}`);
}

// What goes with an effect. Where the effect is open, or another that is accepted, they are not asked for.
function judgeMember(kind, one, clause) {
  const said = [clause.criteria?.[kind], clause[kind]].filter((value) => value && value !== 'unstated');
  const isOpen = !effectsOf(clause).some((effect) => effect !== 'unstated');
  const isOther = !effectsOf(clause).includes(one.effect);
  if (!one[kind])
    return said.length && !isOther && kind !== 'otherwise' && !one.criteria ? wrong(kind, `${said[0]} in place of nothing`) : null;
  if (said.some((value) => value !== one[kind]) && !isOther)
    return wrong(kind, `${said[0]} in place of ${one[kind]}`);
  if (!said.length)
    return isOpen || isOther ? null : open(kind, `nothing in place of ${one[kind]}`);
  return right(kind);
}

function operatorOf(criteria) {
  if (!criteria)
    return 'not_criteria';
  const number = criteria.at_least ?? criteria.at_most ?? criteria.exactly;
  if (criteria.op === 'unstated')
    return 'unclear';
  return number === undefined || number === null ? criteria.op : `${criteria.op} ${number}`;
}

const isNested = (item) => item !== null && typeof item === 'object' && 'op' in item;

function judgeCriteria(expected, criteria, answers) {
  const said = operatorOf(criteria);
  const wanted = String(expected.op);
  const accepted = [wanted, ...(expected.also ?? []).map(String)];
  if (accepted.includes(said))
    answers.push(right('operator'));
  else if (said === 'unclear' || (said === 'not_criteria' && wanted !== 'not_criteria'))
    answers.push(open('operator', `${said} in place of ${wanted}`));
  else
    answers.push(wrong('operator', `${said} in place of ${wanted}`));
  if (!criteria || wanted === 'not_criteria' || said !== wanted)
    return;
  const items = criteria.items ?? [];
  const count = typeof expected.items === 'number' ? expected.items : expected.items?.length;
  if (count !== undefined && count !== items.length)
    answers.push(wrong('items', `${items.length} in place of ${count}`));
  for (const kind of ['own', 'join']) {
    if (!expected[kind])
      continue;
    const value = criteria[kind] ?? null;
    answers.push(value === expected[kind] ? right(kind)
      : value === null || value === 'unclear' || value === 'none' ? open(kind, `${value} in place of ${expected[kind]}`)
        : wrong(kind, `${value} in place of ${expected[kind]}`));
  }
  if (!Array.isArray(expected.items) || count !== items.length)
    return;
  expected.items.forEach((item, i) => judgeItem(item, items[i], answers));
}

function judgeItem(expected, item, answers) {
  if (isNested(expected))
    judgeCriteria(expected, item.criteria, answers);
  else if (expected?.criteria)
    judgeCriteria(expected.criteria, item.criteria, answers);
  for (const kind of ['own', 'join'])
    if (!isNested(expected) && expected?.[kind])
      answers.push(item[kind] === expected[kind] ? right(kind) : open(kind, `${item[kind]} in place of ${expected[kind]}`));
  if (expected?.quantities)
    answers.push(...quantityAnswers(expected.quantities, item.quantities ?? []));
}

const quantityAnswers = (expected, said) => judgeQuantities(expected, said).map((answer) => ({ ...answer, kind: 'quantity' }));

function judge(one, reading) {
  if (reading.fault)
    return [wrong('program', reading.fault)];
  const { clauses } = reading;
  const answers = [];
  const also = one.also ?? [];
  if (one.effects) {
    one.effects.forEach((effect, i) => {
      answers.push(clauses[i] ? judgeEffect(effect, also, clauses[i]) : open('effect', `no clause in place of ${effect}`));
    });
  } else if (one.effect && clauses[0]) {
    answers.push(judgeEffect(one.effect, also, clauses[0]));
    for (const kind of ['otherwise', 'exception', 'phase'])
      answers.push(judgeMember(kind, one, clauses[0]));
  }
  if (one.criteria && clauses[0])
    judgeCriteria(one.criteria, clauses[0].criteria, answers);
  if (one.quantities && clauses[0])
    answers.push(...quantityAnswers(one.quantities, clauses[0].quantities ?? []));
  return answers.filter(Boolean);
}

let passed = 0;
let failed = 0;
for (const file of files.length ? files : all) {
  const cases = casesOf(file);
  const readings = await readAll(cases);
  const counts = {};
  cases.forEach((one, i) => {
    for (const answer of judge(one, readings[i])) {
      counts[answer.kind] ??= { right: 0, open: 0, wrong: 0 };
      counts[answer.kind][answer.is]++;
      if (answer.is === 'wrong')
        console.log(`not ok: ${one.id}: ${answer.kind}: ${answer.said}\n    ${one.words.trim().replaceAll('\n', '\n    ')}`);
      else if (answer.is === 'open' && isVerbose)
        console.log(`open: ${one.id}: ${answer.kind}: ${answer.said}\n    ${one.words.trim().replaceAll('\n', '\n    ')}`);
    }
  });
  for (const [kind, count] of Object.entries(counts)) {
    const share = count.right / (count.right + count.open + count.wrong);
    console.log(`${basename(file)}: ${kind}: ${count.right} right, ${count.open} open, ${count.wrong} wrong (${Math.round(100 * share)} %)`);
    passed += count.right + count.open;
    failed += count.wrong;
    if (share < enough) {
      console.log(`not ok: ${basename(file)}: ${kind}: fewer than ${100 * enough} % are right`);
      failed++;
    }
  }
}
console.log(`reading: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
