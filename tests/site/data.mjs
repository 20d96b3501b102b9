// The data beside the pages: policy.json against its JSON Schema, policy.xml against its RELAX NG schema, and the
// manifest's hashes against the files.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { check, filesIn, finish, readJson, readText, siteFolder } from './harness.mjs';

const folder = siteFolder();
const program = process.env.POLICYC ?? 'build/policyc';
const files = filesIn(folder);

function policyFiles(name) {
  const found = files.filter((file) => file.startsWith('policies/') && file.endsWith(`/${name}`));
  check(`the site has a ${name}`, found.length > 0 ? [] : [`no ${name} below ${folder}/policies`]);
  return found;
}

function checkPolicyJson() {
  const printed = spawnSync(program, ['schema', 'policy'], { encoding: 'utf8' });
  check('policyc schema policy prints the schema that the site publishes',
    printed.status === 0 && printed.stdout === readText(folder, 'schema/policy.json') ? []
      : [printed.error?.message ?? printed.stderr ?? '', `status ${printed.status}; or the texts differ`]);
  const ajv = addFormats(new Ajv2020({ strict: true, allErrors: true }));
  const validate = ajv.compile(readJson(folder, 'schema/policy.json'));
  for (const file of policyFiles('policy.json')) {
    validate(readJson(folder, file));
    check(`schema: ${file}`, (validate.errors ?? []).map((error) =>
      `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`));
  }
}

function checkPolicyXml() {
  const schema = join(folder, 'schema/policy.rng');
  for (const file of policyFiles('policy.xml')) {
    const run = spawnSync('xmllint', ['--noout', '--nonet', '--relaxng', schema, join(folder, file)],
      { encoding: 'utf8' });
    check(`RELAX NG: ${file}`, run.status === 0 ? [] : [run.error?.message ?? run.stderr]);
  }
}

// The members of the manifest's list that name a file and its hash, whatever else stands beside them.
function checkManifest() {
  const listed = new Map(readJson(folder, 'manifest.json').files.map((entry) => [entry.path, entry.sha256]));
  const there = files.filter((file) => file !== 'manifest.json');
  check('manifest: lists every file of the site', there.filter((file) => !listed.has(file)));
  check('manifest: every listed file is there', [...listed.keys()].filter((path) => !there.includes(path)));
  check('manifest: each hash is its file\'s', there.filter((file) => listed.has(file)
    && createHash('sha256').update(readFileSync(join(folder, file))).digest('hex') !== listed.get(file)));
}

checkPolicyJson();
checkPolicyXml();
checkManifest();
finish('data');
