// Random sentences from the parts that policies are made of, against a reading of the parts by SPEC's tables. What the
// sentence says is worked out here from how it was made, never from its words. The program agrees or says nothing.
//
//   random.mjs [COUNT] [SEED]

import { effectsOf, readAll } from './policy.mjs';

const count = Number(process.argv[2] ?? 3000);
const seed = Number(process.argv[3] ?? 2024);
const enough = 0.6;

// mulberry32: the same numbers everywhere.
let state = seed >>> 0;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const one = (list) => list[below(list.length)];
const maybe = (share) => random() < share;

// ---- The parts. Each says what it does to the sentence: `no` denies it, `hedge` makes it one of some only, `only`
// limits it.

const treatments = ['Grommet insertion', 'Laser treatment', 'Surgery for varicose veins', 'This procedure', 'Septorhinoplasty',
  'Excision of a ganglion', 'Botulinum toxin', 'Circumcision'];
const subjects = [
  ...[...treatments, ...treatments].map((words) => ({ words, of: 'it' })),
  ...['No cosmetic procedure', 'None of these procedures', 'Neither laser nor surgery'].map((words) => ({ words, of: 'it', no: 1 })),
  ...['Not every procedure', 'Not all procedures', 'Some procedures', 'Most procedures'].map((words) => ({ words, of: 'it', hedge: true })),
  { words: 'Only day-case surgery', of: 'it', only: true },
  ...['The ICB', 'NHS Westmarsh ICB', 'The CCG', 'The commissioner'].map((words) => ({ words, of: 'board' })),
  ...['Patients', 'Adults with a hernia', 'Women who smoke', 'A patient', 'Adults with pain and bleeding', 'Children with no other illness',
    'People who are not able to hear'].map((words) => ({ words, of: 'patient' })),
  ...['No patient', 'No one under 18', 'No adult with pain and bleeding', 'No patients who smoke or drink'].map((words) => ({ words, of: 'patient', no: 1 })),
  ...['Not all patients', 'Some patients', 'Many patients'].map((words) => ({ words, of: 'patient', hedge: true })),
  { words: 'Only adults with a hernia', of: 'patient', only: true },
  ...['Funding', 'Funding for this procedure'].map((words) => ({ words, of: 'money' })),
  { words: 'No funding', of: 'money', no: 1 },
  { words: 'Requests for funding', of: 'money' },
];

const isMany = (words) => /^(Patients|Adults|Children|People|No patients|Women|Some|Most|Many|Not all|Requests|None|Only adults)/.test(words);
const adverbs = ['', '', '', 'routinely', 'normally', 'currently', 'usually'];
const negations = [
  ...Array(9).fill({ words: '' }),
  ...['not', 'not', 'not', 'never'].map((words) => ({ words, no: 1 })),
  { words: 'no longer', no: 1 },
  ...['not always', 'not automatically', 'not only'].map((words) => ({ words, hedge: true })),
];
const tenses = {
  passive: [...Array(4).fill(['is', 'are']), ...Array(3).fill(['will', 'will', 'be']), ['was', 'were', '', 'past'], ['would', 'would', 'be', 'past'],
    ['should', 'should', 'be', 'wish']],
  active: [...Array(3).fill(['will', 'will']), ...Array(3).fill(['does', 'do']), ['would', 'would', '', 'past'], ['did', 'did', '', 'past']],
};

function verbOf(subject) {
  const not = one(negations);
  const adverb = not.hedge ? '' : one(adverbs);
  const active = subject.of === 'board';
  const [single, many, be, doubt] = one(active ? tenses.active : tenses.passive);
  let verb = one(['funded', 'commissioned', 'funded', 'commissioned', 'purchased', 'financed']);
  if (subject.of === 'patient')
    verb = 'eligible for surgery';
  else if (subject.of === 'money')
    verb = one(['approved', 'agreed', 'granted']);
  else if (active)
    verb = `${one(['fund', 'commission', 'finance'])} ${one(['laser treatment', 'grommets', 'this procedure'])}`;
  const words = [isMany(subject.words) ? many : single, not.words, adverb, be ?? '', verb].filter(Boolean).join(' ');
  // "Does fund" is said of nobody; "will … be".
  return { words, no: not.no ?? 0, hedge: not.hedge, isPast: doubt === 'past', isWish: doubt === 'wish', verb, active };
}

