// Search and filters of the first page. Without scripts the page has its A to Z, and the same filters as pages.
//
// What is searched for and how it is narrowed down stands in the address (?q=…&category=…), so that a result can be
// sent to somebody else. Results are the entries of the A to Z themselves, in another order.
import MiniSearch from "./minisearch.js";

const shownAtOnce = 50;
const form = document.getElementById("page-search");
const query = document.getElementById("page-query");
const filters = [...form.querySelectorAll("select")];
const status = document.getElementById("page-status");
const results = document.getElementById("page-results");
const heading = document.getElementById("page-results-heading");
const list = document.getElementById("page-results-list");
const more = document.getElementById("page-more");
const browse = document.getElementById("page-browse");
const entries = new Map([...browse.querySelectorAll("[data-ref]")].map((entry) => [entry.dataset.ref, entry]));

// Words

const fillers = new Set(("a about am an and are at be by can do does for from have how i if in is it me my not of on or"
  + " the this to what when which who will with you your policy policies criteria funded funding nhs").split(" "));

function simplify(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

// "scars" and "scar" are one word; "s10.3" and "s103" are one code.
function toWords(text) {
  return simplify(text).replace(/\b([a-z]\d\d)\.(\d)/g, "$1$2").split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

function toTerm(word) {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

// "ABC_Clin055" is found by its parts too: "clin055", "055", "55".
function refWords(refs) {
  return refs.flatMap((ref) => {
    const digits = /\d+$/.exec(ref)?.[0] ?? "";
    return [ref, digits, digits.replace(/^0+/, "")];
  }).join(" ");
}

function fieldText(policy, field) {
  const value = policy[field] ?? "";
  if (field === "ref" || field === "previous_refs")
    return refWords([value].flat());
  return [value].flat().join(" ");
}

const boost = { ref: 8, previous_refs: 6, title: 6, keywords: 5, specialty: 2, subtitle: 2, summary: 2, criteria: 1 };
const index = new MiniSearch({
  idField: "id", // a name of its own: the field ref is made of several words
  fields: Object.keys(boost),
  extractField: (policy, field) => field === "id" ? policy.ref : fieldText(policy, field),
  tokenize: toWords,
  processTerm: toTerm,
});
const policies = new Map();

// Codes

const codeForm = /^[a-z]\d\d\.?[\dx]{0,2}[-*†]?$/i;

// How well a code that a policy lists ("S103", "H01-" with all below it, "W371:W399") answers the one asked for;
// 0: not at all.
function answersCode(listed, code) {
  const [first, last = first] = listed.replace("-", "").split(":");
  if (listed === code)
    return 4;
  if (listed.endsWith("-") && code.startsWith(first))
    return 3;
  if (listed.includes(":") && first <= code && (code <= last || code.startsWith(last)))
    return 3;
  if (first.startsWith(code))
    return 2;
  // A heading of three characters: whether the codes below it are meant, the policy doesn't say.
  return first.length === 3 && code.startsWith(first) ? 1 : 0;
}

function findCode(text) {
  const code = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const found = [];
  for (const policy of policies.values()) {
    const score = Math.max(0, ...policy.codes.map((listed) => answersCode(listed, code)));
    if (score > 0)
      found.push({ ref: policy.ref, score });
  }
  return found.sort((a, b) => b.score - a.score).map(({ ref }) => ref);
}

// Text

// The first of these ways that finds something counts: words as they are (or their beginnings), then with a mistake in
// the spelling, then any of them.
const fuzzy = (term) => term.length > 4 && !/\d/.test(term) ? 0.2 : false;
const ways = [{ combineWith: "AND" }, { combineWith: "AND", fuzzy }, { combineWith: "OR", fuzzy }];

function findText(text) {
  const all = toWords(text);
  const words = all.filter((word) => !fillers.has(word));
  const phrase = (words.length > 0 ? words : all).join(" ");
  if (phrase === "")
    return [];
  // Words that stand together in the title or among the keywords count for more than the same words apart.
  const together = (ref) => {
    const { titleWords, keywordWords } = policies.get(ref);
    if (titleWords.includes(phrase))
      return 2;
    return keywordWords.includes(phrase) ? 1.5 : 1;
  };
  const options = { boost, prefix: true, boostDocument: words.length > 1 ? together : undefined };
  for (const way of ways) {
    const found = index.search(phrase, { ...options, ...way });
    if (found.length > 0)
      return found.map(({ id }) => id);
  }
  return [];
}

function find(text) {
  if (codeForm.test(text)) {
    const found = findCode(text);
    return [...new Set([...found, ...findText(text)])];
  }
  return findText(text);
}

// What is chosen, in the address

function choices() {
  return filters.filter((filter) => filter.value !== "").map((filter) => ({ name: filter.name, value: filter.value,
    words: filter.selectedOptions[0].text }));
}

function readAddress() {
  const parameters = new URLSearchParams(location.search);
  query.value = parameters.get("q") ?? "";
  for (const filter of filters) {
    const value = parameters.get(filter.name) ?? "";
    filter.value = [...filter.options].some((option) => option.value === value) ? value : "";
  }
  if (choices().length > 0)
    document.getElementById("page-filters").open = true;
}

function writeAddress() {
  const parameters = new URLSearchParams(choices().map(({ name, value }) => [name, value]));
  if (query.value.trim() !== "")
    parameters.set("q", query.value.trim());
  const address = parameters.size > 0 ? `?${parameters}` : location.pathname;
  history.replaceState(null, "", address);
}

// A policy that names no place is for all of them.
function isChosen(entry, { name, value }) {
  const values = entry.dataset[name].split(" ");
  return values.includes(value) || (name === "place" && values[0] === "");
}

// What is shown

function count(number) {
  return number === 1 ? "1 policy" : `${number} policies`;
}

function describe(number, text, chosen, isComplete) {
  const about = text === "" ? "" : ` for “${text}”`;
  const within = chosen.length === 0 ? "" : ` in ${chosen.map(({ words }) => words).join(", ")}`;
  if (!isComplete)
    return "Loading the search…";
  if (number > 0)
    return `${count(number)}${about}${within}`;
  if (codeForm.test(text))
    return `No policy lists the code ${text}${within}. Some policies leave their codes to another document.`;
  return `No policy found${about}${within}. Check the spelling, use fewer words, or clear the search to see every policy.`;
}

let shown = shownAtOnce;
let isLoaded = false;

function show() {
  const text = query.value.trim();
  const chosen = choices();
  const isSearch = text !== "" || chosen.length > 0;
  browse.hidden = isSearch;
  results.hidden = !isSearch;
  if (!isSearch) {
    status.textContent = "";
    list.replaceChildren();
    return;
  }
  const refs = text === "" ? [...entries.keys()] : find(text);
  const found = refs.map((ref) => entries.get(ref)).filter((entry) => chosen.every((choice) => isChosen(entry, choice)));
  list.replaceChildren(...found.slice(0, shown).map((entry) => entry.cloneNode(true)));
  const isKnown = text === "" || isLoaded;
  heading.textContent = found.length > 0 || !isKnown ? "Policies found" : "No policies found";
  more.hidden = found.length <= shown;
  more.textContent = `Show all ${found.length}`;
  status.textContent = describe(found.length, text, chosen, isKnown);
}

// The index is loaded when somebody is about to search, or has come by an address with a search in it.
let loading = null;

async function loadPart(address) {
  const response = await fetch(address);
  if (!response.ok)
    throw new Error(`${address}: ${response.status}`);
  return response.json();
}

async function load() {
  let parts = [form.dataset.index];
  while (parts.length > 0) {
    const part = await loadPart(parts[0]);
    const further = (part.parts ?? []).map((name) => new URL(name, new URL(parts[0], location.href)).href);
    for (const policy of part.policies) {
      policy.titleWords = toWords(policy.title).join(" ");
      policy.keywordWords = (policy.keywords ?? []).map((keyword) => toWords(keyword).join(" "));
      policies.set(policy.ref, policy);
    }
    await index.addAllAsync(part.policies, { chunkSize: 200 });
    parts = [...parts.slice(1), ...further];
  }
  isLoaded = true;
}

function ensureLoaded() {
  loading ??= load().then(show, () => {
    loading = null;
    status.textContent = "The search could not be loaded. Try again, or use the list below.";
    browse.hidden = false;
  });
}

function change() {
  shown = shownAtOnce;
  if (query.value.trim() !== "")
    ensureLoaded();
  writeAddress();
  show();
}

query.addEventListener("focus", ensureLoaded);
query.addEventListener("input", change);
for (const filter of filters)
  filter.addEventListener("change", change);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!results.hidden)
    heading.focus();
});
more.addEventListener("click", () => {
  const next = list.children.length;
  shown = Infinity;
  show();
  list.children[next]?.querySelector("a").focus();
});
document.getElementById("page-clear").addEventListener("click", () => {
  form.reset();
  change();
  query.focus();
});
addEventListener("popstate", () => {
  readAddress();
  show();
});

form.hidden = false;
readAddress();
if (query.value !== "")
  ensureLoaded();
show();
