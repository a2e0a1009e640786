import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { MAX_GZIPPED } from '../build_steps/browser_bundle';
import { launchChromium } from '../chromium';
import { attempt, check, type Check } from './check';
import type { ZipEntry } from './read_zip';

/** As Kibana 8.12 sends it by default. */
const CONTENT_SECURITY_POLICY = [
  "script-src 'report-sample' 'self'",
  "worker-src 'report-sample' 'self' blob:",
  "style-src 'report-sample' 'self' 'unsafe-inline'",
].join('; ');

const SETTLE_MS = 300;

/** Kibana's globals: a shared dependency that answers anything with itself, and the real contract of the registry. */
const GLOBALS = `
const get = (target, key) => {
  if (key === 'prototype') return target.prototype;
  if (key === 'then' || key === '__esModule') return undefined;
  return key === Symbol.toPrimitive ? () => '' : anything;
};
// The bundler copies what a module owns and inherits the rest: so there must be something to inherit from.
const inherited = new Proxy(Object.create(null), { get });
const anything = new Proxy(function () {}, {
  get,
  getPrototypeOf: () => inherited,
  apply: () => anything,
  construct: () => ({}),
});
window.__kbnSharedDeps__ = new Proxy({}, { get: () => anything });
const bundles = new Map();
window.__kbnBundles__ = {
  define(key, bundleRequire, moduleKey) {
    if (bundles.has(key)) throw new Error('defined twice: ' + key);
    bundles.set(key, { bundleRequire, moduleKey });
  },
  get: (key) => bundles.get(key).bundleRequire(bundles.get(key).moduleKey),
  has: (key) => bundles.has(key),
};
// Also what the bundle tries and catches: the browser reports it all the same.
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sourceFile, blockedURI }) =>
  console.error('against ' + effectiveDirective + ': ' + blockedURI + ' in ' + sourceFile),
);
`;

/** Evaluates the bundle in a page with Kibana's security policy and nothing else of Kibana. */
export async function checkBundle(entries: ZipEntry[], prefix: string, pluginId: string): Promise<Check[]> {
  const bundle = entries.find(({ name }) => name === `${prefix}/target/public/${pluginId}.plugin.js`);
  if (!bundle) return [check('the bundle registers itself', ['it is not there'])];
  const gzipped = gzipSync(bundle.content).length;
  const size = gzipped > MAX_GZIPPED ? [`${gzipped} bytes`] : [];
  return [
    check(`the bundle is not larger than ${MAX_GZIPPED / 1000} kB gzipped`, size),
    await attempt("the bundle registers itself under Kibana's security policy, without an error", () =>
      inPage(bundle.content, (page, errors) => evaluate(page, errors, pluginId)),
    ),
  ];
}

type Work = (page: Page, errors: string[]) => Promise<string[]>;

async function inPage(bundle: Buffer, work: Work): Promise<string[]> {
  const server = await serve({ '/globals.js': GLOBALS, '/bundle.js': bundle });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil: 'load' });
    // A violation is told some time after it happened.
    await page.waitForTimeout(SETTLE_MS);
    return await work(page, errors);
  } finally {
    await browser.close();
    server.close();
  }
}

async function evaluate(page: Page, errors: string[], pluginId: string): Promise<string[]> {
  const seen = await page.evaluate((key) => {
    const { __kbnBundles__: bundles } = window as unknown as {
      __kbnBundles__: { has(key: string): boolean; get(key: string): { plugin?: unknown } };
    };
    return bundles.has(key) ? typeof bundles.get(key).plugin : 'not defined';
  }, `plugin/${pluginId}/public`);
  return [...errors, ...(seen === 'function' ? [] : [`its export "plugin" is ${seen}, not function`])];
}

function serve(scripts: Record<string, string | Buffer>): Promise<Server> {
  const html = Object.keys(scripts).map((path) => `<script src="${path}"></script>`);
  const server = createServer((request, response) => {
    const script = scripts[request.url ?? ''];
    // Browsers ask for an icon by themselves; a refusal would be an error in the console.
    if (request.url === '/favicon.ico') return void response.writeHead(204).end();
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
    response.end(script ?? `<!doctype html><meta charset="utf-8"><body>${html.join('')}</body>`);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
