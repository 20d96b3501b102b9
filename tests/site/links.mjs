// Every link, image, script and style sheet of a page leads to a file of the site, and every fragment to an element;
// ids are there once.

import { dirname, posix } from 'node:path';
import { attribute, check, elements, filesIn, finish, place, readHtml, siteFolder } from './harness.mjs';

const folder = siteFolder();
const files = new Set(filesIn(folder));
const pages = [...files].filter((file) => file.endsWith('.html'));
const outside = /^(https?|mailto|tel|urn):/i;

// The file that a web server would give for an address written in PAGE, and the fragment; null for other hosts.
function resolveAddress(page, address) {
  if (outside.test(address) || address.startsWith('//'))
    return null;
  const [path, fragment = ''] = address.split('#', 2);
  const bare = decodeURIComponent(path.split('?')[0]);
  if (bare === '')
    return { file: page, fragment };
  const joined = posix.normalize(bare.startsWith('/') ? bare.slice(1) : posix.join(dirname(page), bare));
  const file = joined === '.' || joined.endsWith('/') ? posix.join(joined, 'index.html') : joined;
  return { file, fragment: decodeURIComponent(fragment) };
}

function idsOf(page) {
  return [...elements(readHtml(folder, page))].map((element) => attribute(element, 'id'))
    .filter((id) => id !== undefined);
}

const ids = new Map(pages.map((page) => [page, new Set(idsOf(page))]));

function brokenLinks(page) {
  const problems = [];
  for (const element of elements(readHtml(folder, page)))
    for (const name of ['href', 'src', 'action']) {
      const address = attribute(element, name);
      const target = address === undefined ? null : resolveAddress(page, address);
      if (!target)
        continue;
      if (!files.has(target.file))
        problems.push(`${place(page, element)}: ${name}="${address}": there is no ${target.file}`);
      else if (target.fragment !== '' && !ids.get(target.file)?.has(target.fragment))
        problems.push(`${place(page, element)}: ${name}="${address}": ${target.file} has no id "${target.fragment}"`);
    }
  return problems;
}

check('the site has pages', pages.length > 0 ? [] : [`no .html file in ${folder}`]);
for (const page of pages) {
  const all = idsOf(page);
  check(`ids: ${page}`, all.filter((id, index) => all.indexOf(id) !== index).map((id) => `id "${id}" stands twice`));
  check(`links: ${page}`, brokenLinks(page));
}
finish('links');
