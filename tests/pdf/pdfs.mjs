// A redline, and every PDF of the built sites: whole (qpdf), accessible (accessibility.mjs), its fonts embedded with their letters
// (pdffonts), and of the version that its folder says.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { check, filesIn, finish, readJson } from '../site/harness.mjs';
import { faultsOf } from './accessibility.mjs';
import { below, readPdf } from './document.mjs';

function output(command, ...args) {
  const run = spawnSync(command, args, { encoding: 'utf8' });
  return { status: run.status, text: `${run.error?.message ?? ''}${run.stdout}${run.stderr}` };
}

function checkFonts(name, file) {
  const fonts = output('pdffonts', file).text.split('\n').slice(2).filter((line) => line !== '');
  check(`fonts: ${name}`, fonts.length === 0 ? ['no font'] : fonts.filter((line) => !/ yes yes yes +\d+ +\d+$/.test(line)));
}

// The metadata says what the data beside it says.
function checkIdentity(name, pdf, data) {
  const xmp = pdf.bytes(pdf.root['/Metadata']).toString('utf8');
  const said = (key) => new RegExp(`<policyc:${key}>([^<]*)<`).exec(xmp)?.[1];
  check(`identity: ${name}`, ['ref', 'version', 'fingerprint'].filter((key) => said(key) !== data[key])
    .map((key) => `${key} is ${said(key)} in place of ${data[key]}`));
}

// What policy.json calls a section is a bookmark and a heading.
function checkHeadings(name, pdf, data) {
  const headings = [...below(pdf.structure)].filter(({ type }) => /^\/H[23]$/.test(type)).length;
  const sections = [];
  const walk = (list) => list.forEach((section) => {
    if (section.heading || section.type === 'section')
      sections.push(section);
    walk((section.content ?? []).filter(({ type }) => type === 'section'));
  });
  walk(data.sections);
  check(`sections: ${name}`, headings >= sections.length ? [] : [`${headings} headings, and ${sections.length} sections`]);
}

function checkSite(folder) {
  const files = filesIn(folder).filter((file) => file.endsWith('.pdf'));
  const seen = new Set();
  check(`there are PDFs in ${folder}`, files.length ? [] : ['none']);
  for (const file of files) {
    const path = join(folder, file);
    const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
    if (seen.has(sum)) // the same bytes stand in several folders
      continue;
    seen.add(sum);
    const name = `${folder}/${file}`;
    const whole = output('qpdf', '--check', path);
    check(`qpdf: ${name}`, whole.status === 0 ? [] : [whole.text]);
    checkFonts(name, path);
    const pdf = readPdf(path);
    check(`accessible: ${name}`, faultsOf(pdf).map(({ rule, problem }) => `${rule}: ${problem}`));
    const data = readJson(join(folder, dirname(file), 'policy.json'));
    checkIdentity(name, pdf, data);
    checkHeadings(name, pdf, data);
  }
}

// A redline is no version: it says all of itself but which one it is.
function checkRedline(file) {
  checkFonts(file, file);
  check(`accessible: ${file}`, faultsOf(readPdf(file)).filter(({ problem }) => !/the (ref|version|fingerprint)$/.test(problem))
    .map(({ rule, problem }) => `${rule}: ${problem}`));
}

const [redline, ...sites] = process.argv.slice(2);
checkRedline(redline);
sites.forEach(checkSite);
finish('pdfs');
