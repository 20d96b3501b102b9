// The quantities of an item or a clause against those that two careful readers find in its words; the head of
// quantities.yaml says how they are written. Each is right, open or wrong.

const months = { years: 12, months: 1 };
const units = { a: 'years', mo: 'months', wk: 'weeks', d: 'days', h: 'hours' };
const denied = { more_than: 'at_most', less_than: 'at_least', at_least: 'less_than', at_most: 'more_than' };
const kindOf = ({ kind }) => (kind === 'acuity' ? 'visual_acuity' : kind);

// "6 months" and "39 years and 364 days", the last day before 40, in the unit of the whole: months where the ends differ.
function endOf(end) {
  const words = /^([\d.]+) (years|months)( and 364 days)?$/.exec(end);
  if (!words)
    return Number(end);
  return words[3] ? Number(words[1]) + 1 : Number(words[1]) * months[words[2]];
}

function hasValue(one, said) {
  if (typeof one.value === 'string' && one.value.includes('/'))
    return one.value === `${said.value}/${said.denominator}`;
  if (!Array.isArray(one.value))
    return said.value === Number(one.value) && said.upper === null;
  const [first, second] = one.value.map(endOf);
  return said.value === first && (one.kind === 'blood_pressure' ? said.diastolic : said.upper) === second;
}

function hasUnit(one, said) {
  const isOfTime = ['age', 'duration', 'interval'].includes(one.kind) && !Array.isArray(one.value);
  return !isOfTime || !units[said.unit] || String(one.unit).startsWith(units[said.unit]);
}

// 'right', 'open', or what is wrong.
function compare(one, said) {
  const accepted = [one.comparison, ...(one.also_comparison ?? [])];
  const isTurned = accepted.some((comparison) => denied[comparison] === said.comparison);
  const isSame = accepted.includes(said.comparison);
  const isDenied = one.negated === true;

  if (said.negated === null && one.negated !== 'unclear')
    return isSame || said.comparison === 'unstated' ? 'open' : said.comparison;
  if (one.negated === 'unclear' || isDenied === (said.negated === true)) {
    if (isSame)
      return 'right';
    return said.comparison === 'unstated' ? 'open' : said.comparison;
  }
  return isTurned ? 'right' : `${said.negated ? 'negated ' : ''}${said.comparison}`;
}

// The answers for a list of quantities: {is, said?} each.
export function judgeQuantities(expected, said) {
  const left = [...said];
  const answers = [];
  for (const one of expected) {
    const kinds = [one.kind, ...(one.also_kind ?? [])];
    const words = `${one.kind} ${one.comparison} ${one.value}`;
    const i = left.findIndex((other) => kinds.includes(kindOf(other)) && hasValue(one, other) && hasUnit(one, other));
    if (i < 0) {
      if (!one.optional)
        answers.push({ is: 'open', said: `no ${words}` });
      continue;
    }
    const [found] = left.splice(i, 1);
    const is = compare(one, found);
    if (is === 'right' || is === 'open')
      answers.push({ is, said: `unstated in place of ${words}` });
    else
      answers.push({ is: 'wrong', said: `${is} in place of ${words}` });
  }
  // With another kind, value or unit than any that is there, one is invented.
  for (const other of left)
    answers.push({ is: 'wrong', said: `${other.kind} ${other.comparison} ${other.value} in place of nothing` });
  return answers;
}
