// Says whether a copy is current: of its ref and version, or of its fingerprint. What is known stands in the page's
// table, which answers the same question without scripts. What is asked stands in the address (?copy=…).
const form = document.getElementById("page-check");
const field = document.getElementById("page-copy");
const answer = document.getElementById("page-answer");
const copies = [...document.querySelectorAll("#page-versions [data-ref]")].map((row) => ({ ...row.dataset }));
const refs = [...new Set(copies.map(({ ref }) => ref))].sort((a, b) => b.length - a.length);

// "ABC_Clin055" as people type it: "abc clin 055", and as files are called: "abc-clin055".
function patternOf(ref) {
  const parts = ref.match(/\d+|[^\d\s_-]+/g) ?? [];
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\d])${escaped.join("[\\s_-]*")}(?!\\d)`, "iu");
}

// What is asked for: {fingerprint}, or {ref, version}; the version may be missing, and all of it.
function read(text) {
  const fingerprint = /^(?:sha-?256:)?([0-9a-f]{6,64})$/i.exec(text.replace(/\s+/g, ""));
  if (fingerprint && /[a-f]/i.test(fingerprint[1]) || fingerprint?.[1].length >= 12)
    return { fingerprint: fingerprint[1].toLowerCase() };
  for (const ref of refs) {
    const found = patternOf(ref).exec(text);
    if (!found)
      continue;
    const rest = text.slice(found.index + found[0].length).replace(/\.pdf\s*$/i, "");
    return { ref, version: /\d[\w.]*/.exec(rest)?.[0].replace(/\.$/, "") };
  }
  return {};
}

// "1" is "1.0".
function isVersion(a, b) {
  const trim = (version) => version.toLowerCase().replace(/(\.0+)+$/, "");
  return trim(a) === trim(b);
}

function period({ from, to }) {
  return `${from ? ` from ${from}` : ""}${to ? ` to ${to}` : ""}`;
}

function name({ ref, version }) {
  return `${ref} version ${version}`;
}

// What is said of a copy: a heading, a sentence, and the version to read.
function describe(copy) {
  const current = copies.find(({ ref, standing }) => ref === copy.ref && standing === "in_force");
  switch (copy.standing) {
    case "in_force":
      return { heading: "This is the version in force", words: `${name(copy)} has applied${period(copy)}.`, read: copy };
    case "superseded":
      return { heading: "This version no longer applies", words: `${name(copy)} applied${period(copy)}.`, read: current };
    case "withdrawn":
      return { heading: "This policy was withdrawn", words: `${name(copy)} applied${period(copy)}.`, read: copy };
    case "upcoming":
      return { heading: "This version does not apply yet", words: `${name(copy)} applies${period(copy)}.`, read: current };
    default:
      return { heading: "This is a draft", words: `${name(copy)} does not apply to anyone.`, read: current };
  }
}

function unknown(words, copy) {
  return { heading: "This copy is not known", words, read: copy };
}

function check(text) {
  const asked = read(text);
  if (asked.fingerprint) {
    const found = copies.filter(({ fingerprint }) => fingerprint.replace("sha256:", "").startsWith(asked.fingerprint));
    if (found.length > 1)
      return unknown("More than one version has a fingerprint that begins so. Type more of it.");
    return found.length === 1 ? describe(found[0])
      : unknown("No published version has this fingerprint: the copy is a draft, was changed, or was not published here.");
  }
  if (!asked.ref)
    return unknown("No policy has such a reference, and it is no fingerprint. Both stand in the document.");
  const current = copies.find(({ ref, standing }) => ref === asked.ref && standing === "in_force");
  if (asked.version === undefined)
    return { heading: "Which version is it?", read: current,
      words: current ? `${name(current)} is in force.` : `No version of ${asked.ref} is in force.` };
  const copy = copies.find(({ ref, version }) => ref === asked.ref && isVersion(version, asked.version));
  return copy ? describe(copy) : unknown(`${asked.ref} has no published version ${asked.version}.`, current);
}

function show(text) {
  answer.replaceChildren();
  answer.className = text === "" ? "" : "nhsuk-inset-text";
  if (text === "")
    return;
  const { heading, words, read: copy } = check(text);
  const paragraph = (...content) => {
    const element = document.createElement("p");
    element.append(...content);
    return element;
  };
  const strong = document.createElement("strong");
  strong.textContent = heading.endsWith("?") ? heading : `${heading}.`;
  answer.append(paragraph(strong, ` ${words}`));
  if (copy) {
    const link = document.createElement("a");
    link.href = form.dataset.root + copy.path;
    link.textContent = `Read ${name(copy)}`;
    answer.append(paragraph(link));
  }
  answer.append(paragraph(`As at ${form.dataset.asAt}`));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  history.replaceState(null, "", text === "" ? location.pathname : `?${new URLSearchParams({ copy: text })}`);
  show(text);
});

form.hidden = false;
field.value = new URLSearchParams(location.search).get("copy") ?? "";
show(field.value.trim());