const facts = ['the patient is bleeding', 'there is recurrent infection', 'symptoms have lasted for six months', 'the lesion is painful',
  'sight is affected', 'conservative care has failed'];

// What stands before the sentence: [words, is the sentence still the policy's own?].
const fronts = [
  ...Array(20).fill(['', true]),
  ['Where the patient is an adult, ', true], ['In adults, ', true], ['Therefore ', true], ['Consequently, ', true], ['However, ', true],
  ['For the avoidance of doubt, ', true], ['Because the evidence is weak, ', true], ['Although pain is common, ', true], ['Although it hurts those who smoke, ', true],
  ['Where the patient has a joint that is swollen, ', true], ['Similarly, ', true], ['In patients who smoke or drink, ', true],
  ['The ICB has agreed that ', true], ['Additionally ', true],
  ['Regardless of age, ', true], ['Whether male or female, ', true], ['The ICB has decided that ', true],
  ['NICE recommends that ', false], ['It has been suggested that ', false], ['Patients often ask whether ', false],
  ['It is not the case that ', false], ['It is not known whether ', false], ['The manufacturer states that ', false],
];

// ---- What a sentence does, from its parts. A list of the effects that a reader may find; empty: none is certain.

function base(parts) {
  const denials = (parts.subject.no ?? 0) + parts.verb.no;
  if (parts.subject.hedge || parts.verb.hedge || parts.verb.isPast || !parts.isOwn || denials > 1)
    return 'open';
  // "Should be funded" is a wish, "should not be funded" a refusal.
  if (parts.verb.isWish && !denials)
    return 'open';
  if (parts.subject.only)
    return denials ? 'open' : 'only_if';
  return denials ? 'not_commissioned' : 'eligible';
}

// Each: [share, words, what it makes of the base: {effect: reading}]. A reading: {allowed, otherwise?, exception?}.
const same = (effect) => ({ allowed: [effect] });
const open = { allowed: [] };
const taken = (parts) => parts.verb.active ? 'it does so' : `${one(['it is', 'this will be'])} ${one(['funded', 'commissioned'])}`;
const refused = (parts) => parts.verb.active ? 'it does not do so' : `it is not ${one(['funded', 'commissioned'])}`;
const tails = [
  [8, () => '', same],
  [5, () => ` ${one(['where', 'if', 'when'])} ${one(facts)}`, same],
  [3, () => ` only ${one(['where', 'if', 'when'])} ${one(facts)}`, (effect) => effect === 'eligible' || effect === 'only_if' ? same('only_if') : open],
  [4, () => ` unless ${one(facts)}`, (effect) => effect === 'not_commissioned' ? { allowed: ['only_if'], otherwise: 'not_commissioned' }
    : effect === 'eligible' ? same(effect) : open],
  [3, () => ` except where ${one(facts)}`, (effect) => effect === 'not_commissioned' ? { allowed: ['only_if'], otherwise: 'not_commissioned' }
    : effect === 'eligible' ? same(effect) : open],
  [3, () => ` ${one(['unless there are exceptional clinical circumstances', 'except through an individual funding request',
    'unless exceptionality is shown'])}`, (effect) => effect === 'not_commissioned' ? { ...same(effect), exception: 'ifr' } : open],
  [2, () => ` without prior approval`, (effect) => effect === 'not_commissioned' ? { ...same(effect), exception: 'approval' }
    : effect === 'eligible' ? same(effect) : open],
  [1, () => ` unless the patient is exceptional or ${one(facts)}`, () => open],
  [1, () => ` unless ${one(facts)}, except in children`, () => open],
  [2, (parts) => (parts.verb.active ? ' in the NHS' : ` by ${one(['NHS England', 'the local authority'])}`), (effect, parts) => parts.verb.active
    ? same(effect) : effect === 'eligible' || effect === 'only_if' ? same('elsewhere') : open],
  [1, (parts) => (parts.verb.active ? '' : ' by the ICB'), same],
  [2, (parts) => ` and ${one(['no patient with pain and bleeding is eligible for surgery', 'laser treatment is not commissioned'])}`, (effect) =>
    effect === 'not_commissioned' || effect === 'open' ? same('not_commissioned') : same('mixed')],
  [2, () => ` for ${one(['patients', 'adults'])} ${one(['with pain', 'who are bleeding', 'whose symptoms persist', 'who have not responded to splinting'])}`, same],
  [2, () => ` for adults and not for children`, (effect) => effect === 'eligible' ? { allowed: ['eligible', 'mixed'] } : same(effect)],
  [1, () => `; ${one(facts)}`, same],
  [2, () => ` regardless of ${one(['age', 'cause', 'severity'])}`, same],
  [1, () => ', however severe the pain', same],
  [1, () => ' even if it was started elsewhere', same],
  [2, (parts) => `, but ${taken(parts)} where ${one(facts)}`, (effect) => effect === 'not_commissioned'
    ? { allowed: ['eligible', 'mixed'], otherwise: 'not_commissioned' } : effect === 'eligible' || effect === 'open' ? same('eligible')
      : effect === 'only_if' ? { allowed: ['only_if', 'mixed'] } : open],
  [2, (parts) => `, but ${refused(parts)} where ${one(facts)}`, (effect) => effect === 'eligible' || effect === 'only_if' ? same('mixed')
    : same('not_commissioned')],
  [1, () => `, but will be considered where ${one(facts)}`, (effect) => effect === 'not_commissioned'
    ? { allowed: ['considered', 'mixed'], otherwise: 'not_commissioned' } : same(effect === 'open' ? 'considered' : 'mixed')],
  [1, () => `. Laser treatment is not commissioned`, (effect) => effect === 'open' ? same('not_commissioned')
    : effect === 'not_commissioned' ? same(effect) : same('mixed')],
  [1, () => `. Laser treatment is commissioned where ${one(facts)}`, (effect) => effect === 'open' ? same('eligible')
    : effect === 'eligible' ? same(effect) : same('mixed')],
];

