// The words of a seed (the text taken out of a ratified PDF) and of a built page, made comparable.
//
// A word is what stands between white space. Three things are taken apart or left out on both sides alike:
// - a raised number stands alone ("2016<sup>1</sup>," is "2016", "1", ","),
// - the full stop of a number that stands alone is dropped ("1." before a heading or reference is "1"),
// - a link whose words aren't its address is followed by its address, as a word of its own: "→https://…".

import { attribute, hasClass } from './harness.mjs';

export const linkMark = '→';

function toWords(text) {
  return text.split(/\s+/).filter((word) => word !== '').map((word) => word.replace(/^(\d+)\.$/, '$1'));
}

// What the PDF's pages put into the text and the document doesn't say: its list of contents, whose page numbers mean
// nothing on a web page. (Page breaks are white space in the seeds.) Returns the rest, and the entries without leaders
// and page numbers.
function takeContents(text) {
  const entries = [];
  const entry = /^(.*?)[ .]*\t\d+$/;
  const rest = text.split('\n').filter((line) => {
    if (/^(#+ )?Contents$/.test(line))
      return false;
    const found = entry.exec(line);
    if (!found || /^[A-Z]\d{3}/.test(line) || !/^\d+\. |^Document Control/.test(line))
      return true;
    entries.push(found[1]);
    return false;
  });
  return { rest: rest.join('\n'), entries };
}

// The marks that stand in a seed for how the words looked.
function withoutMarkup(text) {
  return text
    .replace(/^#+ /gm, '')
    .replace(/^ *- /gm, '')
    .replace(/^\|[-|]+\|$/gm, '')
    .replace(/^\|(.*)\|$/gm, (row, cells) => cells.replaceAll('|', ' '))
    .replace(/<sup>(.*?)<\/sup>/g, ' $1 ')
    .replace(/<\/?b>/g, ' ')
    .replace(/\*\*/g, '')
    .replace(/^\*(.*)\*$/gm, '$1')
    .replace(/\[([^\]]+)\]\(#\)/g, '$1')
    .replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, `$1 ${linkMark}$2 `)
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(/\\([_*[\]#<>])/g, '$1');
}

export function seedWords(text) {
  const { rest, entries } = takeContents(text);
  return { words: toWords(withoutMarkup(rest)), contents: entries.map((entry) => toWords(withoutMarkup(entry))) };
}

const inlineElements = new Set(['a', 'abbr', 'b', 'code', 'del', 'em', 'i', 'ins', 'span', 'strong', 'time', 'wbr']);
const unseenElements = new Set(['script', 'style', 'template', 'noscript', 'head']);

// The number that a browser draws before an item of an ordered list.
function listMarker(item) {
  const list = item.parentNode;
  if (list?.tagName !== 'ol' || hasClass(list, 'policy-references') ||
    hasClass(list, 'nhsuk-list') && !hasClass(list, 'nhsuk-list--number'))
    return '';
  const items = list.childNodes.filter((node) => node.tagName === 'li');
  return String(Number(attribute(list, 'start') ?? 1) + items.indexOf(item));
}

// The words below ROOT in reading order, each with the element in which it begins: [{word, element}].
export function pageWords(root) {
  const words = [];
  let open = null; // the word that is being read; inline elements may end within it
  let addresses = []; // of the links that ended within it
  const close = () => {
    if (open)
      words.push({ ...open, word: open.word.replace(/^(\d+)\.$/, '$1') });
    words.push(...addresses);
    open = null;
    addresses = [];
  };
  const read = (text, element) => {
    for (const piece of text.split(/(\s+)/)) {
      if (/^\s+$/.test(piece))
        close();
      else if (piece !== '')
        open = open ? { ...open, word: open.word + piece } : { word: piece, element };
    }
  };
  const walk = (node) => {
    if (node.nodeName === '#text') {
      read(node.value, node.parentNode);
      return;
    }
    if (unseenElements.has(node.tagName) || attribute(node, 'hidden') !== undefined)
      return;
    const inline = inlineElements.has(node.tagName);
    if (!inline)
      close();
    if (node.tagName === 'li')
      read(`${listMarker(node)} `, node);
    for (const child of node.childNodes ?? [])
      walk(child);
    const address = node.tagName === 'a' ? attribute(node, 'href') ?? '' : '';
    if (/^https?:/.test(address) && textOf(node) !== address)
      addresses.push({ word: linkMark + address, element: node });
    if (!inline)
      close();
  };
  walk(root);
  close();
  return words;
}

function wholeText(node) {
  return node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(wholeText).join('');
}

export function textOf(node) {
  return wholeText(node).trim();
}

// For each word of the seed, the index of the page's word that it is matched with, or -1: the best alignment in order.
// A match is worth 1e7, so that their number goes first; then 1000 inside #policy-text, then 1 where no list entry is.
export function align(seed, page) {
  const width = page.length + 1;
  const best = new Float64Array((seed.length + 1) * width);
  const worth = page.map(({ inside, entry }) => 1e7 + (inside ? 1000 : 0) + (entry ? 0 : 1));
  for (let s = seed.length - 1; s >= 0; s--)
    for (let p = page.length - 1; p >= 0; p--) {
      const here = s * width + p;
      best[here] = Math.max(best[here + width], best[here + 1]);
      if (seed[s] === page[p].word)
        best[here] = Math.max(best[here], best[here + width + 1] + worth[p]);
    }
  const matches = [];
  for (let s = 0, p = 0; s < seed.length;) {
    const here = s * width + p;
    if (p < page.length && seed[s] === page[p].word && best[here] === best[here + width + 1] + worth[p]) {
      matches[s++] = p++;
    } else if (p < page.length && best[here] === best[here + 1]) {
      p++;
    } else {
      matches[s++] = -1;
    }
  }
  return matches;
}

export function around(words, index) {
  return `${words.slice(Math.max(0, index - 5), index).join(' ')} [${words[index]}] `
    + words.slice(index + 1, index + 6).join(' ');
}
