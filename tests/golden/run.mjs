// Runs every golden case and compares, byte by byte: see README.md here.
import { execFile, spawnSync } from 'node:child_process';
import {
	cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const golden = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(golden, '../..');
const program = path.resolve(process.env.POLICYC ?? path.join(repository, 'build/policyc'));
const today = process.env.TEST_DATE ?? '2026-11-21';
const timeLimit = 60_000;
const linesShown = 60;

// The form that a file's ending asks for.
const forms = {
	tree: ['show', '--as', 'ast'],
	json: ['show', '--as', 'json'],
	html: ['show', '--as', 'html'],
	xml: ['show', '--as', 'xml'],
	fo: ['show', '--as', 'fo'],
	txt: ['show', '--as', 'text'],
	diag: ['check', '--format', 'json', '--level', 'info'],
};
const groups = {
	policies: [], language: ['tree', 'diag'], checks: ['diag'], further: ['tree', 'json', 'diag'], diff: ['diff'],
};
// The forms of a pair x.old.md and x.new.md, which are read with the repository's own project.
const diffForms = { diff: [], json: ['--format', 'json'], html: ['--format', 'html', '--standalone'] };

// A report of a sanitizer ends with a status that the program itself never has.
const sanitizers = Object.fromEntries(['ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS'].map(
	(name) => [name, `${process.env[name] ?? ''}:exitcode=99`],
));

function listFolder(folder) {
	return readdirSync(folder, { withFileTypes: true });
}

/* The cases of a group: their names with the forms that are kept beside them, or that --update is to make. */
function casesOf(group, isUpdate) {
	const cases = new Map();
	const add = (name) => cases.get(name) ?? cases.set(name, { group, name, forms: [] }).get(name);
	for (const entry of listFolder(path.join(golden, group))) {
		const ending = path.extname(entry.name).slice(1);
		if (entry.isDirectory())
			add(entry.name).hasFolder = true;
		else if (group === 'diff' && ending === 'md')
			add(entry.name.replace(/\.(old|new)\.md$/, ''));
		else if (group === 'diff' && ending in diffForms)
			add(entry.name.slice(0, -1 - ending.length)).forms.push(ending);
		else if (ending === 'md')
			add(entry.name.slice(0, -3)).hasPolicy = true;
		else if (ending in forms)
			add(entry.name.slice(0, -1 - ending.length)).forms.push(ending);
	}
	for (const one of cases.values())
		if (isUpdate && !one.forms.length)
			one.forms = [...groups[group]];
	return [...cases.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function refOf(source) {
	return /^ref: *"?([A-Za-z0-9_-]+)/m.exec(source.toString('latin1'))?.[1] ?? 'EX_001';
}

/* A project folder of its own for a case, and the policy in it. */
function layOut(one, scratch) {
	const folder = path.join(scratch, `${one.group}-${one.name}`);
	const source = path.join(golden, one.group, one.name);
	mkdirSync(path.join(folder, 'policies'), { recursive: true });
	cpSync(path.join(golden, 'project'), folder, { recursive: true });
	/* Its own profiles, and the templates that every project begins with. */
	for (const name of ['pdf.mustache', 'pdf-styles.mustache', 'partials'])
		cpSync(path.join(repository, 'templates', name), path.join(folder, 'templates', name), { recursive: true });
	if (one.hasFolder)
		cpSync(source, folder, { recursive: true, verbatimSymlinks: true });
	if (!one.hasPolicy)
		return { folder };
	const bytes = readFileSync(`${source}.md`);
	const policy = `policies/${refOf(bytes)}.md`;
	writeFileSync(path.join(folder, policy), bytes);
	return { folder, policy };
}

function placeOf(one, scratch) {
	if (one.group === 'diff')
		return { folder: repository };
	if (one.group !== 'policies')
		return layOut(one, scratch);
	return { folder: repository, policy: `policies/${one.name}.md` };
}

function runProgram(words, folder) {
	return new Promise((resolve) => {
		const options = {
			cwd: folder,
			encoding: 'buffer',
			maxBuffer: 1 << 26,
			timeout: timeLimit,
			env: { ...process.env, ...sanitizers },
		};
		execFile(program, [...words, '--as-of', today], options, (error, output, complaint) => {
			const status = error ? (error.code ?? error.signal ?? 'no status') : 0;
			resolve({ status, output, complaint: complaint.toString() });
		});
	});
}

/* What must hold of any list of findings, whatever it holds. */
function faultsOfFindings(one, output, status) {
	const faults = [];
	let findings;
	try {
		findings = output.toString().split('\n').filter(Boolean).map((line) => JSON.parse(line));
	} catch (error) {
		return [`a line is no JSON: ${error.message}`];
	}
	const ids = new Set(findings.map((finding) => finding.id));
	if (ids.size !== findings.length)
		faults.push('two findings have the same id');
	const hasError = findings.some((finding) => finding.severity === 'error' && finding.accepted === null);
	if (status !== (hasError ? 1 : 0))
		faults.push(`the exit status is ${status}, and these findings make it ${hasError ? 1 : 0}`);
	if (one.group !== 'checks')
		return faults;
	const [check, variant = ''] = one.name.split('.');
	const isFound = findings.some((finding) => finding.check === check);
	if (variant.startsWith('silent') && isFound)
		faults.push(`${check} is found, and must not be`);
	if (!variant.startsWith('silent') && !isFound)
		faults.push(`${check} is not found`);
	return faults;
}

/* How two texts differ, as a person reads it. */
function difference(file, actual, scratch) {
	const other = path.join(scratch, 'actual');
	writeFileSync(other, actual);
	const words = ['-a', '-u', '--label', `kept ${path.relative(repository, file)}`, '--label', 'written now', file, other];
	const lines = spawnSync('diff', words, { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout.split('\n');
	if (lines.length > linesShown)
		lines.splice(linesShown, lines.length, `… and ${lines.length - linesShown} lines more`);
	return lines.join('\n');
}

function wordsOf(one, form, place) {
	if (one.group === 'diff') {
		const version = (which) => `tests/golden/diff/${one.name}.${which}.md`;
		return ['diff', ...diffForms[form], version('old'), version('new')];
	}
	const isWhole = form === 'diag' || !place.policy;
	return isWhole ? forms[form] : [forms[form][0], place.policy, ...forms[form].slice(1)];
}

function faultsOf(one, form, { status, output, complaint }) {
	if (one.group === 'diff') {
		const isSame = output.includes('Nothing has changed.');
		return status === (isSame ? 0 : 1) ? [] : [`the exit status is ${status}: ${complaint}`];
	}
	const faults = form === 'diag' ? faultsOfFindings(one, output, status) : status === 0 ? [] : [`the exit status is ${status}`];
	if (faults.length && complaint)
		faults.push(complaint);
	if (form !== 'diag' && complaint)
		faults.push(`it says on standard error: ${complaint}`);
	return faults;
}

async function compare(one, form, place, context) {
	const label = `${one.group}/${one.name}.${form}`;
	const result = await runProgram(wordsOf(one, form, place), place.folder);
	const faults = faultsOf(one, form, result);
	const { output } = result;
	const file = path.join(golden, one.group, `${one.name}.${form}`);
	const kept = existsSync(file) ? readFileSync(file) : null;
	if (context.isUpdate && !faults.length && !(kept && kept.equals(output))) {
		writeFileSync(file, output);
		context.written.push(label);
	} else if (!context.isUpdate && !kept?.equals(output)) {
		faults.push(difference(file, output, context.scratch));
	}
	return { label, faults };
}

/* What only a build finds: tests/cli has its cases. */
const foundByBuild = new Set(['missing-glyph', 'policy-gone']);

/* Every check that exists has a case that finds it and one that doesn't. */
async function compareCoverage(cases) {
	const { output } = await runProgram(['explain', '--all'], repository);
	const ids = [...output.toString().matchAll(/^([a-z0-9-]+): .*\nGroup: /gm)].map((match) => match[1]);
	const names = cases.filter((one) => one.group === 'checks').map((one) => one.name);
	const results = [{ label: '`policyc explain --all` lists checks', faults: ids.length ? [] : ['it lists none'] }];
	for (const id of ids.filter((one) => !foundByBuild.has(one))) {
		const faults = [];
		if (!names.some((name) => name === id))
			faults.push(`there is no case checks/${id} that finds it`);
		if (!names.some((name) => name.startsWith(`${id}.silent`)))
			faults.push(`there is no case checks/${id}.silent that must not find it`);
		results.push({ label: `checks/${id}: cases`, faults });
	}
	for (const name of names)
		if (!ids.includes(name.split('.')[0]))
			results.push({ label: `checks/${name}`, faults: ['no check has this name'] });
	return results;
}

async function inParallel(tasks) {
	const results = new Array(tasks.length);
	let next = 0;
	const work = async () => {
		while (next < tasks.length) {
			const index = next++;
			results[index] = await tasks[index]();
		}
	};
	await Promise.all(Array.from({ length: availableParallelism() }, work));
	return results;
}

async function main(words) {
	const isUpdate = words.includes('--update');
	const asked = words.filter((word) => word !== '--update').map((word) => word.replace(/^tests\/golden\//, ''));
	const scratch = mkdtempSync(path.join(tmpdir(), 'policyc-golden-'));
	const context = { isUpdate, scratch, written: [] };
	const all = Object.keys(groups).flatMap((group) => casesOf(group, isUpdate));
	const isAsked = (one) => !asked.length || asked.some((word) => `${one.group}/${one.name}`.startsWith(word));
	const tasks = [];
	for (const one of all.filter(isAsked)) {
		const place = placeOf(one, scratch);
		if (!one.forms.length)
			tasks.push(async () => ({ label: `${one.group}/${one.name}`, faults: ['nothing is kept beside it'] }));
		for (const form of one.forms)
			tasks.push(() => compare(one, form, place, context));
	}
	const results = await inParallel(tasks);
	if (!asked.length)
		results.push(...await compareCoverage(all));
	rmSync(scratch, { recursive: true });
	const failed = results.filter((result) => result.faults.length);
	for (const { label, faults } of failed)
		console.log(`not ok: ${label}\n${faults.join('\n')}`);
	for (const label of context.written.sort())
		console.log(`written: ${label}`);
	if (asked.length && !results.length)
		console.log(`no case is called ${asked.join(' or ')}`);
	const isEmpty = results.length === 0;
	console.log(`golden: ${results.length - failed.length} passed, ${failed.length + isEmpty} failed`);
	process.exitCode = failed.length || isEmpty ? 1 : 0;
}

await main(process.argv.slice(2));
