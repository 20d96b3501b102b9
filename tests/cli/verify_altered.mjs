// Every kind of alteration of what a build wrote, one at a time: `policyc verify` must say of each that it differs (exit
// status 1) and name what was altered; and of untouched copies, however they are written, that they don't.
//   verify_altered.mjs POLICYC DATE PROJECT [PART]     the project's site is in its public/
// It says what went wrong, and how many alterations of each kind were found.
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const [policyc, date, project, only] = process.argv.slice(2);
process.chdir(project);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "altered-"));
const tally = new Map();
let failures = 0;
let copies = 0;

function run(file) {
  return new Promise((resolve) => {
    execFile(policyc, ["verify", "--as-of", date, file], { maxBuffer: 1 << 26, timeout: 60000 },
      (error, out, complaint) => resolve({ status: error ? error.code : 0, out, complaint }));
  });
}

const waiting = [];
let running = 0;
// Two at a time.
async function verify(file) {
  if (running >= 2)
    await new Promise((resolve) => waiting.push(resolve));
  running++;
  const answer = await run(file);
  running--;
  waiting.shift()?.();
  return answer;
}

function fail(kind, what, { status, out, complaint }) {
  failures++;
  console.log(`${kind}: ${what}: status ${status}\n${(out + complaint).slice(0, 1200)}`);
}

function count(kind, isHeld) {
  const [held, all] = tally.get(kind) ?? [0, 0];
  tally.set(kind, [held + isHeld, all + 1]);
}

function write(name, bytes) {
  const file = path.join(scratch, `${copies++}-${name}`);
  fs.writeFileSync(file, bytes);
  return file;
}

// An altered copy: status 1, and the words that name what differs.
async function altered(kind, name, bytes, what, named) {
  const file = write(name, bytes);
  const answer = await verify(file);
  const isHeld = answer.status === 1 && [named].flat().every((words) => answer.out.includes(words));
  count(kind, isHeld);
  if (!isHeld)
    fail(kind, `${what} (named: ${named})`, answer);
  fs.rmSync(file);
}

async function genuine(kind, name, bytes, what) {
  const file = write(name, bytes);
  const answer = await verify(file);
  count(`${kind}, genuine`, answer.status === 0);
  if (answer.status !== 0)
    fail(`${kind}, genuine`, what, answer);
  fs.rmSync(file);
}

// JSON

// Each place of a value: [keys…]. Of items that have the same members, `every` or the first only.
function* places(value, keys = [], every = false) {
  if (Array.isArray(value)) {
    const seen = new Set();
    for (const [i, item] of value.entries()) {
      const form = JSON.stringify(item, (_, v) => (v === null || typeof v !== "object" ? typeof v : v));
      if (every || !seen.has(form))
        yield* places(item, [...keys, i], every);
      seen.add(form);
      if (i > 0 && !every && seen.size > 3)
        break;
    }
  } else if (value !== null && typeof value === "object") {
    for (const [key, member] of Object.entries(value))
      yield* places(member, [...keys, key], every);
  }
  if (keys.length)
    yield keys;
}

function other(value) {
  if (typeof value === "string")
    return `${value}x`;
  if (typeof value === "number")
    return value + 1;
  if (typeof value === "boolean")
    return !value;
  if (value === null)
    return "added";
  return Array.isArray(value) ? [...value, "added"] : { ...value, added: "added" };
}

function changed(value, keys, change) {
  const copy = structuredClone(value);
  const holder = keys.slice(0, -1).reduce((part, key) => part[key], copy);
  change(holder, keys.at(-1));
  return copy;
}

const isPassedOver = (keys) => keys.length === 1 && (keys[0] === "generator" || keys[0] === "$schema");
// The last member's name on the way to a value.
const nameOf = (keys) => String(keys.findLast((key) => typeof key === "string"));
// A collapsed path: each member once, wherever it stands in a list.
const memberOf = (keys) => keys.map((key) => (typeof key === "number" ? "#" : key)).join(".");

