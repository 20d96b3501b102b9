// Each page's HTML: valid for two validators, and nothing in it that the content security policy would forbid.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { attribute, check, elements, filesIn, finish, place, readHtml, siteFolder } from './harness.mjs';

const folder = siteFolder();
const pages = filesIn(folder).filter((file) => file.endsWith('.html'));
check('the site has pages', pages.length > 0 ? [] : [`no .html file in ${folder}`]);

// The Nu Html Checker, one Java machine for all pages.
function checkWithVnu() {
  const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
  const run = spawnSync('java', ['-Xss2m', '-jar', jar, '--errors-only', '--format', 'json', '--skip-non-html', folder],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  let messages;
  try {
    messages = JSON.parse(run.stderr).messages;
  } catch {
    check('vnu reads the site', [run.error?.message ?? `ended with ${run.status}: ${run.stderr}`]);
    return;
  }
  const byPage = Map.groupBy(messages, (message) => message.url && decodeURI(new URL(message.url).pathname));
  for (const page of pages) {
    const path = resolve(folder, page);
    check(`vnu: ${page}`, (byPage.get(path) ?? []).map((message) => `${message.lastLine}: ${message.message}`));
    byPage.delete(path);
  }
  check('vnu: nothing outside the pages', [...byPage.values()].flat().map((message) => message.message));
}

async function checkWithHtmlValidate() {
  const loader = new FileSystemConfigLoader({ root: true, ...(await import('./htmlvalidate.config.mjs')).default });
  const validator = new HtmlValidate(loader);
  for (const page of pages) {
    const report = await validator.validateFile(join(folder, page));
    check(`html-validate: ${page}`, report.results.flatMap((result) => result.messages)
      .map((message) => `${message.line}:${message.column}: ${message.message} [${message.ruleId}]`));
  }
}

// Under `default-src 'self'` a browser drops these in silence, so they must not be written at all.
function inlineCode(page) {
  const problems = [];
  for (const element of elements(readHtml(folder, page))) {
    const where = place(page, element);
    if (element.tagName === 'style')
      problems.push(`${where}: a <style> element`);
    if (element.tagName === 'script' && attribute(element, 'src') === undefined)
      problems.push(`${where}: a <script> without src`);
    for (const { name, value } of element.attrs) {
      if (name === 'style')
        problems.push(`${where}: a style attribute`);
      if (/^on/.test(name))
        problems.push(`${where}: an event attribute, ${name}`);
      if (/^\s*(javascript|data):/i.test(value) && name !== 'content')
        problems.push(`${where}: ${name}="${value.slice(0, 40)}"`);
    }
  }
  return problems;
}

checkWithVnu();
await checkWithHtmlValidate();
for (const page of pages)
  check(`no inline script or style: ${page}`, inlineCode(page));
finish('markup');
