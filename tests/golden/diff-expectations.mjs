// Judges what `policyc diff` tells of each pair in diff-pairs/ by what its expect.yaml says that a reader must learn.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const golden = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(golden, '../..');
const program = path.resolve(process.env.POLICYC ?? path.join(repository, 'build/policyc'));
const pairs = path.join(golden, 'diff-pairs');
const { parse } = createRequire(path.join(repository, 'tests/site/'))('yaml');
const atOnce = 4;
const timeLimit = 60_000;

function run(...args) {
	return new Promise((done) => {
		execFile(program, ['-C', repository, ...args], { timeout: timeLimit, maxBuffer: 1 << 26 },
			(fault, stdout, stderr) => done({ status: fault ? fault.code : 0, stdout, stderr }));
	});
}

/* Values of fields may be objects and lists. */
const asText = (value) => typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value);
const fold = (value) => asText(value).toLowerCase().replace(/\s+/g, ' ');

/* The ranges in which `phrase` stands in `text` as whole words; both are folded. */
function rangesOf(text, phrase) {
	const ranges = [];
	const isLetter = (at) => /[\p{L}\p{N}]/u.test(text[at] ?? '');
	for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
		const end = at + phrase.length;
		const cutsBefore = /^[\p{L}\p{N}]/u.test(phrase) && isLetter(at - 1);
		const cutsAfter = /[\p{L}\p{N}]$/u.test(phrase) && isLetter(end);
		if (!cutsBefore && !cutsAfter)
			ranges.push([at, end]);
	}
	return ranges;
}