async function alterJson(file, { every = false } = {}) {
  const kind = path.basename(file);
  const value = JSON.parse(fs.readFileSync(file, "utf8"));
  const text = (object) => JSON.stringify(object, null, 1);
  const seen = new Set();
  const work = [];
  for (const keys of places(value, [], every)) {
    if (isPassedOver(keys) || (!every && seen.has(memberOf(keys))))
      continue;
    seen.add(memberOf(keys));
    work.push(altered(kind, kind, text(changed(value, keys, (holder, key) => { holder[key] = other(holder[key]); })),
      `${keys.join(".")} altered`, nameOf(keys)));
    work.push(altered(`${kind}, less`, kind, text(changed(value, keys, (holder, key) => {
      if (Array.isArray(holder))
        holder.splice(key, 1);
      else
        delete holder[key];
    })), `${keys.join(".")} taken out`, nameOf(keys)));
  }
  work.push(altered(kind, kind, text({ ...value, note: "x", added: "added" }), "a member added", "added"));
  await Promise.all(work);
  const reversed = (part) => (Array.isArray(part) ? part.map(reversed) : part !== null && typeof part === "object"
    ? Object.fromEntries(Object.entries(part).reverse().map(([key, member]) => [key, reversed(member)])) : part);
  await genuine(kind, kind, JSON.stringify(value), "on one line");
  await genuine(kind, kind, `\uFEFF${text(value)}`, "with a byte order mark");
  await genuine(kind, kind, JSON.stringify(reversed(value), null, 7), "re-ordered");
  if ("generator" in value)
    await genuine(kind, kind, text({ ...value, generator: "policyc 9.9", $schema: "elsewhere" }), "by another policyc");
}

// Rows of text: a character of each in another way.
async function alterRows(file) {
  const kind = path.basename(file);
  const bytes = fs.readFileSync(file, "utf8");
  const lines = bytes.split("\n");
  const work = [];
  for (const [i, line] of lines.entries()) {
    const at = line.search(/[a-z0-9](?=[^a-z0-9]*$)/);
    if (at < 0 || line.startsWith("PRODID"))
      continue;
    const row = line.slice(0, at) + (line[at] === "7" ? "3" : "7") + line.slice(at + 1);
    work.push(altered(kind, kind, lines.with(i, row).join("\n"), `row ${i + 1}: ${row.slice(0, 80)}`, "{+"));
    work.push(altered(`${kind}, less`, kind, lines.toSpliced(i, 1).join("\n"), `row ${i + 1} taken out`,
      "the sources"));
  }
  await Promise.all(work);
  await genuine(kind, kind, bytes.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n"), "with CRLF");
}

async function alterJsonRows(file) {
  const kind = path.basename(file);
  const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n");
  for (const [i, line] of lines.entries()) {
    const row = JSON.parse(line);
    for (const key of Object.keys(row))
      await altered(kind, kind, lines.with(i, JSON.stringify({ ...row, [key]: other(row[key]) })).join("\n"),
        `row ${i + 1}: ${key}`, key);
    await altered(`${kind}, less`, kind, lines.toSpliced(i, 1).join("\n"), `row ${i + 1} taken out`, "sources");
  }
  await genuine(kind, kind, lines.map((line) => JSON.stringify(JSON.parse(line))).join("\n"), "written again");
}

// XML: a letter of every word-bearing line, and of every attribute's value.
async function alterXml(file) {
  const kind = path.basename(file);
  const bytes = fs.readFileSync(file, "utf8");
  const work = [];
  let number = 0;
  for (const match of bytes.matchAll(/>([^<>]*[A-Za-z0-9][^<>]*)<|="([^"]+)"/g)) {
    const words = match[1] ?? match[2];
    if (/<\?xml [^>]*$/.test(bytes.slice(Math.max(match.index - 60, 0), match.index)) || words.startsWith("Q"))
      continue;
    if (/policyc \d|generator=$/.test(bytes.slice(match.index - 12, match.index + 30)) || number++ % 3 !== 0)
      continue;
    const at = match.index + match[0].indexOf(words) + words.search(/[A-Za-z0-9]/);
    work.push(altered(kind, kind, `${bytes.slice(0, at)}Q${bytes.slice(at + 1)}`, `"${words.slice(0, 60)}" altered`,
      "Q"));
  }
  await Promise.all(work);
  await genuine(kind, kind, bytes.replaceAll(/(<\w[^>]*?) ([\w:]+)="([^"<>]*)" ([\w:]+)="([^"<>]*)"/g,
    '$1 $4="$5" $2="$3"'),
    "with attributes in another order");
}

