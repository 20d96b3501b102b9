// That the checker of accessibility.mjs can fail: each rule finds a document that breaks it. Three are made by FOP itself,
// as it is without what PdfRenderer adds; the others are a good document with one thing changed.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, finish, siteFolder } from '../site/harness.mjs';
import { faultsOf, rules } from './accessibility.mjs';
import { below, PdfDocument, readPdf } from './document.mjs';

const folder = join(siteFolder(), 'policies/pr-001');
const out = 'build/test-pdf/refused';
const here = dirname(fileURLToPath(import.meta.url));
const found = new Set();

mkdirSync(out, { recursive: true });

// The faults of what FOP alone makes of the XSL-FO, in a configuration of this folder.
function render(name, configuration, change) {
  const source = readFileSync(join(folder, 'policy.fo'), 'utf8');
  const changed = change(source);
  const fo = join(out, `${name}.fo`);
  const pdf = join(out, `${name}.pdf`);
  writeFileSync(fo, changed);
  const run = spawnSync('fop', ['-c', join(here, configuration), '-fo', fo, '-pdf', pdf], { encoding: 'utf8' });
  if (run.status !== 0)
    throw new Error(`${name}: ${run.error?.message ?? run.stderr}`);
  return faultsOf(readPdf(pdf));
}

function refuses(name, faults, rule, problem) {
  const hit = faults.some((fault) => fault.rule === rule && fault.problem.includes(problem));
  found.add(rule);
  check(`refused: ${name}`, hit ? [] : [`no ${rule}: ${problem}; but ${JSON.stringify(faults.slice(0, 5))}`]);
}

const same = (source) => source;
const untagged = render('untagged', 'untagged.xconf', same);
refuses('made with accessibility off', untagged, 'tagged', 'no structure tree');
refuses('made with accessibility off', untagged, 'content', 'neither tagged nor artefacts');
const alone = render('alone', 'tagged.xconf', same);
refuses('a link without contents', alone, 'links', 'has no contents');
refuses('two links to one place, joined by FOP', alone, 'links', 'of the tree has no place');
const headless = render('headless', 'tagged.xconf', (source) =>
  source.replaceAll('fox:header="true"', '').replaceAll('<fo:table-header', '<fo:table-body').replaceAll('</fo:table-header>', '</fo:table-body>')
    .replace(/<\/fo:table-body>\s*<fo:table-body[^>]*>/g, ''));
refuses('a table without headers', headless, 'tables', 'has no header');

const good = readPdf(join(folder, 'policy.pdf'));
check('the document that is changed is a good one', faultsOf(good).map(({ problem }) => problem));

// change(pdf) breaks a copy of the good document.
function broken(name, rule, problem, change) {
  const pdf = new PdfDocument(structuredClone(good.objects));
  change(pdf, [...below(pdf.structure)]);
  refuses(name, faultsOf(pdf), rule, problem);
}

function stream(pdf, reference, change) {
  const object = pdf.objects[`obj:${reference}`].stream;
  const text = Buffer.from(object.data, 'base64').toString('latin1');
  const changed = change(text);
  if (changed === text)
    throw new Error('nothing was changed');
  object.data = Buffer.from(changed, 'latin1').toString('base64');
}

const first = (nodes, type) => nodes.find((node) => node.type === type);
const contentsOf = (pdf) => pdf.list(pdf.pages[0].page['/Contents'])[0];
const firstLink = (pdf) => pdf.get(pdf.list(pdf.pages[0].page['/Annots'])[0]);
const metadata = (pdf, from, to) => stream(pdf, pdf.root['/Metadata'], (text) => text.replace(from, to));
const font = (pdf, subtype) => Object.values(pdf.objects).map((object) => object.value)
  .find((value) => value?.['/Subtype'] === subtype);

broken('not marked', 'tagged', 'not marked', (pdf) => { pdf.get(pdf.root['/MarkInfo'])['/Marked'] = false; });
broken('another language', 'language', 'en-US', (pdf) => { pdf.root['/Lang'] = 'u:en-US'; });
broken('no title', 'title', 'has no title', (pdf) => { delete pdf.at(pdf.objects.trailer.value, '/Info')['/Title']; });
broken('a title that is not shown', 'title', 'not shown', (pdf) => { delete pdf.root['/ViewerPreferences']; });
for (const [name, pattern] of Object.entries({ 'PDF/UA-1': 'pdfuaid:part', 'PDF/A-3': 'pdfaid:part', 'conformance A': 'pdfaid:conformance',
  'the organisation': 'dc:creator', 'the subject': 'dc:description', 'an identifier': 'dc:identifier', 'its language': 'dc:language',
  'the ref': 'policyc:ref', 'the version': 'policyc:version', 'the fingerprint': 'policyc:fingerprint' }))
  broken(`metadata without ${name}`, 'metadata', name, (pdf) => metadata(pdf, `<${pattern}>`, '<nothing>'));
