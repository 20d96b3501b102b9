// Lighthouse's verdict on one page of each of these kinds: accessibility and best practices 100. Performance is told and
// not asserted, because it depends on the machine.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch as launchChrome } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { addressOf, browserArguments, browserPath, serve } from './chromium.mjs';
import { check, filesIn, finish, siteFolder } from './harness.mjs';

const folder = siteFolder();
const performanceWanted = 95;
const kinds = [/^index\.html$/, /^policies\/[^/]+\/index\.html$/, /^about\/index\.html$/, /^reviews\/index\.html$/];

function faultsOf(report, category) {
  return report.categories[category].auditRefs
    .map(({ id }) => report.audits[id])
    .filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode !== 'informative')
    .map(({ id, title }) => `${id}: ${title}`);
}

async function judge(port, address, page) {
  const { lhr } = await lighthouse(address, {
    port, logLevel: 'silent', output: 'json', onlyCategories: ['accessibility', 'best-practices', 'performance'],
    // The page is the same for everybody: what a slow telephone makes of it is worked out from what was seen.
    throttlingMethod: 'simulate',
  });
  if (lhr.runtimeError) {
    check(`lighthouse: ${page}`, [lhr.runtimeError.message]);
    return;
  }
  const score = (category) => Math.round(lhr.categories[category].score * 100);
  for (const category of ['accessibility', 'best-practices'])
    check(`${category} 100: ${page}`, score(category) === 100 ? []
      : [`${score(category)}`, ...faultsOf(lhr, category)]);
  const performance = score('performance');
  console.log(`lighthouse: ${page}: accessibility ${score('accessibility')}, best practices `
    + `${score('best-practices')}, performance ${performance}`
    + (performance < performanceWanted ? ` (below ${performanceWanted})` : ''));
}

const { server, origin } = await serve(folder);
const profile = mkdtempSync(join(tmpdir(), 'lighthouse-'));
const chrome = await launchChrome({
  chromePath: browserPath, userDataDir: profile, logLevel: 'silent',
  chromeFlags: ['--headless', ...browserArguments],
});
const pages = filesIn(folder);
for (const kind of kinds) {
  const page = pages.find((name) => kind.test(name));
  if (page && existsSync(join(folder, page)))
    await judge(chrome.port, addressOf(origin, page), page);
}
chrome.kill();
rmSync(profile, { recursive: true, force: true });
server.close();
finish('lighthouse');
