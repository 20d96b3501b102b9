// The SARIF form of findings, judged by the SARIF multitool: of the project's own policies, and of a project in which
// many kinds of file are broken at once. The multitool ends with 0 even where it finds errors, so its lines are read.

import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, finish } from './harness.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const program = process.env.POLICYC ?? join(root, 'build/policyc');
const today = process.env.TEST_DATE ?? '2026-11-21';
const multitool = join(here, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');
const scratch = mkdtempSync(join(tmpdir(), 'policyc-sarif-'));

function findings(project, format) {
  const run = spawnSync(program, ['check', '-C', project, '--as-of', today, '--level=info', `--format=${format}`],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  check(`${format} of ${project === root ? 'the policies' : 'the broken project'}: it ends with 0 or 1`,
    run.status === 0 || run.status === 1 ? [] : [`status ${run.status}`, run.stderr]);
  return run.stdout;
}

function judge(name, project) {
  const file = join(scratch, `${name}.sarif`);
  writeFileSync(file, findings(project, 'sarif'));
  const run = spawnSync(multitool, ['validate', file],
    { encoding: 'utf8', env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
  const lines = `${run.stdout}${run.stderr}`.split('\n');
  check(`${name}: the multitool ran to its end`,
    lines.some((line) => line.includes('Analysis completed successfully')) ? [] : [run.error?.message, ...lines]);
  check(`${name}: the multitool finds no error`, lines.filter((line) => /: error [A-Z]+\d+/.test(line)));
}

// As many results in SARIF as lines in JSON, and the same identities.
function compare(name, project) {
  const results = JSON.parse(findings(project, 'sarif')).runs[0].results;
  const lines = findings(project, 'json').trim().split('\n').map((line) => JSON.parse(line));
  const ids = (list) => [...list].sort().join('\n');
  check(`${name}: SARIF and JSON name the same findings`,
    ids(results.map((result) => result.partialFingerprints['policyc/1'])) === ids(lines.map(({ id }) => id)) ? []
      : [`${results.length} in SARIF, ${lines.length} in JSON`]);
  check(`${name}: SARIF suppresses what JSON calls accepted`,
    results.filter((result) => result.suppressions.length).length === lines.filter(({ accepted }) => accepted).length ? []
      : ['the numbers differ']);
}

function breakProject() {
  const project = join(scratch, 'broken');
  for (const folder of ['policies', 'templates', 'site'])
    cpSync(join(root, folder), join(project, folder),
      { recursive: true, filter: (path) => !path.includes('node_modules') });
  appendFileSync(join(project, 'site/site.yaml'), 'unknown_key: "\u0001"\n\tbroken: [\n');
  appendFileSync(join(project, 'templates/profiles/cm-2023.yaml'), '\nsections: {\n');
  writeFileSync(join(project, 'policies/shared/loop@1.md'), '---\nblock: loop\nedition: "1"\n---\n{{include loop@1}}\n');
  writeFileSync(join(project, 'policies/CMICB_Clin900.md'), Buffer.from([0xff, 0xfe, 0x00, 0x41]));
  writeFileSync(join(project, 'policies/CMICB_Clin901.md'), '---\nref: "CMICB_Clin901\n');
  writeFileSync(join(project, 'policies/CMICB Clin 902 é.md'), '');
  writeFileSync(join(project, 'policies/CMICB_Clin903.md'), `---\nref: CMICB_Clin903\n---\n<b>\u202e</b> ${'['.repeat(5000)}\n`);
  return project;
}

chmodSync(multitool, 0o755);
try {
  const broken = breakProject();
  judge('the policies', root);
  judge('the broken project', broken);
  compare('the policies', root);
  compare('the broken project', broken);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
finish('sarif');
