// Turns words about, and holds that the reading turns with them, or opens. Never that it stays.
//
// A mutation makes of the words of a case other words, and says which effects these may have. Open is always allowed.

import { join } from 'node:path';
import { casesOf, effectsOf, readAll } from './policy.mjs';

const cases = casesOf(join(import.meta.dirname, 'effects.yaml')).filter((one) => one.effect);
const clause = (words) => words.trim().replace(/^1\. /, '');
const sentences = (words) => (words.trim().match(/[.:;](\s|$)/g) ?? []).length;
const hasList = (words) => /^ +- /m.test(words);
const isOne = (one) => sentences(clause(one.words)) === 1 && !hasList(one.words);
const openings = ['eligible', 'considered', 'only_if'];
const everything = [...openings, 'required', 'not_commissioned', 'outside_policy', 'scope', 'elsewhere', 'overrides', 'mixed'];
const but = (...left) => everything.filter((effect) => !left.includes(effect));
const lower = (text) => text[0].toLowerCase() + text.slice(1);
const end = (words, more) => `${words.trim().replace(/[.]$/, '')}${more}`;

// name: [which cases, how their words change (null: they can't), which effects are allowed].
const mutations = {
  'negated': [
    (one) => one.effect === 'eligible' && isOne(one) && !/\b(not|no|n't|unless|except|only)\b/i.test(one.words),
    (words) => words.match(/ (is|are|will be|can be) (commissioned|funded|available|eligible|entitled)\b/)
      ? words.replace(/ (is|are|will be|can be) (commissioned|funded|available|eligible|entitled)\b/, ' $1 not $2') : null,
    but('eligible', 'considered', 'scope', 'elsewhere')],
  'un-negated': [
    (one) => one.effect === 'not_commissioned' && isOne(one),
    (words) => {
      const found = words.match(/\bnot /g);
      return found?.length === 1 ? words.replace(/\bnot /, '').replace(/(do|does) (routinely )?fund/, '$1 $2fund') : null;
    },
    but('not_commissioned', 'outside_policy')],
  'negated twice': [
    (one) => one.effect === 'not_commissioned' && isOne(one),
    (words) => `1. It is not the case that ${lower(clause(words))}`,
    []],
  'reported': [
    (one) => ['eligible', 'not_commissioned', 'only_if', 'considered'].includes(one.effect) && isOne(one),
    (words) => `1. NICE recommends that ${lower(clause(words))}`,
    []],
  'proposed': [
    (one) => ['eligible', 'not_commissioned', 'only_if', 'considered'].includes(one.effect) && isOne(one),
    (words) => `1. It has been proposed that ${lower(clause(words))}`,
    []],
  'asked whether': [
    (one) => ['eligible', 'not_commissioned'].includes(one.effect) && isOne(one),
    (words) => `1. The ICB has been asked whether ${lower(clause(words))}`,
    []],
  'quoted': [
    (one) => one.effect !== 'unstated' && isOne(one) && !/["“]/.test(one.words),
    (words) => `1. The leaflet says “${clause(words)}”`,
    []],
  'made a condition': [
    (one) => ['eligible', 'not_commissioned', 'considered'].includes(one.effect) && isOne(one) && !/,/.test(one.words),
    (words) => `1. If ${end(lower(clause(words)), ', the letter says so.')}`,
    []],
  'however severe': [
    (one) => ['eligible', 'not_commissioned'].includes(one.effect) && isOne(one),
    (words, one) => end(words, ', however severe the pain is.'),
    'same'],
  'unless exceptionality': [
    (one) => one.effect === 'not_commissioned' && !one.exception && isOne(one) && !/unless|except|even if|until/.test(one.words),
    (words) => end(words, ' unless exceptionality is shown.'),
    ['not_commissioned']],
  'unless exceptional, or something else': [
    (one) => one.effect === 'not_commissioned' && !one.exception && isOne(one) && !/unless|except/.test(one.words),
    (words) => end(words, ' unless the patient is exceptional or is in pain.'),
    []],
  'unless, of a refusal': [
    (one) => one.effect === 'not_commissioned' && isOne(one) && !/unless|except|other than|even if|whether/i.test(one.words),
    (words) => end(words, ' unless the patient is bleeding.'),
    ['only_if', 'mixed']],
  'only if, of an opening': [
    (one) => one.effect === 'eligible' && isOne(one) && !/\b(if|where|when|who|whom|provided|not|in)\b/.test(one.words),
    (words) => end(words, ' only if the patient is bleeding.'),
    ['only_if', 'mixed']],
  'but not': [
    (one) => one.effect === 'eligible' && isOne(one),
    (words) => end(words, ' but not in children.'),
    ['mixed']],
  'but, of a refusal': [
    (one) => one.effect === 'not_commissioned' && isOne(one) && !/but|unless|except/.test(one.words),
    (words) => end(words, ', but will be considered where the patient is bleeding.'),
    ['considered', 'mixed']],
  'an exception between commas': [
    (one) => one.effect === 'eligible' && isOne(one) && !/,/.test(one.words),
    (words) => words.match(/ (is|are|will be) (commissioned|funded)/)
      ? end(words.replace(/ (is|are|will be) (commissioned|funded)/, ' $1 $2, except in children,'), '.') : null,
    ['mixed']],
  'a refusal in another sentence': [
    (one) => one.effect === 'eligible' && isOne(one),
    (words) => `${words.trim()} Laser treatment is not commissioned.`,
    ['mixed']],
  'an opening in another sentence': [
    (one) => one.effect === 'not_commissioned' && isOne(one),
    (words) => `${words.trim()} Laser treatment is commissioned for adults.`,
    ['mixed']],
  'somebody else\'s': [
    (one) => one.effect === 'eligible' && isOne(one) && / (is|are|will be) (commissioned|funded)/.test(one.words),
    (words) => words.match(/by (the|westmarsh)/i) ? null : words.replace(/ (commissioned|funded)/, ' $1 by NHS England'),
    ['elsewhere', 'mixed']],
  'a list under it instead': [
    (one) => one.effect === 'not_commissioned' && isOne(one) && !/unless|except/.test(one.words),
    (words) => end(words, ' except where any of the following apply:\n   - Pain\n   - Bleeding'),
    ['only_if', 'mixed']],
};

// Every verb of funding, in the turns that have misled readers: [words, effects allowed].
const verbs = ['is commissioned', 'is funded', 'is routinely commissioned', 'will be funded', 'is normally funded',
  'will be commissioned', 'is available on the NHS', 'is financed', 'will routinely be funded'];
const turns = [
  ['Surgery VERB not only for adults but also for children.', []],
  ['Surgery VERB, except in the north, for patients with any of the following:\n   - Pain\n   - Bleeding', []],
  ['Surgery VERB; however, refer to the policy on laser treatment.', ['eligible', 'mixed']],
  ['Surgery VERB by the local authority.', ['elsewhere']],
  ['Surgery VERB only in a trial.', ['only_if']],
  ['Surgery VERB, however severe the pain.', ['eligible']],
  ['No patient will be refused surgery that VERB.', []],
  ['Patients will be offered leaflets on what VERB.', []],
  ['The provider must tell patients that surgery VERB.', []],
  ['A second cycle VERB.', ['eligible']],
  ['Not every operation VERB.', []],
  ['Some surgery VERB.', []],
  ['Neither laser nor surgery VERB.', ['not_commissioned']],
  ['None of the following VERB:\n   - Laser\n   - Surgery', ['not_commissioned']],
  ['Surgery VERB unless any of the following apply:\n   - Pain\n   - Bleeding', ['not_commissioned']],
  ['Only surgery for adults VERB.', ['only_if']],
  ['Where surgery VERB, the patient must be told.', ['required']],
  ['Although surgery VERB, it is rarely done.', ['eligible']],
  ['Whether surgery VERB is for the panel.', []],
  ['It is not known whether surgery VERB.', []],
  ['Surgery that VERB elsewhere is described in Appendix 2.', []],
];

const wanted = [];
const skipped = [];
for (const [name, [isFor, change, allowed]] of Object.entries(mutations)) {
  let count = 0;
  for (const one of cases.filter(isFor)) {
    const words = change(one.words, one);
    if (!words || words.trim() === one.words.trim())
      continue;
    count++;
    wanted.push({ name, id: one.id, title: one.title, section: one.section, words,
      allowed: allowed === 'same' ? [one.effect] : allowed });
  }
  if (!count)
    skipped.push(name);
}
for (const verb of verbs)
  for (const [turn, allowed] of turns)
    wanted.push({ name: 'turns', id: verb, section: 'policy-statement', words: `1. ${turn.replace('VERB', verb)}`, allowed });
// Another section changes nothing of what the words say.
for (const one of cases)
  for (const section of ['policy-statement', 'exclusions', 'core-criteria'])
    if (one.section !== section)
      wanted.push({ name: 'another section', id: one.id, title: one.title, section, words: one.words,
        allowed: [one.effect, ...(one.also ?? [])] });

const readings = await readAll(wanted);
let passed = 0;
let failed = skipped.length;
for (const name of skipped)
  console.log(`not ok: ${name}: no case is of use`);
wanted.forEach((one, i) => {
  const said = readings[i].fault ? [readings[i].fault] : readings[i].clauses.slice(0, 1).flatMap(effectsOf);
  const bad = said.find((effect) => effect !== 'unstated' && !one.allowed.includes(effect));
  if (bad) {
    failed++;
    console.log(`not ok: ${one.name}: ${one.id}: ${bad}\n    ${one.words.trim().replaceAll('\n', '\n    ')}`);
  } else {
    passed++;
  }
});
console.log(`mutations: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
