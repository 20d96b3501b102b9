// Hostile content in every key, code, link, page and template value, and in the configuration: it is shown as text, and
// nothing of it becomes markup, an attribute, an address or a line of its own. Makes a project of its own in FOLDER,
// builds it to FOLDER/public, and looks at every file; run hands the site on to the validators and to Chromium.
// usage: node hostile.mjs FOLDER

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attribute, check, elements, filesIn, finish, readHtml, readJson, readText, siteFolder } from './harness.mjs';
import { textOf } from './words.mjs';

const folder = siteFolder();
const site = join(folder, 'public');
const program = process.env.POLICYC ?? 'build/policyc';
const today = process.env.TEST_DATE ?? '2026-11-21';
const longWord = 'W'.repeat(10000);

// Each is marked with the name of where it was planted, so that it can be found again, whole.
const planted = new Map();
function evil(where) {
  const text = `${where}-evil <script>alert('${where}')</script>"'><img src=x onerror=alert(1)> {{title}} {{{body}}} `
    + ']]> &amp; &#60; javascript:alert(1) --> </title> \u00A0\u2028 ;{}$uri \\ end';
  planted.set(where, text);
  return text;
}

const json = (value) => JSON.stringify(value);

function lines(map) {
  return Object.entries(map).map(([key, value]) => `${key}: ${json(value)}\n`).join('');
}

const checks = ['bad-value', 'bad-url', 'bad-code', 'bad-category', 'unknown-place', 'document-missing', 'bad-ref',
  'unknown-policy', 'redirect-clash', 'conflicting-code-terms', 'empty-link', 'unresolved-xref', 'date-order',
  'version-order', 'version-history-mismatch', 'ref-filename', 'image-without-text', 'table-without-header',
  'status-date-mismatch', 'duplicate-ref', 'effective-overlap', 'empty-section', 'missing-section', 'duplicate-id'];

function configuration() {
  return lines({
    title: evil('site-title'),
    organisation: {
      name: evil('organisation-name'), short_name: evil('short-name'), ods: evil('ods'),
      website: 'javascript:alert("website")', ifr: 'data:text/html,<script>alert(1)</script>',
      email: evil('email'), phone: evil('phone'), address: evil('address'),
    },
    ref_pattern: 'EV_###+',
    places: [{ id: evil('place-id'), label: evil('place') }],
    categories: [
      { id: '1', label: evil('category-label'), meaning: evil('category-meaning'), tag: 'red', conditional: true },
      { id: '2', label: longWord, meaning: longWord, conditional: false },
    ],
    routes: [{ id: 'r', label: evil('route'), meaning: evil('route-meaning') }],
    code_systems: [{ id: 'OPCS-4', name: evil('system'), fhir: evil('fhir'), edition: evil('edition') }],
    licence: { name: evil('licence'), url: 'javascript:alert("licence")' },
    accessible_formats: { email: evil('format-email'), phone: evil('format-phone'), days: evil('days') },
    colours: { brand: 'red;}</style><script>alert(1)</script>', text: '#fff"' },
    navigation: [{ label: evil('menu'), path: 'index.html' }, { label: 'x', url: 'javascript:alert("menu")' },
      { label: longWord, url: 'https://www.example.org/?a="><script>alert(1)</script>' }],
    footer: { text: evil('footer'), links: [{ label: evil('footer-link'), url: 'DATA:text/html,x' }] },
    checks: Object.fromEntries(checks.map((id) => [id, 'warning'])),
  });
}

function policy(ref, more, body) {
  return `---\n${lines({
    ref, title: evil(`${ref}-title`), subtitle: evil(`${ref}-subtitle`), profile: 'example', category: '1',
    status: 'ratified', version: '1.0', date_ratified: '2026-01', date_published: '2026-02', review_date: '2026-03',
    summary: evil(`${ref}-summary`), ...more,
  })}---\n\n${body}`;
}

// Markdown in which EVIL is words: every mark of punctuation is escaped.
const words = (where) => evil(where).replace(/[\u2028\u00A0]/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');

const body = () => `## Policy statement

1. ${words('clause')} https://www.example.org/"onmouseover="alert(1) ${longWord}

   - ${words('criterion')}

   OR

   - [${words('link')}](javascript:alert(1)) [b](data:text/html,x) [c](<https://www.example.org/?"onclick="alert(1)>)
     [d](https://www.example.org/ "onmouseover=alert(1) <b>") [e](policy:"><script>) [f](#"><b>) [g](vbscript:x)
     [h](mailto:"><b>@x.org) ![${words('picture')}](site/assets/"onerror="x.svg)

   NOTE: ${words('note')}

## ${words('heading')}

1. ${words('other')}[^1] and \`<script>alert(2)</script>\`

| ${words('header')} | b |
| --- | --- |
| ${words('cell')} | ${longWord} |

## Coding

1. OPCS-4

   | | |
   | --- | --- |
   | S10.3 | ${words('term')} |
   | "\\>\\<b\\> | bad |
   | ${longWord} | long |

## References

[^1]: ${words('reference')} <https://www.example.org/'"&>.
`;

const file = (name, text) => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};