/* The words of one side of a change, and the ranges of them that are marked. */
function sideOf(change, mark, withAsides = true) {
	if (!change.words?.length || change.op === 'added' || change.op === 'removed') {
		const text = fold(mark === '-' ? change.old : change.new);
		const isMarked = text.length > 0 && !change.shape && !change.reading &&
			['added', 'removed', 'changed'].includes(change.op);
		return { text, marked: isMarked ? [[0, text.length]] : [] };
	}
	let text = '';
	const marked = [];
	for (const [op, words] of change.words) {
		if (!withAsides && /^ \(leads to |^\[\d+: /.test(words))
			continue; /* an aside: what a reference leads to is no word of the text */
		if (op !== '=' && op !== mark) {
			marked.push([text.length, text.length]); /* where the other side has more */
			continue;
		}
		const begin = text.length;
		text += words;
		if (op === mark)
			marked.push([begin, text.length]);
	}
	/* Folding keeps the length, but for runs of white space, which the words have not. */
	return { text: text.toLowerCase().replace(/\s/g, ' '), marked };
}

const wholes = new Set(['added', 'removed', 'moved', 'split', 'merged']);

/* Does the change tell of these words: marked in it, told whole, or in its label? */
function tells(change, words) {
	const phrase = fold(words);
	const named = [change.label, change.number, ...(change.path ?? []), change.from?.section, change.to?.section];
	if (named.some((name) => rangesOf(fold(name), phrase).length))
		return true;
	for (const mark of '-+') {
		const { text, marked } = sideOf(change, mark);
		for (const [begin, end] of rangesOf(text, phrase))
			if (wholes.has(change.op) || change.shape || marked.some(([from, to]) => from <= end + 1 && to >= begin - 1) ||
			    (!change.words?.length && change.op !== 'format'))
				return true;
	}
	return false;
}

const allows = (value, wanted, also) => wanted === 'either' || value === wanted || (also ?? []).includes(value);

function judgeReports(pair, changes, text, say) {
	for (const report of pair.must_report) {
		const untold = report.words.filter((words) => !changes.some((change) => tells(change, words)) &&
			!rangesOf(fold(text), fold(words)).length);
		if (untold.length && !report.words_may_be_absent)
			say(`nothing tells of ${untold.map((words) => `"${words}"`).join(', ')}`);
		const telling = changes.filter((change) => report.words_may_be_absent ||
			report.words.some((words) => tells(change, words)));
		const fits = telling.filter((change) => allows(change.class, report.class, report.also_class) &&
			allows(change.logic, report.logic, report.also_logic) &&
			(!report.op || allows(change.op, report.op, report.also_op)));
		if (!fits.length)
			say(`"${report.words[0]}" should be ${report.class}, logic ${report.logic}${report.op ? `, ${report.op}` : ''}` +
				`; is ${telling.map((change) => `${change.class}, logic ${change.logic}, ${change.op}`).join(' / ') || 'not told'}`);
	}
}

/* What the program says itself: the lines that are no words of the policies. */
function ownLines(text) {
	return text.split('\n').filter((line) => !line.startsWith('    ')).join('\n');
}

const classNames = new Set(['editorial', 'governance']);

function judgeFalsehoods(pair, changes, text, sources, say) {
	for (const phrase of pair.must_not) {
		if (classNames.has(phrase)) {
			for (const report of pair.must_report)
				for (const change of changes)
					if (change.class === phrase && change.subject !== 'field' && change.subject !== 'history' &&
					    report.words.some((words) => words.length > 1 && tells(change, words)))
						say(`"${report.words[0]}" is called ${phrase}`);
			continue;
		}
		if (/^criteri(a|on) changed$/.test(phrase) && changes.some((change) => change.class === 'criteria' && change.logic))
			say('a change of criteria is told');
		const isOfPolicy = rangesOf(sources, phrase).length > 0;
		if (rangesOf(fold(isOfPolicy ? ownLines(text) : text), fold(phrase)).length)
			say(`says "${phrase}"`);
	}
}

function judgeUnmarked(pair, changes, say) {
	for (const words of pair.unmarked ?? []) {
		for (const change of changes) {
			if (change.subject === 'field' || change.subject === 'history')
				continue;
			for (const mark of '-+') {
				const { text, marked } = sideOf(change, mark, false);
				const found = rangesOf(text, fold(words)).some(([begin, end]) =>
					marked.some(([from, to]) => from < end && to > begin));
				if (found)
					say(`marks "${words}" as ${mark === '-' ? 'removed' : 'added'}`);
			}
		}
	}
}

function judgeSense(pair, changes, say) {
	/* A clause in which several things changed, or that also moved, shows both in one. */
	const tellsMore = (change) => change.logic && (change.op === 'moved' ||
		change.words?.filter(([op], i, all) => op !== '=' && (!i || all[i - 1][0] === '=')).length > 1);
	const isLogic = changes.some((change) => change.logic);
	const hasOther = changes.some((change) => !change.logic || tellsMore(change));
	const said = pair.says === 'both' ? (isLogic && hasOther ? 'both' : isLogic ? 'logic alone' : 'editorial alone')
		: isLogic ? 'logic' : 'editorial';
	if (said !== pair.says && !(pair.also_says ?? []).includes(said))
		say(`says ${said}, should be ${pair.says}`);
}

async function judge(pair) {
	const files = ['old', 'new'].map((side) => path.join(pairs, `${pair.name}.${side}.md`));
	const [json, text] = await Promise.all([run('diff', '--format=json', ...files), run('diff', ...files)]);
	const faults = new Set(), say = (fault) => faults.add(fault);
	if (json.status > 1 || text.status > 1)
		return { pair, text: json.stderr + text.stderr, faults: [`status ${json.status}, ${text.status}`] };
	const changes = JSON.parse(json.stdout).changes.filter((change) => change.op !== 'format');
	const sources = fold(files.map((file) => readFileSync(file, 'utf8')).join('\n'));
	judgeReports(pair, changes, text.stdout, say);
	judgeFalsehoods(pair, changes, text.stdout, sources, say);
	judgeUnmarked(pair, changes, say);
	judgeSense(pair, changes, say);
	return { pair, text: text.stdout, faults: [...faults] };
}

async function main() {
	const args = process.argv.slice(2), isVerbose = args.includes('-v');
	const names = args.filter((name) => name !== '-v');
	const wanted = parse(readFileSync(path.join(pairs, 'expect.yaml'), 'utf8'))
		.filter((pair) => !names.length || names.some((name) => pair.name.startsWith(name)));
	let failed = 0;
	for (let i = 0; i < wanted.length; i += atOnce) {
		for (const { pair, text, faults } of await Promise.all(wanted.slice(i, i + atOnce).map(judge))) {
			console.log(`${faults.length ? 'WRONG' : 'right'} ${pair.name}`);
			for (const fault of faults)
				console.log(`      ${fault}`);
			if (isVerbose)
				console.log(text.replace(/^/gm, '    | '));
			failed += faults.length > 0;
		}
	}
	console.log(`${wanted.length - failed} passed, ${failed} failed`);
	return failed || !wanted.length ? 1 : 0;
}

process.exit(await main());