// ---- Lists. Each quantifier: [words, what it means of n items: an operator, or 'unclear'].
const counted = (op, number, n) => (number >= 1 && number <= n ? (op === 'at_least' && number === 1 ? 'any' : `${op} ${number}`) : 'unclear');
const numbers = ['zero', 'one', 'two', 'three', 'four'];
function quantifier() {
  const number = 1 + below(4);
  const word = maybe(0.2) ? String(number) : numbers[number];
  return one([
    ['all of', () => 'all'], ['all', () => 'all'], ['each of', () => 'all'], ['any of', () => 'any'], ['any one of', () => 'any'],
    ['one or more of', () => 'any'], ['either of', (n) => (n === 2 ? 'any' : 'unclear')], ['both of', (n) => (n === 2 ? 'all' : 'unclear')],
    ['none of', () => 'none'], ['neither of', (n) => (n === 2 ? 'none' : 'unclear')],
    [`at least ${word} of`, (n) => counted('at_least', number, n)], [`${word} or more of`, (n) => counted('at_least', number, n)],
    [`more than ${word} of`, (n) => counted('at_least', number + 1, n)],
    [`no more than ${word} of`, (n) => (number < n ? `at_most ${number}` : 'unclear')],
    [`fewer than ${word} of`, (n) => (number === 1 ? 'none' : number - 1 < n ? `at_most ${number - 1}` : 'unclear')],
    [`exactly ${word} of`, (n) => counted('exactly', number, n)], ['not all of', (n) => `at_most ${n - 1}`],
    [`${word} of`, () => (number === 1 ? 'any' : 'unclear')], ['all but one of', () => 'unclear'], ['some of', () => 'unclear'],
    ['some or all of', () => 'unclear'], ['the first two of', () => 'unclear'], ['only one of', () => 'unclear'],
    ['up to two of', () => 'unclear'], ['nearly all of', () => 'unclear'],
  ]);
}

const findings = ['pain at night', 'bleeding', 'recurrent infection', 'loss of sight', 'failed splinting', 'numbness', 'an open ulcer'];

function listBelow() {
  const n = 2 + below(4);
  const ending = one(['', '', '', '; and', '; or']);
  const items = Array.from({ length: n }, (_, i) => `   - ${findings[(i + below(2)) % findings.length]}${ending && i < n - 1 ? (i === n - 2 ? ending : ';') : ''}`);
  const [words, meaning] = quantifier();
  const noun = one(['the following', 'the following', 'the following criteria', 'these']);
  let op = meaning(n);
  const isMixed = (op === 'all' && ending === '; or') || (op === 'any' && ending === '; and');
  op = isMixed ? 'unclear' : op;
  return { lead: `${words} ${noun} ${one(['apply', 'are present', 'are met'])}`, items, op };
}