function makeProject() {
  file('site/site.yaml', configuration());
  file('site/assets/"onerror="x.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>');
  file('policies/EV_001.md', policy('EV_001', {
    category_label: evil('ratified-label'), author: evil('author'), ratified_by: evil('ratified-by'),
    purpose: evil('purpose'), supersedes: evil('supersedes'), published_where: evil('where'),
    target_audience: evil('audience'), cross_references: ['policy:EV_002', evil('named-only')],
    document_control: { ref: evil('control') }, transition: evil('transition'),
    history: [{ version: '1.0', date: '2026-01', changes: [evil('change')], action: evil('action') }],
    specialty: [evil('specialty'), longWord], keywords: [evil('keyword')], route: ['r', evil('unknown-route')],
    applies_to: { places: [planted.get('place-id'), evil('unknown-place')] },
    review_extended: { to: '2026-04', by: evil('extended-by'), date: '2026-03' },
    coding_logic: { combine: 'all', text: evil('logic') },
    documents: [
      { kind: 'form', title: evil('form'), url: 'javascript:alert("form")', lang: evil('lang') },
      { kind: 'patient_leaflet', title: longWord, file: '../../../etc/passwd' },
      { kind: 'easy_read', title: evil('easy'), url: 'data:text/html,<script>alert(1)</script>' },
    ],
    redirect_from: ['/a\n/b /evil 302', '/c";} location / { return 302 "https://evil.example"; }', '/%0A/d', evil('old')],
    previous_refs: [evil('previous')], x_evil: { 'extra "><b>': evil('extra') },
  }, body()));
  file('policies/EV_002.md', policy('EV_002', {
    title: longWord, category: '2', status: 'withdrawn',
    withdrawn: { date: '2026-05-01', reason: evil('reason'), replaced_by: evil('replaced-by') },
    cross_references: ['policy:EV_001'],
  }, `## Policy statement\n\n1. ${longWord}\n`));
  file('policies/EV_003.md', policy('EV_003', { version: '1"><script>alert(3)</script>/../..' },
    '## Policy statement\n\n1. See policy:EV_001, CMICB_Clin001 and EV_002.\n'));
  file('site/pages/evil.md', `---\n${lines({ title: evil('page-title'), description: evil('page-description'),
    navigation: 'footer' })}---\n\n${words('page')}\n\n## ${words('page-heading')}\n\n`
    + `GAP: ${words('gap')}\n\n{{organisation.name}} {{organisation.email}} {{title}} [x]({{organisation.website}}) `
    + `[y](javascript:alert(1)) [z](data:x) ${longWord}\n`);
}

function build() {
  const run = spawnSync(program, ['-C', folder, 'build', '-q', '--as-of', today, '--base-url',
    'https://www.example.org', '-o', site], { encoding: 'utf8', maxBuffer: 1 << 28 });
  check('the hostile project builds', run.status === 0 ? [] : [`status ${run.status}`,
    run.stderr.slice(0, 2000), ...run.stdout.split('\n').filter((line) => line.includes(' error: ')).slice(0, 20)]);
  return run.status === 0;
}

const safeScheme = /^(?:https?|mailto|tel):/;
const addressAttributes = new Set(['href', 'src', 'action', 'formaction', 'poster', 'data', 'xlink:href', 'srcset']);

function faultsOfElement(element) {
  const faults = [];
  for (const { name, value } of element.attrs) {
    if (/^on/i.test(name) || name === 'style' || name === 'srcdoc')
      faults.push(`<${element.tagName} ${name}="${value.slice(0, 60)}">`);
    if (addressAttributes.has(name) && /^[\s\u0000-\u001f]*[a-z][a-z0-9+.-]*:/i.test(value) && !safeScheme.test(value))
      faults.push(`<${element.tagName} ${name}="${value.slice(0, 60)}">`);
  }
  if (element.tagName === 'script' && (attribute(element, 'src') === undefined || textOf(element) !== ''))
    faults.push(`<script>${textOf(element).slice(0, 60)}`);
  if (['iframe', 'object', 'embed', 'base', 'style', 'form'].includes(element.tagName)
    && !(element.tagName === 'form' && attribute(element, 'action') !== undefined))
    faults.push(`<${element.tagName}>`);
  if (element.tagName === 'img' && attribute(element, 'src') === 'x')
    faults.push('<img src=x>');
  return faults;
}