// Pages

// What the site's script and a browser make of a page when it is saved.
function saved(page, base) {
  return page
    .replace("<!DOCTYPE html>", `<!DOCTYPE html>\n<!-- saved from url=(0042)${base} -->`)
    .replace("<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">')
    .replace("<body>", '<body class="js-enabled nhsuk-frontend-supported">')
    .replace('data-module="nhsuk-header"', 'data-module="nhsuk-header" data-nhsuk-header-init=""')
    .replace(/((?:<li class="nhsuk-header__navigation-item">[^]*?<\/li>\s*)?)<li class="nhsuk-header__menu" hidden>([^]*?)<\/li>/,
      (_, item, button) => `<li class="nhsuk-header__menu">${button}<ul class="nhsuk-header__menu-list" hidden="">${item}</ul></li>`)
    .replaceAll(/(<a [^>]*href=")(?!\w+:)([^"]*)"/g, (_, before, href) => `${before}${new URL(href, base)}"`)
    .replaceAll(/<(script|link rel="(?:stylesheet|icon)")([^>]*) (src|href)="(?!https)(?:[^"]*\/)?([^"/]*)"/g,
      (_, tag, rest, name, file) => `<${tag}${rest} ${name}="./page_files/${file}${tag === "script" ? ".download" : ""}"`);
}

function alterationsOf(page) {
  const list = [];
  const add = (what, from, to, named) => {
    const bytes = page.replace(from, to);
    if (bytes === page)
      throw new Error(`nothing to alter: ${what}`);
    list.push([what, bytes, named]);
  };
  const main = page.indexOf("policy-text");
  const inText = (from, to) => page.slice(0, main) + page.slice(main).replace(from, to);
  add("the title", /<title>/, "<title>New ", "New");
  add("the heading", /(<h1[^>]*>.*?<\/span><\/span>)/, "$1Other ", "Other");
  add("a label in the decision", /(policy-decision__tag">.*?>)(\w)/, "$1Always $2", "Always");
  add("the meaning", /(policy-decision__meaning">\s*)/, "$1Not so: ", "Not so:");
  add("a key fact's words", /(nhsuk-summary-list__value">\s*(?:<p>)?)(\w)/, "$1Q$2", "Q");
  add("a key fact's name", /(nhsuk-summary-list__key">)/, "$1Q", "Q");
  add("the day in force", /(In force from[\s\S]*?)20(\d\d)/, "$120$29", "9");
  add("a key fact taken out", /<div class="nhsuk-summary-list__row">[\s\S]*?<\/div>/, "", "only in the sources");
  list.push(["a digit of a clause", inText(/weeks|month|year|days/, "9 $&"), "9"]);
  list.push(["a removed word", inText(/ (must|not|at least|only|all) /, " "), "[-"]);
  list.push(["an added not", inText(/ (is|are|be|will) /, " $1 not "), "not"]);
  list.push(["a clause taken out", inText(/<div class="policy-clause"[\s\S]*?<\/div>/, ""), "only in the sources"]);
  list.push(["a clause twice", inText(/<div class="policy-clause"[\s\S]*?<\/div>/, "$&$&"), "only in the copy"]);
  list.push(["a clause hidden", inText(/class="policy-clause"/, "$& hidden"), "hidden"]);
  list.push(["a clause made invisible", inText(/class="policy-clause"/, '$& style="display:none"'), "style"]);
  list.push(["a clause given another look", inText(/class="policy-clause/, "$& nhsuk-u-visually-hidden"),
    "nhsuk-u-visually-hidden"]);
  list.push(["a word crossed out", inText(/ (is|are|be|will) /, " <del>$1</del> "), "<del>"]);
  list.push(["a hidden word", inText(/ (is|are|be|will) /, " $1 <span hidden>not</span> "), "not"]);
  list.push(["a clause in a comment", inText(/<p>([\s\S]*?)<\/p>/, "<!-- $& -->"), "only in the sources"]);
  list.push(["a clause in a template", inText(/<p>([\s\S]*?)<\/p>/, "<template>$&</template>"), "template"]);
  list.push(["words by an entity", inText(/ (is|are|be|will) /, " $1 &#110;ot "), "not"]);
  list.push(["a character that isn't seen", inText(/ (is|are|be|will) /, " $1\u200B "), "{+"]);
  list.push(["the number of a clause", inText(/>1\.1</, ">1.7<"), "1.7"]);
  list.push(["two list items exchanged",
    inText(/(<li [^>]*>[\s\S]*?<\/li>)([\s\S]*?)(<li class="policy-criterion"[\s\S]*?<\/li>)/, "$3$2$1"), "the"]);
  add("a link's address", /href="https:\/\/[^"]*"/, 'href="https://evil.example/"', "https://evil.example/");
  add("a link within the site", /href="\.\.\/\.\.\/[a-z-]+\/"/, 'href="../../elsewhere/"', "/elsewhere/");
  add("a link to a clause", /policy-decision__criteria" href="#[^"]*"/, 'policy-decision__criteria" href="#s-9"', "#s-9");
  add("a link that runs", /policy-decision__criteria" href="#[^"]*"/,
    'policy-decision__criteria" href="javascript:alert(1)"', "javascript:");
  add("a link to the data", /href="policy\.json"/, 'href="other.json"', "other.json");
  add("a link added", "</main>", '<p><a href="https://evil.example/">Apply here</a></p></main>', "Apply here");
  add("an event", '<main ', '<main onclick="alert(1)" ', "onclick");
  add("a style sheet of its own", "</head>", "<style>.policy-clause{display:none}</style></head>", "display:none");
  add("a style sheet from elsewhere", "</head>", '<link rel="stylesheet" href="https://evil.example/x.css"></head>',
    "https://evil.example/x.css");
  add("a script of its own", "</body>", "<script>alert(1)</script></body>", "alert(1)");
  add("a script from elsewhere", /src="[^"]*site\.js"/, 'src="https://evil.example/site.js"', "evil.example");
  add("a move to elsewhere", "</head>", '<meta http-equiv="refresh" content="0;url=https://evil.example/"></head>',
    "refresh");
  add("another base", "<head>", '<head><base href="https://evil.example/">', "evil.example");
  add("a script in the menu", /(<ul class="nhsuk-header__navigation-list">)/,
    '$1<script src="https://evil.example/x.js"></script>', "evil.example");
  add("words in the menu's button", /(menu-toggle[^>]*>)/, "$1Suspended ", "Suspended");
  add("a button in the menu", /(<ul class="nhsuk-header__navigation-list">)/,
    '$1<li><button class="nhsuk-header__menu-toggle">Suspended</button></li>', "Suspended");
  add("a move by the mark of the encoding", '<meta charset="utf-8">',
    '<meta charset="utf-8" http-equiv="refresh" content="0;url=https://evil.example/">', "refresh");
  add("a move by the mark of the generator", '<meta name="generator"', '<meta http-equiv="refresh" name="generator"',
    "refresh");
  add("a style sheet as the page's own address", "</head>",
    '<link itemprop="url" rel="stylesheet" href="https://evil.example/policies/"></head>', "evil.example");
  add("a move for those without scripts", "<noscript>",
    '<noscript><meta http-equiv="refresh" content="0;url=https://evil.example/">', "refresh");
  list.push(["what a browser shows after a comment", inText(/ (is|are|be|will) /, " $1 <!-- --!>not<!-- --> "), "not"]);
  list.push(["what a browser shows after an empty comment", inText(/ (is|are|be|will) /, " $1 <!-->not<!-- --> "),
    "not"]);
  list.push(["an end tag that obeys", inText("</p>", '</p onclick="alert(1)">'), "onclick"]);
  add("a frame", "</main>", '<iframe src="https://evil.example/"></iframe></main>', "iframe");
  add("a picture", "</main>", '<img src="https://evil.example/x.png" alt=""></main>', "evil.example");
  add("what search engines say", /name="description" content="/, "$&Not ", "Not");
  add("what others quote", /property="og:title" content="/, "$&Not ", "Not");
  add("the fingerprint", /(policy-fingerprint">)\w{6}/, "$1abcdef", "abcdef");
  add("the version cited", /(Ref and version[\s\S]*?version )[\d.]+/, "$19", "9");
  add("whose it is", "Published by ", "Published by Other ", "Other");
  add("a version's standing", /(Version [\d.]+<\/strong>: )/, "$1not ", "not");
  add("the language", 'lang="en-GB"', 'lang="fr"', "fr");
  add("the encoding", /<meta charset="utf-8">/, '<meta charset="utf-7">', "utf-7");
  return list;
}

async function alterPage(file) {
  const page = fs.readFileSync(file, "utf8");
  const address = `https://copy.example.org/site/${path.dirname(path.relative("public", file))}/`;
  for (const [what, bytes, named] of alterationsOf(page)) {
    if (bytes === page)
      throw new Error(`nothing to alter: ${what}`);
    await altered("page", "page.html", bytes, what, named);
    await altered("page, saved", "page.html", saved(bytes, address), `${what}, saved by a browser`, named);
  }
  await genuine("page", "page.html", page, "untouched");
  await genuine("page", "page.html", saved(page, address), "saved by a browser");
  await genuine("page", "page.html", saved(page, address.replace("https:", "file:")), "saved from a disk");
  await genuine("page", "page.html", page.replaceAll("\n", "\r\n"), "with CRLF");
  await genuine("page", "page.html", page.replaceAll(/<(\/?)(li|ul|p|div)\b/g, (_, end, name) => `\n  <${end}${name.toUpperCase()}`),
    "tags in capitals, indented");
  await genuine("page", "page.html", page.replaceAll(/ class="([^"]*)" id="([^"]*)"/g, " id='$2' class='$1'"),
    "attributes otherwise");
  await genuine("page", "page.html", `\uFEFF${page.replaceAll("<p>", "<p><!-- a comment -->")}`, "with comments");
  await genuine("page", "page.html", page.replace("</head>", `<link rel="canonical" href="${address}"></head>`),
    "of another base_url");
}

// A whole site

async function alterFolder() {
  const site = path.join(scratch, "site");
  const slug = fs.readdirSync("public/policies")[0];
  const policy = `policies/${slug}`;
  const edit = (name, change) => () => {
    const file = path.join(site, name);
    const before = fs.readFileSync(file, "utf8");
    const after = change(before);
    if (after === before)
      throw new Error(`nothing to alter: ${name}`);
    fs.writeFileSync(file, after);
  };
  // With the manifest made to fit: an enemy does that.
  const listed = async (name) => {
    const { createHash } = await import("node:crypto");
    const manifest = JSON.parse(fs.readFileSync(path.join(site, "manifest.json")));
    for (const entry of manifest.files)
      if (entry.path === name)
        entry.sha256 = createHash("sha256").update(fs.readFileSync(path.join(site, name))).digest("hex");
    fs.writeFileSync(path.join(site, "manifest.json"), JSON.stringify(manifest, null, 2));
  };
  const manifest = (change) => edit("manifest.json", (bytes) => {
    const value = JSON.parse(bytes);
    change(value);
    return JSON.stringify(value, null, 2);
  });
  const texts = [`${policy}/policy.json`, `${policy}/index.html`, `${policy}/policy.xml`, `${policy}/policy.fo`,
    `${policy}/print.css`, `${policy}/versions/index.html`, "index.html", "404.html", "data/codes.csv",
    "data/policies.ndjson", "data/policies.json", "data/changes.json", "data/index.html", "changes/feed.atom",
    "changes/index.html", "reviews/reviews.ics", "reviews/timeline.svg", "search.json", "robots.txt", "_headers",
    "_redirects", "_nginx.conf", "assets/site.css", "assets/site.js", "assets/favicon.svg", "schema/policy.json",
    "schema/policy.rng", "check-your-copy/index.html"].filter((name) => fs.existsSync(path.join("public", name)));
  // The last letter of the last word that is no tag's name.
  const letter = (bytes) => {
    const at = bytes.search(/[a-z](?=[^a-z<>]*(<[^>]*>[^a-z<>]*)*[^a-z<>]*$)/);
    return bytes.slice(0, at) + (bytes[at] === "q" ? "z" : "q") + bytes.slice(at + 1);
  };
  const kinds = [];
  for (const name of texts) {
    kinds.push([`${name} altered`, edit(name, letter), `/${name}: `]);
    kinds.push([`${name} altered, and its hash`, async () => { edit(name, letter)(); await listed(name); }, `/${name}: `]);
    kinds.push([`${name} missing`, () => fs.rmSync(path.join(site, name)), `/${name}: missing`]);
  }
  kinds.push(["a file emptied", () => fs.writeFileSync(path.join(site, "data/codes.csv"), ""), "codes.csv"]);
  kinds.push(["a file added", () => fs.writeFileSync(path.join(site, "extra.html"), "x"), "extra.html: added"]);
  kinds.push(["a file added out of sight", () => fs.writeFileSync(path.join(site, ".extra"), "x"), ".extra: added"]);
  kinds.push(["a policy added", () => fs.cpSync(path.join(site, policy), path.join(site, "policies/other"),
    { recursive: true }), "policies/other/policy.json: added"]);
  kinds.push(["a policy missing", () => fs.rmSync(path.join(site, policy), { recursive: true }), "policy.json: missing"]);
  kinds.push(["a link in place of a file", () => {
    fs.rmSync(path.join(site, "index.html"));
    fs.symlinkSync("/etc/hostname", path.join(site, "index.html"));
  }, "index.html: no plain file"]);
  kinds.push(["a folder in place of a file", () => {
    fs.rmSync(path.join(site, "robots.txt"));
    fs.mkdirSync(path.join(site, "robots.txt"));
  }, "robots.txt"]);
  kinds.push(["two files exchanged", () => {
    const [a, b] = ["about/index.html", "codes/index.html"].map((name) => path.join(site, name));
    if (!fs.existsSync(a))
      return fs.copyFileSync(path.join(site, "404.html"), b);
    fs.renameSync(a, `${a}.x`);
    fs.renameSync(b, a);
    return fs.renameSync(`${a}.x`, b);
  }, "codes/index.html: not"]);
  kinds.push(["the manifest missing", () => fs.rmSync(path.join(site, "manifest.json")), "manifest.json: missing"]);
  kinds.push(["the manifest no JSON", () => fs.writeFileSync(path.join(site, "manifest.json"), "{"), "manifest.json"]);
  kinds.push(["a hash of the manifest", manifest((value) => { value.files[3].sha256 = "0".repeat(64); }), "another hash"]);
  kinds.push(["an entry of the manifest missing", manifest((value) => { value.files.splice(3, 1); }), "not listed"]);
  kinds.push(["an entry of the manifest added", manifest((value) => {
    value.files.push({ path: "none", sha256: "0".repeat(64) });
  }), "none is listed"]);
  kinds.push(["an entry twice", manifest((value) => { value.files.push(value.files[0]); }), "listed twice"]);
  kinds.push(["a member of the manifest", manifest((value) => { value.added = 1; }), "added"]);
  for (const [what, alter, named] of kinds) {
    fs.rmSync(site, { recursive: true, force: true });
    fs.cpSync("public", site, { recursive: true });
    await alter();
    const answer = await verify(site);
    const isHeld = answer.status === 1 && answer.out.includes(named);
    count("folder", isHeld);
    if (!isHeld)
      fail("folder", `${what} (named: ${named})`, answer);
  }
  const answer = await verify("public");
  count("folder, genuine", answer.status === 0);
  if (answer.status !== 0)
    fail("folder", "untouched", answer);
}

const slug = fs.readdirSync("public/policies").find((name) => {
  const page = fs.readFileSync(`public/policies/${name}/index.html`, "utf8");
  return page.includes("policy-decision__criteria") && page.includes("policy-criterion");
});
const parts = {
  policy: () => alterJson(`public/policies/${slug}/policy.json`),
  page: () => alterPage(`public/policies/${slug}/index.html`),
  xml: async () => {
    await alterXml(`public/policies/${slug}/policy.xml`);
    await alterXml("public/changes/feed.atom");
  },
  data: async () => {
    for (const name of ["data/policies.json", "data/changes.json", "data/codes.json", "search.json"])
      await alterJson(`public/${name}`);
    await alterRows("public/data/codes.csv");
    await alterRows("public/data/policies.csv");
    await alterRows("public/reviews/reviews.ics");
    await alterJsonRows("public/data/policies.ndjson");
  },
  folder: alterFolder,
};
for (const [name, part] of Object.entries(parts))
  if (!only || only === name)
    await part();
fs.rmSync(scratch, { recursive: true });
for (const [kind, [held, all]] of tally)
  console.log(`${kind}: ${held} of ${all}`);
process.exit(failures > 0 ? 1 : 0);
