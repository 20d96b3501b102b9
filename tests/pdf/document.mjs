// A PDF as qpdf's JSON shows it: objects, the structure tree, and what stands on the pages.

import { spawnSync } from 'node:child_process';

export function readPdf(file) {
  const run = spawnSync('qpdf', ['--json', '--json-stream-data=inline', '--decode-level=generalized', file],
    { encoding: 'utf8', maxBuffer: 1 << 29 });
  if (run.error || run.status === 2)
    throw new Error(`${file}: ${run.error?.message ?? run.stderr}`);
  const [, objects] = JSON.parse(run.stdout).qpdf;
  return new PdfDocument(objects);
}

const reference = /^\d+ \d+ R$/;

export class PdfDocument {
  constructor(objects) {
    this.objects = objects;
  }

  // What VALUE is, where it is a reference to an object; of a stream, its dictionary.
  get(value) {
    for (let depth = 0; typeof value === 'string' && reference.test(value) && depth < 8; depth++) {
      const object = this.objects[`obj:${value}`];
      value = object?.stream?.dict ?? object?.value ?? null;
    }
    return value ?? null;
  }

  // The same of a path of keys below VALUE.
  at(value, ...keys) {
    return keys.reduce((found, key) => this.get(this.get(found)?.[key]), value);
  }

  list(value) {
    const found = this.get(value);
    return found === null ? [] : Array.isArray(found) ? found : [value];
  }

  text(value) {
    const found = this.get(value);
    return typeof found === 'string' && found.startsWith('u:') ? found.slice(2) : null;
  }

  bytes(value) {
    const object = this.objects[`obj:${value}`];
    return object?.stream?.data === undefined ? null : Buffer.from(object.stream.data, 'base64');
  }

  get root() {
    return this.at(this.objects.trailer.value, '/Root');
  }

  // {reference, page} of each page, in order.
  get pages() {
    const found = [];
    const walk = (node) => {
      const value = this.get(node);
      if (value?.['/Type'] === '/Pages')
        this.list(value['/Kids']).forEach(walk);
      else if (value)
        found.push({ reference: node, page: value });
    };
    walk(this.root['/Pages']);
    return found;
  }

  // The structure tree: {type, role, element, children, contents, objects}; CONTENTS are {page, mcid}.
  get structure() {
    const roles = this.at(this.root, '/StructTreeRoot', '/RoleMap') ?? {};
    const read = (node, page) => {
      const element = this.get(node);
      const here = element['/Pg'] ?? page;
      const found = { reference: node, element, role: element['/S'] ?? null, children: [], contents: [], objects: [] };
      found.type = roles[found.role] ?? found.role;
      for (const kid of this.list(element['/K'])) {
        const value = this.get(kid);
        if (typeof value === 'number')
          found.contents.push({ page: here, mcid: value });
        else if (value?.['/Type'] === '/MCR')
          found.contents.push({ page: value['/Pg'] ?? here, mcid: value['/MCID'] });
        else if (value?.['/Type'] === '/OBJR')
          found.objects.push(value['/Obj']);
        else if (value)
          found.children.push(read(kid, here));
      }
      return found;
    };
    const top = this.root['/StructTreeRoot'];
    return this.get(top) ? read(top, null) : null;
  }

  // The bytes of what a page draws.
  contents(page) {
    return Buffer.concat(this.list(page['/Contents']).flatMap((part) => [this.bytes(part) ?? Buffer.alloc(0), Buffer.from('\n')]));
  }
}

// NODE and all below it, in order.
export function* below(node) {
  yield node;
  for (const child of node.children)
    yield* below(child);
}

// The operators of a content stream with their operands, as far as a checker needs them (PDF 1.7, 7.8.2): strings are
// "(…)", dictionaries their text.
export function* operators(bytes) {
  const text = bytes.toString('latin1');
  const token = /%[^\r\n]*|\((?:[^()\\]|\\[^]|\((?:[^()\\]|\\[^])*\))*\)|<<(?:[^<>]|<[^<>]*>)*>>|<[^<>]*>|\[|\]|\/[^\s()<>[\]/%]*|[^\s()<>[\]/%]+/g;
  let operands = [];
  for (const [word] of text.matchAll(token)) {
    if (word.startsWith('%') || word === '[' || word === ']')
      continue;
    if (/^[A-Za-z'"*]/.test(word) && !/^(true|false|null)$/.test(word)) {
      yield { operator: word, operands };
      operands = [];
    } else {
      operands.push(word);
    }
  }
}
