// Each policy.fo through FOP, in which a warning is a failure (a missing glyph, a missing alternative text, a line
// that doesn't fit), and what a structure checker can say of the PDF: whole, tagged, with title and language, its
// fonts embedded.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, filesIn, finish, readText, siteFolder } from '../site/harness.mjs';

const folder = siteFolder();
const out = process.argv[3] ?? 'build/test/pdf';
const configuration = join(dirname(fileURLToPath(import.meta.url)), 'fop.xconf');
const processes = 2;

// Resolves to {status, output}; never rejects.
function run(command, ...args) {
  return new Promise((resolve) => execFile(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 },
    (error, stdout, stderr) => resolve({ status: error ? error.code ?? 1 : 0, output: stdout + stderr })));
}

async function checkPdf(file, pdf) {
  const whole = await run('qpdf', '--check', pdf);
  check(`qpdf: ${file}`, whole.status === 0 ? [] : [whole.output]);
  const facts = (await run('pdfinfo', pdf)).output;
  check(`pdfinfo: ${file}`, [[/^Title: +\S/m, 'no title'], [/^Tagged: +yes/m, 'not tagged']]
    .filter(([pattern]) => !pattern.test(facts)).map(([, problem]) => problem));
  const catalogue = (await run('qpdf', '--json', '--json-key=qpdf', pdf)).output;
  check(`language: ${file}`, /"\/Lang": "u:en-GB"/.test(catalogue) ? [] : ['the document names no language en-GB']);
  const fonts = (await run('pdffonts', pdf)).output.split('\n').slice(2).filter((line) => line !== '');
  const loose = fonts.filter((line) => !/ yes (yes|no ) (yes|no )/.test(line));
  check(`fonts: ${file}`, fonts.length === 0 ? ['no font'] : loose);
}

async function render(file) {
  const pdf = join(out, `${file.replaceAll('/', '-')}.pdf`);
  const { status, output } = await run('fop', '-c', configuration, '-fo', join(folder, file), '-pdf', pdf);
  const warnings = output.split('\n').filter((line) => /\b(WARN(ING)?|SEVERE|ERROR|FATAL)\b|Exception/.test(line));
  check(`FOP: ${file}`, status === 0 && warnings.length === 0 ? [] : [`status ${status}`, output]);
  if (status === 0)
    await checkPdf(file, pdf);
}

// The version in force stands twice in the site, byte for byte; one of the two is enough.
const distinct = new Map(filesIn(folder).filter((file) => file.endsWith('.fo'))
  .map((file) => [createHash('sha256').update(readText(folder, file)).digest('hex'), file]));
const queue = [...distinct.values()];
check('the site has a policy.fo', queue.length > 0 ? [] : [`no .fo file below ${folder}`]);
mkdirSync(out, { recursive: true });
await Promise.all(Array.from({ length: processes }, async () => {
  for (let file = queue.shift(); file; file = queue.shift())
    await render(file);
}));
finish('pdf');
