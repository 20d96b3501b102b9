// The data beside the pages: JSON against its JSON Schemas, policy.xml against its RELAX NG schema, the suite's files
// against each policy's own, and the manifest's hashes against the files.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import ICAL from 'ical.js';
import { check, filesIn, finish, readJson, readText, siteFolder } from './harness.mjs';

const folder = siteFolder();
const program = process.env.POLICYC ?? 'build/policyc';
const files = filesIn(folder);

function policyFiles(name) {
  const found = files.filter((file) => file.startsWith('policies/') && file.endsWith(`/${name}`));
  check(`the site has a ${name}`, found.length > 0 ? [] : [`no ${name} below ${folder}/policies`]);
  return found;
}

function compileSchema(name) {
  const printed = spawnSync(program, ['schema', name], { encoding: 'utf8' });
  check(`policyc schema ${name} prints the schema that the site publishes`,
    printed.status === 0 && printed.stdout === readText(folder, `schema/${name}.json`) ? []
      : [printed.error?.message ?? printed.stderr ?? '', `status ${printed.status}; or the texts differ`]);
  const ajv = addFormats(new Ajv2020({ strict: true, allErrors: true }));
  return ajv.compile(readJson(folder, `schema/${name}.json`));
}

function checkAgainst(validate, label, value) {
  validate(value);
  check(`schema: ${label}`, (validate.errors ?? []).map((error) =>
    `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`));
}

function checkPolicyJson() {
  const validate = compileSchema('policy');
  for (const file of policyFiles('policy.json'))
    checkAgainst(validate, file, readJson(folder, file));
  for (const line of readText(folder, 'data/policies.ndjson').trimEnd().split('\n'))
    checkAgainst(validate, `data/policies.ndjson, ${JSON.parse(line).ref}`, JSON.parse(line));
}

// The redlines, of which a site whose policies have one version each has none.
function checkDiffs() {
  const validate = compileSchema('diff');
  for (const file of files.filter((name) => /^policies\/.*\/diff\.json$/.test(name)))
    checkAgainst(validate, file, readJson(folder, file));
}

function checkChanges() {
  const validate = compileSchema('changes');
  const changes = readJson(folder, 'data/changes.json');
  checkAgainst(validate, 'data/changes.json', changes);
  check('data/changes.json tells of something, and names its schema', [
    ...(changes.changes.length > 0 ? [] : ['no changes']),
    ...(changes.$schema === '../schema/changes.json' ? [] : [`$schema is ${changes.$schema}`]),
  ]);
  const printed = spawnSync(program, ['changes', '--since', '2000-01-01', '--format', 'json'], { encoding: 'utf8' });
  checkAgainst(validate, 'policyc changes --format json', JSON.parse(printed.stdout));
}

// RFC 4180, with every record ended by CR LF.
function readCsv(file) {
  const records = [];
  let record = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  const text = readText(folder, file);
  for (let at = 0; at < text.length; at = cell.lastIndex) {
    const found = cell.exec(text);
    if (!found) {
      check(`${file} is CSV`, [`not at character ${at}: ${text.slice(at, at + 60)}`]);
      return { head: [], rows: [] };
    }
    record.push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] !== ',') {
      records.push(record);
      record = [];
    }
  }
  const [head, ...rows] = records;
  check(`${file}: each row has all columns`, rows.filter((row) => row.length !== head.length).map((row) => row.join()));
  check(`${file}: no column stands twice`, head.filter((name, index) => head.indexOf(name) !== index));
  check(`${file}: no cell is a formula`, rows.flat().filter((text) => /^[=+\-@\t\r]/.test(text)));
  return { head, rows: rows.map((row) => Object.fromEntries(row.map((text, index) => [head[index], text]))) };
}

// What a cell has of a value: nothing for null, the texts of a list with "; " between; ' before a formula.
function asCell(value) {
  const text = Array.isArray(value) ? value.join('; ') : String(value ?? '');
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function atPath(object, path) {
  return path.split('.').reduce((value, name) => value?.[name], object);
}

function same(label, found, expected) {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value));
  check(label, a === b ? [] : [a.slice(0, 2000), `in place of ${b.slice(0, 2000)}`]);
}