broken('content of no element', 'content', 'not in the structure tree', (pdf) =>
  stream(pdf, contentsOf(pdf), (text) => text.replace(/\/MCID \d+/, '/MCID 9999')));
broken('text outside', 'content', 'neither tagged nor artefacts', (pdf) =>
  stream(pdf, contentsOf(pdf), (text) => `${text}\nBT (loose) Tj ET\n`));
broken('an element without its content', 'content', 'not there', (pdf, nodes) => {
  first(nodes, '/H1').element['/K'] = [{ '/Type': '/MCR', '/MCID': 9998, '/Pg': pdf.pages[0].reference }];
});
broken('no artefacts', 'artefacts', 'no artefact', (pdf) =>
  stream(pdf, contentsOf(pdf), (text) => text.replaceAll('/Artifact', '/P')));
broken('an unknown type', 'types', '/Blurb', (pdf, nodes) => { first(nodes, '/P').element['/S'] = '/Blurb'; });
broken('a heading left out', 'headings', 'of level 3 after one of 1', (pdf, nodes) => { first(nodes, '/H2').element['/S'] = '/H3'; });
broken('two headings of level 1', 'headings', '2 headings of level 1', (pdf, nodes) => { first(nodes, '/H2').element['/S'] = '/H1'; });
broken('a list of paragraphs', 'lists', 'a list holds /P', (pdf, nodes) => { first(nodes, '/LI').element['/S'] = '/P'; });
broken('an item without a label', 'lists', 'an item of a list holds', (pdf, nodes) => { first(nodes, '/Lbl').element['/S'] = '/Span'; });
broken('a header of nothing', 'tables', 'what it is a header of', (pdf, nodes) => { delete first(nodes, '/TH').element['/A']; });
broken('an uneven table', 'tables', 'not of the same length', (pdf, nodes) => {
  const row = nodes.find((node) => node.type === '/TR' && node.children.length > 1);
  row.element['/K'] = pdf.list(row.element['/K']).slice(1);
});
broken('contents that are none', 'contentsList', '/P', (pdf, nodes) => { first(nodes, '/TOCI').element['/S'] = '/P'; });
broken('a picture without words', 'figures', 'no words', (pdf, nodes) => { delete first(nodes, '/Figure').element['/Alt']; });
broken('a link out of the tree', 'links', 'not in the structure tree', (pdf, nodes) => {
  const link = first(nodes, '/Link');
  link.element['/K'] = pdf.list(link.element['/K']).filter((kid) => pdf.get(kid)?.['/Type'] !== '/OBJR');
});
broken('a link to nowhere', 'links', 'leads nowhere', (pdf) => { delete firstLink(pdf)['/A']; });
broken('a link to a page that is not there', 'links', 'leads nowhere', (pdf) => { pdf.at(firstLink(pdf), '/A')['/D'] = ['99999 0 R', '/Fit']; });
broken('links in any order', 'links', 'order of the structure', (pdf) => { delete pdf.pages[0].page['/Tabs']; });
broken('no bookmarks', 'bookmarks', 'no bookmarks', (pdf) => { delete pdf.root['/Outlines']; });
broken('a bookmark to nowhere', 'bookmarks', 'leads nowhere', (pdf) => {
  const bookmark = pdf.at(pdf.root, '/Outlines', '/First');
  delete bookmark['/A'];
  delete bookmark['/Dest'];
});
broken('a font that is not there', 'fonts', 'not embedded', (pdf) => {
  const descriptor = pdf.at(font(pdf, '/CIDFontType2'), '/FontDescriptor');
  for (const key of ['/FontFile', '/FontFile2', '/FontFile3'])
    delete descriptor[key];
});
broken('a font without letters', 'fonts', 'no map to Unicode', (pdf) => { delete font(pdf, '/Type0')['/ToUnicode']; });
broken('a program in it', 'nothingElse', '/JavaScript', (pdf) => { pdf.root['/OpenAction'] = { '/S': '/JavaScript' }; });
check('every rule was broken once', Object.keys(rules).filter((rule) => !found.has(rule)));
finish('refused');
