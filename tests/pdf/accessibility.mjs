// What PDF/UA-1 (ISO 14289-1) asks of a document, as far as a program can see it: each rule is a function that gives
// what is wrong. The numbers are the standard's sections.

import { below, operators } from './document.mjs';

const painting = new Set(['Tj', 'TJ', "'", '"', 'S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'sh', 'Do', 'EI']);
// PDF 1.7, 14.8.4.
const standardTypes = new Set(['StructTreeRoot', 'Document', 'Part', 'Art', 'Sect', 'Div', 'BlockQuote', 'Caption', 'TOC',
  'TOCI', 'Index', 'NonStruct', 'Private', 'P', 'H', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'L', 'LI', 'Lbl', 'LBody',
  'Table', 'TR', 'TH', 'TD', 'THead', 'TBody', 'TFoot', 'Span', 'Quote', 'Note', 'Reference', 'BibEntry', 'Code', 'Link',
  'Annot', 'Figure', 'Formula', 'Form'].map((name) => `/${name}`));
const tableParts = ['/THead', '/TBody', '/TFoot'];

function elementsOf(pdf) {
  const tree = pdf.structure;
  return tree ? [...below(tree)].slice(1) : [];
}

function xmpOf(pdf) {
  return pdf.bytes(pdf.root['/Metadata'])?.toString('utf8') ?? '';
}

function attribute(pdf, element, owner, name) {
  for (const one of pdf.list(element['/A'])) {
    const value = pdf.get(one);
    if (value?.['/O'] === owner && value[name] !== undefined)
      return pdf.get(value[name]);
  }
  return null;
}

// The rows of a table: each a list of cells.
function rowsOf(table) {
  return table.children.flatMap((child) => (tableParts.includes(child.type) ? child.children : [child]))
    .filter((row) => row.type === '/TR').map((row) => row.children);
}

function isOneOf(types, children) {
  return children.filter((child) => !types.includes(child.type)).map((child) => child.type);
}

export const rules = {
  // 7.1: a tagged document, in a language, whose title is shown.
  tagged(pdf) {
    const tree = pdf.structure;
    return [
      ...(pdf.at(pdf.root, '/MarkInfo', '/Marked') === true ? [] : ['it is not marked as tagged']),
      ...(tree?.children.length ? [] : ['it has no structure tree']),
      ...(pdf.at(pdf.root, '/StructTreeRoot', '/ParentTree') ? [] : ['its structure tree has no parent tree']),
    ];
  },
  language(pdf) {
    return pdf.text(pdf.root['/Lang']) === 'en-GB' ? [] : [`its language is ${pdf.text(pdf.root['/Lang'])}`];
  },
  title(pdf) {
    const title = pdf.text(pdf.at(pdf.objects.trailer.value, '/Info')?.['/Title']);
    const xmp = /<dc:title>\s*<rdf:Alt>\s*<rdf:li xml:lang="x-default">([^<]+)</.exec(xmpOf(pdf))?.[1];
    return [
      ...(title ? [] : ['it has no title']),
      ...(xmp ? [] : ['its metadata has no title']),
      ...(pdf.at(pdf.root, '/ViewerPreferences', '/DisplayDocTitle') === true ? [] : ['its title is not shown']),
    ];
  },
  // 5, and ISO 19005-3, 6.6.4: the file says what it is.
  metadata(pdf) {
    const xmp = xmpOf(pdf);
    const wanted = {
      'PDF/UA-1': /<pdfuaid:part>1</, 'PDF/A-3': /<pdfaid:part>3</, 'conformance A': /<pdfaid:conformance>A</,
      'the organisation': /<dc:creator>\s*<rdf:Seq>\s*<rdf:li>[^<]+</,
      'the subject': /<dc:description>\s*<rdf:Alt>\s*<rdf:li[^>]*>[^<]+</,
      'an identifier': /<dc:identifier>[^<]+</, 'its language': /<dc:language>\s*<rdf:Bag>\s*<rdf:li>en-GB</,
      'the ref': /<policyc:ref>[^<]+</, 'the version': /<policyc:version>[^<]+</,
      'the fingerprint': /<policyc:fingerprint>sha256:[0-9a-f]{64}</,
    };
    return Object.entries(wanted).filter(([, pattern]) => !pattern.test(xmp))
      .map(([name]) => `its metadata does not say ${name}`);
  },
  // 7.1: what is drawn is either in the structure tree or an artefact, and nothing is both.
  content(pdf) {
    const problems = [];
    const claimed = new Map();
    for (const node of elementsOf(pdf))
      for (const { page, mcid } of node.contents) {
        const key = `${page} ${mcid}`;
        if (claimed.has(key))
          problems.push(`marked content ${mcid} of page ${page} is in the tree twice`);
        claimed.set(key, false);
      }
    pdf.pages.forEach(({ reference, page }, index) => {
      const open = [];
      let loose = 0;
      for (const { operator, operands } of operators(pdf.contents(page))) {
        if (operator === 'BMC' || operator === 'BDC') {
          const mcid = /\/MCID (\d+)/.exec(operands.join(' '))?.[1];
          const key = `${reference} ${mcid}`;
          open.push(operands[0] === '/Artifact' ? 'artefact' : mcid === undefined ? 'nothing' : 'tree');
          if (mcid !== undefined && !claimed.has(key))
            problems.push(`page ${index + 1}: marked content ${mcid} is not in the structure tree`);
          if (mcid !== undefined)
            claimed.set(key, true);
        } else if (operator === 'EMC') {
          open.pop();
        } else if (painting.has(operator) && !open.includes('artefact') && !open.includes('tree')) {
          loose++;
        } else if (painting.has(operator) && open.includes('artefact') && open.includes('tree')) {
          problems.push(`page ${index + 1}: an artefact stands inside the structure tree`);
        }
      }
      if (loose)
        problems.push(`page ${index + 1}: ${loose} things are drawn that are neither tagged nor artefacts`);
    });
    for (const [key, found] of claimed)
      if (!found)
        problems.push(`the tree names content that is not there: ${key}`);
    return problems;
  },
  // 7.1: page headers and footers are artefacts, so there is at least one on each page.
  artefacts(pdf) {
    return pdf.pages.flatMap(({ page }, index) =>
      ([...operators(pdf.contents(page))].some(({ operands }) => operands[0] === '/Artifact') ? []
        : [`page ${index + 1} has no artefact, and so no header and footer outside the tree`]));
  },
  // 7.1 and 7.2: only types that every reader knows.
  types(pdf) {
    return elementsOf(pdf).filter(({ type }) => !standardTypes.has(type)).map(({ role }) => `what is ${role}?`);
  },
  // 7.4.2: headings begin with H1 and leave none out.
  headings(pdf) {
    const levels = elementsOf(pdf).flatMap(({ type }) => (/^\/H[1-6]$/.test(type) ? [Number(type[2])] : []));
    const problems = levels.filter((level) => level === 1).length === 1 ? [] : [`there are ${levels.filter((level) => level === 1).length} headings of level 1`];
    if (levels.length && levels[0] !== 1)
      problems.push(`the first heading is of level ${levels[0]}`);
    levels.forEach((level, index) => {
      if (index && level > levels[index - 1] + 1)
        problems.push(`heading ${index + 1} is of level ${level} after one of ${levels[index - 1]}`);
    });
    return problems;
  },
  // 7.6: a list has items, and an item a label and a body.
  lists(pdf) {
    return elementsOf(pdf).flatMap((node) => {
      if (node.type === '/L')
        return [...isOneOf(['/LI', '/Caption'], node.children).map((type) => `a list holds ${type}`),
          ...(node.children.length ? [] : ['a list is empty'])];
      if (node.type === '/LI')
        return node.children.map(({ type }) => type).join() === '/Lbl,/LBody' ? []
          : [`an item of a list holds ${node.children.map(({ type }) => type).join()}`];
      return [];
    });
  },
  // 7.5: each cell has a header that says for what it is one.
  tables(pdf) {
    return elementsOf(pdf).filter(({ type }) => type === '/Table').flatMap((table) => {
      const rows = rowsOf(table), problems = [];
      const heads = rows.flat().filter(({ type }) => type === '/TH');
      problems.push(...isOneOf(['/TR', '/Caption', ...tableParts], table.children).map((type) => `a table holds ${type}`));
      problems.push(...isOneOf(['/TH', '/TD'], rows.flat()).map((type) => `a row holds ${type}`));
      if (!heads.length)
        problems.push('a table has no header');
      if (new Set(rows.map((row) => row.length)).size > 1)
        problems.push('the rows of a table are not of the same length');
      for (const head of heads)
        if (!['/Row', '/Column', '/Both'].includes(attribute(pdf, head.element, '/Table', '/Scope')))
          problems.push('a header of a table does not say what it is a header of');
      const hasColumnHeads = rows[0]?.every(({ type }) => type === '/TH');
      if (!hasColumnHeads && !rows.every((row) => row[0]?.type === '/TH'))
        problems.push('a table has neither a row of column headers nor a header in each row');
      return problems;
    });
  },
  // 7.7: in the contents list each entry is one.
  contentsList(pdf) {
    return elementsOf(pdf).filter(({ type }) => type === '/TOC')
      .flatMap((list) => isOneOf(['/TOCI', '/TOC'], list.children).map((type) => `the contents list holds ${type}`));
  },
  // 7.3: a picture has words in its place.
  figures(pdf) {
    return elementsOf(pdf).filter(({ type, element }) => type === '/Figure' && !pdf.text(element['/Alt']) && !pdf.text(element['/ActualText']))
      .map(() => 'a picture has no words in its place');
  },
  // 7.18.1 and 7.18.5: a link is in the tree, has words for those who can't see it, and leads somewhere.
  links(pdf) {
    const problems = [];
    const inTree = new Set(elementsOf(pdf).filter(({ type }) => type === '/Link').flatMap(({ objects }) => objects));
    for (const { type, objects, contents, children } of elementsOf(pdf))
      if (type === '/Link' && (!objects.length || !(contents.length || children.length)))
        problems.push('a link of the tree has no place on a page, or no words');
    pdf.pages.forEach(({ page }, index) => {
      for (const reference of pdf.list(page['/Annots'])) {
        const annotation = pdf.get(reference);
        const where = `page ${index + 1}: a link`;
        if (annotation['/Subtype'] !== '/Link')
          problems.push(`page ${index + 1}: an annotation is ${annotation['/Subtype']}`);
        if (!pdf.text(annotation['/Contents'])?.trim())
          problems.push(`${where} has no contents`);
        if (typeof annotation['/StructParent'] !== 'number' || !inTree.has(reference))
          problems.push(`${where} is not in the structure tree`);
        const target = pdf.at(annotation, '/A', '/S') === '/GoTo' ? pdf.list(pdf.at(annotation, '/A')['/D'])[0] : annotation;
        if ((!annotation['/Dest'] && !pdf.at(annotation, '/A', '/S')) || pdf.get(target) === null)
          problems.push(`${where} leads nowhere`);
      }
      if (page['/Annots'] && page['/Tabs'] !== '/S')
        problems.push(`page ${index + 1}: links are not gone through in the order of the structure`);
    });
    return problems;
  },
  // 7.17: bookmarks, each of which leads somewhere.
  bookmarks(pdf) {
    const problems = [];
    let count = 0;
    const walk = (item) => {
      for (let node = pdf.get(item); node && count < 10000; node = pdf.get(node['/Next'])) {
        count++;
        if (!pdf.text(node['/Title'])?.trim())
          problems.push('a bookmark has no words');
        if (!node['/Dest'] && !pdf.at(node, '/A', '/S'))
          problems.push('a bookmark leads nowhere');
        walk(node['/First']);
      }
    };
    walk(pdf.at(pdf.root, '/Outlines')?.['/First']);
    return count ? problems : ['it has no bookmarks'];
  },
  // 7.21: fonts are there, and say which letters they draw.
  fonts(pdf) {
    const fonts = Object.values(pdf.objects).map((object) => object.value ?? object.stream?.dict)
      .filter((value) => value?.['/Type'] === '/Font');
    const problems = fonts.filter((font) => font['/Subtype'] !== '/CIDFontType2' && font['/Subtype'] !== '/CIDFontType0' && !font['/ToUnicode'])
      .map((font) => `${font['/BaseFont']} has no map to Unicode`);
    for (const font of fonts) {
      const descriptor = pdf.at(font, '/FontDescriptor');
      const hasFile = descriptor && ['/FontFile', '/FontFile2', '/FontFile3'].some((key) => descriptor[key]);
      if (font['/Subtype'] !== '/Type0' && !hasFile)
        problems.push(`${font['/BaseFont']} is not embedded`);
    }
    return fonts.length ? problems : ['it has no font'];
  },
  // 7.16 and 7.1: nothing keeps a screen reader out, and nothing moves.
  nothingElse(pdf) {
    const all = JSON.stringify(Object.values(pdf.objects).map((object) => object.value ?? object.stream?.dict));
    return [...(pdf.objects.trailer.value['/Encrypt'] ? ['it is encrypted'] : []),
      ...['/JavaScript', '/Launch', '/XFA'].filter((name) => all.includes(`"${name}"`)).map((name) => `it has ${name}`)];
  },
};

// Everything that is wrong with a document: {rule, problem}.
export function faultsOf(pdf) {
  return Object.entries(rules).flatMap(([rule, find]) => find(pdf).map((problem) => ({ rule, problem })));
}
