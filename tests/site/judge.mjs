// Runs the tests of built sites one after another in one process, which reads each page once and starts Chromium once.
// usage: node judge.mjs FOLDER SCRIPT… [-- FOLDER SCRIPT…]…   with each script as site/markup
// Each script says "LABEL: N passed, N failed"; one that dies before that is a failure.

import { closeBrowser, keepBrowser } from './chromium.mjs';
import { check, finish, finished } from './harness.mjs';

async function run(folder, script) {
  process.argv[2] = folder;
  const before = finished.length;
  try {
    // A module is run once for each address: that of a script with its folder.
    await import(`../${script}.mjs?${encodeURIComponent(folder)}`);
    if (finished.length > before)
      return;
    check(`${script} of ${folder} gives its count`, ['it gave none']);
  } catch (error) {
    check(`${script} of ${folder} comes to its end`, [error.stack ?? error]);
  }
  finish(script);
}

keepBrowser();
const groups = [[]];
for (const word of process.argv.slice(2))
  if (word === '--')
    groups.push([]);
  else
    groups.at(-1).push(word);
for (const [folder, ...scripts] of groups)
  for (const script of scripts)
    await run(folder, script);
await closeBrowser();
const sum = (key) => finished.reduce((total, count) => total + count[key], 0);
console.log(`${process.env.JUDGE_LABEL ?? 'judge'}: ${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
