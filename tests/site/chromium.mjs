// What every test in a browser shares: the built site on loopback, as any plain web server would give it, and Debian's
// Chromium.

import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

export const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

// --no-sandbox: as root, in a container, Chromium starts in no other way; it opens nothing but this site.
export const browserArguments = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const types = {
  '.atom': 'application/atom+xml', '.css': 'text/css', '.csv': 'text/csv', '.html': 'text/html; charset=utf-8',
  '.ics': 'text/calendar', '.js': 'text/javascript', '.json': 'application/json', '.pdf': 'application/pdf',
  '.png': 'image/png', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8', '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};
const compressed = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.xml']);

// Serves FOLDER under the content security policy that SPEC promises; text compressed for those who take it so. Gives
// the server and its origin.
export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://site').pathname);
    let file = join(folder, path);
    if (existsSync(file) && statSync(file).isDirectory())
      file = join(file, 'index.html');
    const headers = { 'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'" };
    if (!existsSync(file)) {
      response.writeHead(404, headers).end();
      return;
    }
    let bytes = readFileSync(file);
    headers['Content-Type'] = types[extname(file)] ?? 'application/octet-stream';
    if (compressed.has(extname(file)) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      bytes = gzipSync(bytes);
      headers['Content-Encoding'] = 'gzip';
    }
    response.writeHead(200, headers).end(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

export function launch() {
  return chromium.launch({ executablePath: browserPath, args: browserArguments });
}

let shared;
let isKept = false;

// The Chromium of this process. A script opens contexts of its own in it, closes them, and releases it at its end.
export async function sharedBrowser() {
  if (!shared?.isConnected())
    shared = await launch();
  return shared;
}

// From here on a release leaves Chromium to the next script.
export function keepBrowser() {
  isKept = true;
}

export async function closeBrowser() {
  await shared?.close();
  shared = undefined;
}

export async function releaseBrowser() {
  if (!isKept)
    await closeBrowser();
}

// "policies/x/index.html" is asked for as "policies/x/".
export function addressOf(origin, page) {
  return `${origin}/${page.replace(/(^|\/)index\.html$/, '$1')}`;
}