// data/ against the policy.json of every version.
function checkSuite() {
  const versions = policyFiles('policy.json').filter((file) => file.includes('/versions/'))
    .map((file) => readJson(folder, file)).map(({ $schema, schema_version, generator, publisher, licence, ...rest }) => rest);
  const byKey = (a, b) => a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : a.version.localeCompare(b.version, 'en', { numeric: true });
  versions.sort(byKey);
  const withoutText = versions.map(({ preamble, sections, ...rest }) => rest);
  const policies = readJson(folder, 'data/policies.json');
  checkAgainst(compileSchema('policies'), 'data/policies.json', policies);
  same('data/policies.json has what each policy.json has', [...policies.policies].sort(byKey), withoutText);
  const codes = readJson(folder, 'data/codes.json');
  checkAgainst(compileSchema('codes'), 'data/codes.json', codes);
  same('data/codes.json has the code sets of each', [...codes.policies].sort(byKey),
    versions.map(({ ref, version_url, title, version, status, effective, code_sets }) =>
      ({ ref, version_url, title, version, status, effective, code_sets })));
  const lines = readText(folder, 'data/policies.ndjson').trimEnd().split('\n').map((line) => JSON.parse(line));
  same('data/policies.ndjson has every version', lines.map(({ ref, version, fingerprint }) => [ref, version, fingerprint]),
    policies.policies.map(({ ref, version, fingerprint }) => [ref, version, fingerprint]));
  const table = readCsv('data/policies.csv');
  same('data/policies.csv has the same values', table.rows,
    policies.policies.map((policy) => Object.fromEntries(table.head.map((path) => [path, asCell(atPath(policy, path))]))));
  const codeTable = readCsv('data/codes.csv');
  const codeRows = codes.policies.flatMap((policy) => policy.code_sets.flatMap((set) =>
    (set.codes.length > 0 ? set.codes : [{}]).map((code) => ({ ...policy, ...set, ...code }))));
  same('data/codes.csv has a row for each code', codeTable.rows,
    codeRows.map((row) => Object.fromEntries(codeTable.head.map((path) => [path, asCell(atPath(row, path))]))));
}

function checkPolicyXml() {
  const schema = join(folder, 'schema/policy.rng');
  for (const file of policyFiles('policy.xml')) {
    const run = spawnSync('xmllint', ['--noout', '--nonet', '--relaxng', schema, join(folder, file)],
      { encoding: 'utf8' });
    check(`RELAX NG: ${file}`, run.status === 0 ? [] : [run.error?.message ?? run.stderr]);
  }
}

// reviews.ics, as ical.js reads it, against the policies: an event for each review, a day or a month long.
function checkCalendar() {
  const text = readText(folder, 'reviews/reviews.ics');
  check('calendar: lines end in CR LF and are no longer than 75 bytes', text.split('\r\n').filter((line) =>
    line.includes('\n') || line.includes('\r') || Buffer.byteLength(line) > 75));
  const calendar = new ICAL.Component(ICAL.parse(text));
  const strict = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  const events = strict.map((component) => new ICAL.Event(component, { strictExceptions: true }));
  same('calendar: its version and maker', [calendar.getFirstPropertyValue('version'),
    /^-\/\/policyc\/\//.test(calendar.getFirstPropertyValue('prodid'))], ['2.0', true]);
  check('calendar: each event has what RFC 5545 asks for', strict.filter((event) =>
    !['uid', 'dtstamp', 'dtstart'].every((name) => event.hasProperty(name))).map(String));
  const uids = events.map(({ uid }) => uid);
  check('calendar: each event its own', uids.filter((uid, index) => uids.indexOf(uid) !== index));
  const page = readText(folder, 'reviews/index.html');
  check('calendar: each event is on the page', events.filter(({ summary }) =>
    !page.includes(/^Review due: (\S+)/.exec(summary)?.[1])).map(({ summary }) => summary));
  const due = new Map(readJson(folder, 'data/policies.json').policies.map((policy) =>
    [`${policy.ref} ${policy.version}`, policy.review.extended?.to ?? policy.review.due]));
  check('calendar: each event when the review is due', events.flatMap(({ summary, description, startDate, endDate }) => {
    const date = due.get(`${/^Review due: (\S+)/.exec(summary)[1]} ${/^Version (\S+)/.exec(description)[1]}`);
    const length = endDate.subtractDate(startDate).days;
    const isRight = date && startDate.isDate && startDate.toString().startsWith(date)
      && (date.length === 10 ? length === 1 : startDate.day === 1 && endDate.day === 1 && length > 27);
    return isRight ? [] : [`${summary}: ${startDate} to ${endDate}, due ${date}`];
  }));
  console.log(`calendar: ${events.length} events`);
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
checkDiffs();
checkChanges();
checkSuite();
checkCalendar();
checkPolicyXml();
checkManifest();
finish('data');