const spaced = (text) => text.replace(/[\s\u2028\u00A0]+/g, ' ').trim();

function checkPages(files) {
  let shown = '';
  for (const page of files.filter((name) => name.endsWith('.html'))) {
    const document = readHtml(site, page);
    check(`nothing planted is markup: ${page}`, [...elements(document)].flatMap(faultsOfElement));
    shown += ` ${spaced(textOf(document))}`;
  }
  // What is on some page is there as it was written.
  const onPages = ['site-title', 'organisation-name', 'place', 'category-label', 'category-meaning', 'route',
    'route-meaning', 'format-phone', 'days', 'menu', 'footer', 'footer-link', 'EV_001-title', 'EV_001-subtitle',
    'EV_001-summary', 'ratified-label', 'author', 'named-only', 'control', 'transition', 'change', 'form', 'clause',
    'criterion', 'link', 'note', 'heading', 'other', 'header', 'cell', 'term', 'reference', 'reason', 'replaced-by',
    'page-title', 'page', 'page-heading', 'gap', 'extended-by'];
  check('what was planted is shown as it was written', onPages.filter((where) =>
    !shown.includes(spaced(planted.get(where)))).map((where) => `not on any page, whole: ${where}`));
}

function strings(value) {
  if (typeof value === 'string')
    return [value];
  if (value === null || typeof value !== 'object')
    return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...strings(inner)]);
}

function checkData(files) {
  for (const name of files.filter((path) => path.endsWith('.json')))
    check(`JSON: ${name}`, (() => {
      try {
        JSON.parse(readText(site, name));
        return [];
      } catch (error) {
        return [error.message];
      }
    })());
  const held = strings(readJson(site, 'policies/ev-001/policy.json')).map(spaced);
  const inData = ['EV_001-title', 'EV_001-summary', 'organisation-name', 'ratified-label', 'author', 'specialty', 'keyword',
    'extra', 'logic', 'named-only', 'term', 'reference', 'route', 'place', 'change', 'action'];
  check('policy.json holds what was planted as it was written', inData.filter((where) =>
    !held.some((text) => text.includes(spaced(planted.get(where))))).map((where) => `not in policy.json, whole: ${where}`));
  const marked = files.filter((path) => /\.(xml|fo|rng|atom|svg)$/.test(path));
  const run = spawnSync('xmllint', ['--noout', '--nonet', ...marked.map((path) => join(site, path))],
    { encoding: 'utf8' });
  check(`XML: ${marked.length} files`, run.status === 0 ? [] : [run.stderr.slice(0, 2000)]);
  const text = readText(site, 'policies/ev-001/policy.xml');
  check('policy.xml has no element that was planted', /<(script|img|b)\b/.test(text) ? ['<script>, <img> or <b>'] : []);
}

// Files that servers read line by line.
function checkLines() {
  const redirects = readText(site, '_redirects').trim().split('\n').filter((line) => !line.startsWith('#'));
  check('_redirects holds only ways to policies', redirects.filter((line) =>
    !/^\/[\w.~%/-]*\*? \/policies\/[\w.-]+\/(policy\.\w+|:splat)? 301$/.test(line)));
  const rules = readText(site, '_nginx.conf').split('\n').filter((line) => line.includes('return'));
  check('_nginx.conf holds only ways to policies', rules.filter((line) =>
    !/^location (?:= "(?:[^"\\]|\\["\\])*"|~ "\^[\w\\/-]+\/\(\.\*\)\$") { return 301 "\/policies\/[\w./-]+(?:\$1)?"; }$/.test(line)));
  check('there are old addresses to look at', redirects.length > 0 && rules.length > 0 ? [] : ['none']);
  check('colours.css holds colours', /^:root\{--policyc-brand:#[0-9a-f]{6};--policyc-brand-text:#[0-9a-f]{6}\}\n$/
    .test(readText(site, 'assets/colours.css')) ? [] : [readText(site, 'assets/colours.css')]);
  check('no file stands outside the site', filesIn(site).filter((name) => name.split('/').includes('..') || /[<>"]/.test(name)
    && !name.startsWith('assets/')));
  check('nothing of the machine is in it', filesIn(site).filter((name) =>
    readFileSync(join(site, name)).includes('root:x:0')));
}

makeProject();
if (build()) {
  const files = filesIn(site);
  checkPages(files);
  checkData(files);
  checkLines();
}
finish('hostile');