// How a list stands in its sentence: [share, words before it, what it makes of the base].
const leads = [
  [5, () => ` ${one(['where', 'if', 'when'])} `, same],
  [2, () => ` only ${one(['where', 'if'])} `, (effect) => effect === 'eligible' || effect === 'only_if' ? same('only_if') : open],
  [3, () => ` ${one(['unless', 'except where'])} `, (effect) => effect === 'not_commissioned' ? { allowed: ['only_if'], otherwise: 'not_commissioned' }
    : effect === 'eligible' ? { allowed: ['not_commissioned', 'eligible'], otherwise: 'eligible' } : open],
];

function weighted(list) {
  let left = random() * list.reduce((sum, [share]) => sum + share, 0);
  return list.find(([share]) => (left -= share) < 0) ?? list[0];
}

const lower = (words) => (/^(NHS|ICB)/.test(words) ? words : words[0].toLowerCase() + words.slice(1));

function make() {
  const [front, isOwn] = one(fronts);
  const subject = one(subjects);
  const verb = verbOf(subject);
  const parts = { subject, verb, isOwn };
  const sentence = `${front}${front ? lower(subject.words) : subject.words} ${verb.words}`;
  const effect = base(parts);
  const isList = maybe(0.4);
  const [, words, turn] = weighted(isList ? leads : tails);
  const tail = words(parts);
  const goesOn = tail.startsWith('. ') || (isOwn && /^, but|^ and /.test(tail));
  const reading = effect === 'open' && !goesOn ? open : turn(effect, parts);
  if (!isList)
    return { section: one(['policy-statement', 'core-criteria']), title: 'A policy', words: `1. ${sentence}${tail}.`, ...reading };
  const list = listBelow();
  return { section: 'policy-statement', title: 'A policy', words: `1. ${sentence}${tail}${list.lead}:\n${list.items.join('\n')}`, ...reading,
    op: list.op };
}

function faultOf(wanted, { clauses, fault }) {
  const clause = clauses[0];
  if (!clause)
    return fault ?? 'no clause';
  const said = effectsOf(clause).filter((effect) => effect !== 'unstated');
  const bad = said.find((effect) => !wanted.allowed.includes(effect));
  if (bad)
    return `${bad} in place of ${wanted.allowed.join(' or ') || 'nothing'}`;
  const otherwise = [clause.criteria?.otherwise, clause.otherwise].find((value) => value && value !== 'unstated');
  if (otherwise && otherwise !== wanted.otherwise)
    return `otherwise ${otherwise} in place of ${wanted.otherwise ?? 'nothing'}`;
  const exception = [clause.criteria?.exception, clause.exception].find(Boolean);
  if (exception && exception !== wanted.exception)
    return `exception ${exception} in place of ${wanted.exception ?? 'nothing'}`;
  const criteria = clause.criteria;
  if (!criteria || ['unclear', 'unstated'].includes(criteria.op))
    return null;
  if (!wanted.op)
    return `criteria ${criteria.op} in place of nothing`;
  const number = criteria.at_least ?? criteria.at_most ?? criteria.exactly;
  const op = number === undefined || number === null ? criteria.op : `${criteria.op} ${number}`;
  return op === wanted.op ? null : `operator ${op} in place of ${wanted.op}`;
}

const wanted = Array.from({ length: count }, make);
const readings = await readAll(wanted);
let certain = 0;
let right = 0;
let failed = 0;
wanted.forEach((sentence, i) => {
  const fault = faultOf(sentence, readings[i]);
  if (fault) {
    failed++;
    if (failed <= 40)
      console.log(`not ok: ${fault}\n    ${sentence.words.replaceAll('\n', '\n    ')}`);
  } else if (sentence.allowed.length) {
    certain++;
    right += effectsOf(readings[i].clauses[0]).some((effect) => effect !== 'unstated');
  }
});
console.log(`random: seed ${seed}: of ${certain} sentences with a certain reading ${right} are read`);
if (right < enough * certain) {
  console.log(`not ok: fewer than ${100 * enough} % are read`);
  failed++;
}
console.log(`random: ${count - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
