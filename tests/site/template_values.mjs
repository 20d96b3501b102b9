// templates/README.md lists every value that comes from the field table of a policy, with the table's own sentence: the
// schema of policy.json, which is made of the same table, says which those are.
// usage: node template_values.mjs SITE [--write]   with --write, the list is written anew

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { check, finish } from './harness.mjs';

const program = process.env.POLICYC ?? 'build/policyc';
const readme = 'templates/README.md';
const begin = '<!-- every value of the field table: tests/site/template_values.mjs -->\n';
const end = '<!-- end -->\n';
// Members that policy.json has beside the field table: pages have the text as `body`, and no template names these.
const notForTemplates = new Set(['$schema', 'schema_version', 'publisher', 'preamble', 'sections', 'code_sets',
  'references', 'shared_blocks', 'generator', 'licence']);

const schema = JSON.parse(spawnSync(program, ['schema', 'policy'], { encoding: 'utf8' }).stdout);

function resolved(node) {
  if (node.$ref)
    return { ...resolved(schema.$defs[node.$ref.split('/').at(-1)]), ...(node.description && { description: node.description }) };
  const choice = node.anyOf?.find((one) => one.type !== 'null');
  return choice ? { ...node, ...resolved(choice), description: node.description ?? resolved(choice).description } : node;
}

// [path, sentence] of a member and all below it; a list's members are named after the list.
function* rows(path, node) {
  const { properties, items, description } = resolved(node);
  const inner = properties ?? (items && resolved(items).properties);
  if (description)
    yield [items && inner ? `${path}\` … list of` : `${path}\``, description];
  for (const [name, member] of Object.entries(inner ?? {}))
    yield* rows(properties ? `${path}.${name}` : `${path}\` … \`${name}`, member);
}

const table = Object.entries(schema.properties).filter(([name]) => !notForTemplates.has(name))
  .flatMap(([name, member]) => [...rows(name, member)])
  .map(([path, sentence]) => `| \`${path} | ${sentence} |\n`).join('');
const wanted = `| value | |\n| --- | --- |\n${table}`;
const text = readFileSync(readme, 'utf8');
const [before, rest] = text.split(begin);
const [listed, after] = rest?.split(end) ?? [];
if (process.argv.includes('--write')) {
  writeFileSync(readme, `${before}${begin}${wanted}${end}${after}`);
} else {
  check(`${readme} lists the values of the field table`, listed === wanted ? []
    : ['its list is not that of the table: run tests/site/template_values.mjs SITE --write, and read what changes']);
  finish('template values');
}
