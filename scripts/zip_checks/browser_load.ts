import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { hashOf, MAX_GZIPPED } from '../build_steps/browser_bundle';
import type { Manifest } from '../build_steps/manifest';
import { launchChromium } from '../chromium';
import { attempt, check, type Check } from './check';
import type { ZipEntry } from './read_zip';

/** The policy that Kibana 8.12 sends by default. */
const CONTENT_SECURITY_POLICY = [
  "script-src 'report-sample' 'self'",
  "worker-src 'report-sample' 'self' blob:",
  "style-src 'report-sample' 'self' 'unsafe-inline'",
].join('; ');

/** How long to wait for reports of violations, which come some time later; ms. */
const SETTLE_MS = 300;

/** The globals for the app: shared dependencies on which every member exists. */
const ANY_DEPENDENCIES = 'window.__kbnSharedDeps__ = new Proxy({}, { get: () => anything });';

/** The globals for the entry, which must not read shared dependencies: reading them throws. */
const BROKEN_DEPENDENCIES = `Object.defineProperty(window, '__kbnSharedDeps__', {
  get() { throw new Error('__kbnSharedDeps__ was read while the entry was evaluated'); },
});`;

/** Kibana's globals. The registry of bundles follows Kibana's real contract. */
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
SHARED_DEPENDENCIES
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

/**
 * Runs the entry and the app in pages that have Kibana's security policy and its globals, and nothing else of Kibana.
 */
export async function checkBundles(
  entries: ZipEntry[],
  prefix: string,
  { id: pluginId, version }: Manifest,
): Promise<Check[]> {
  const folder = `${prefix}/target/public/`;
  const scripts = entries.filter(({ name }) => name.startsWith(folder) && name.endsWith('.js'));
  const named = (end: RegExp) => scripts.filter(({ name }) => end.test(name));
  const [entry] = named(new RegExp(`/${pluginId}\\.plugin\\.js$`));
  const [app, ...others] = named(/\.chunk\.[\da-f]+\.js$/);
  if (!entry || !app || others.length > 0)
    return [
      check(
        'there are an entry and one file for the app',
        scripts.map(({ name }) => name),
      ),
    ];
  const appFile = app.name.slice(folder.length);
  return [
    checkSize('entry', entry),
    checkSize('app', app),
    check('a changed file has another address, since browsers keep them for a year', [
      ...(version.endsWith(hashOf(entry.content)) ? [] : [`version ${version} is not that of the entry`]),
      ...(appFile.includes(hashOf(app.content)) ? [] : [`${appFile} is not named by its content`]),
    ]),
    check('the entry names the file of the app', entry.content.includes(appFile) ? [] : [appFile]),
    await attempt(
      "the entry registers itself under Kibana's security policy and reads no shared dependency",
      () =>
        inPage(globalsWith(BROKEN_DEPENDENCIES), entry.content, (page, errors) =>
          isDefined(page, errors, pluginId),
        ),
    ),
    await attempt("the app can be loaded under Kibana's security policy, without an error", () =>
      inPage(globalsWith(ANY_DEPENDENCIES), app.content, canImport),
    ),
  ];
}

function checkSize(kind: 'entry' | 'app', { content }: ZipEntry): Check {
  const gzipped = gzipSync(content).length;
  const problems = gzipped > MAX_GZIPPED[kind] ? [`${gzipped} bytes`] : [];
  return check(`the ${kind} is not larger than ${MAX_GZIPPED[kind] / 1000} kB gzipped`, problems);
}

const globalsWith = (dependencies: string) => GLOBALS.replace('SHARED_DEPENDENCIES', () => dependencies);

type Work = (page: Page, errors: string[]) => Promise<string[]>;

/** Opens a page with the globals and runs `work` in it. The script is served at `/script.js`. */
async function inPage(globals: string, script: Buffer, work: Work): Promise<string[]> {
  const server = await serve({ '/globals.js': globals, '/script.js': script });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil: 'load' });
    return await work(page, errors);
  } finally {
    await browser.close();
    server.close();
  }
}

async function isDefined(page: Page, errors: string[], pluginId: string): Promise<string[]> {
  await page.addScriptTag({ url: '/script.js' });
  const seen = await page.evaluate((key) => {
    const { __kbnBundles__: bundles } = window as unknown as {
      __kbnBundles__: { has(key: string): boolean; get(key: string): { plugin?: unknown } };
    };
    return bundles.has(key) ? typeof bundles.get(key).plugin : 'not defined';
  }, `plugin/${pluginId}/public`);
  await page.waitForTimeout(SETTLE_MS);
  return [...errors, ...(seen === 'function' ? [] : [`its export "plugin" is ${seen}, not function`])];
}

async function canImport(page: Page, errors: string[]): Promise<string[]> {
  const address = new URL('/script.js', page.url()).href;
  const seen = await page.evaluate(async (from) => {
    const app = (await import(from)) as { renderApp?: unknown };
    return typeof app.renderApp;
  }, address);
  await page.waitForTimeout(SETTLE_MS);
  return [...errors, ...(seen === 'function' ? [] : [`its export "renderApp" is ${seen}, not function`])];
}

function serve(scripts: Record<string, string | Buffer>): Promise<Server> {
  const server = createServer((request, response) => {
    const script = scripts[request.url ?? ''];
    // Browsers ask for an icon by themselves; a refusal would be an error in the console.
    if (request.url === '/favicon.ico') return void response.writeHead(204).end();
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY);
    response.end(
      script ?? `<!doctype html><meta charset="utf-8"><body><script src="/globals.js"></script></body>`,
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
