import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CORE_SETUP, CORE_START, MOUNT_PARAMETERS, type Shape } from '../../public/entry/requirements';
import { SHARED } from '../../scripts/build_steps/shared_dependencies';
import { launchChromium } from '../../scripts/chromium';
import { basicAuthorization } from '../kibana_client';
import { subject } from './browser';
import { LOGIN, TARGET, TestSpace } from './harness';
import { tamper, type Tampering, tamperWith } from './tampered_page';

jest.setTimeout(120_000);

const APP_FILE = /bruteForceAlerts\.chunk\.[\da-f]+\.js$/;

/** All paths of a shape, like `http.get`. */
const pathsOf = (shape: Shape): string[] =>
  Object.entries(shape).flatMap(([name, kind]) => [
    name,
    ...(typeof kind === 'object' ? pathsOf(kind).map((path) => `${name}.${path}`) : []),
  ]);

describe('the entry that Kibana loads on every page', () => {
  let browser: Browser;
  let space: TestSpace;
  let context: BrowserContext;
  let page: Page;
  let errors: string[];
  let asked: string[];
  beforeAll(async () => {
    browser = await launchChromium();
    space = await TestSpace.create();
  }, 120_000);
  beforeEach(async () => {
    const headers = LOGIN ? { authorization: basicAuthorization(LOGIN) } : undefined;
    context = await browser.newContext({ extraHTTPHeaders: headers });
    page = await context.newPage();
    errors = [];
    asked = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  });
  afterEach(() => context.close());
  afterAll(async () => {
    await browser.close();
    await space.remove();
  });

  const openApp = () => page.goto(`${TARGET.url}/s/${space.id}/app/bruteForceAlerts`);
  const get = (name: string) => page.locator(subject(name));

  /** Leaves the app for an address of no app, and comes back, without loading the page. */
  const reopenApp = async () => {
    await page.evaluate(
      (address) => {
        history.pushState(null, '', address);
        window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
      },
      page.url().replace(/\/app\/.*/, '/app/nothing_of_this_name'),
    );
    await get('appNotFoundPageContent').waitFor();
    await page.goBack();
  };

  /** The page of ours says what is missing, and everything around it is as ever. */
  const saysAndKibanaGoesOn = async (words: string, exact = false) => {
    await get('bfaCannotOpen').getByText(words, { exact }).waitFor();
    expect(await get('bfaCannotOpen').innerText()).toContain('This is Kibana');
    await get('toggleNavButton').waitFor();
    expect(await get('fatalErrorScreen').count()).toBe(0);
    expect(errors).toEqual([]);
  };

  it('opens the app in a space, by the public path of Kibana', async () => {
    await openApp();
    await get('bfaStatusState').waitFor();
    expect(asked.filter((path) => APP_FILE.test(path))).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('loads nothing else of ours on a page of somebody else', async () => {
    await page.goto(`${TARGET.url}/s/${space.id}/app/nothing_of_this_name`);
    await get('appNotFoundPageContent').waitFor();
    expect(asked.filter((path) => APP_FILE.test(path) || path.includes('/api/brute_force_alerts'))).toEqual(
      [],
    );
  });

  it.each<[string, Array<[string, Tampering]>]>([
    [
      'a shared dependency, or a part of one',
      [
        ...Object.values(SHARED),
        'ElasticEui.EuiBasicTable',
        'React.useReducer',
        'ReactDom.render',
        'ReactRouterDom.Router',
      ].map((shared) => [shared, { shared }]),
    ],
    [
      'a part of core',
      [
        ...pathsOf(CORE_SETUP).map((core): [string, Tampering] => [`core.${core}`, { core }]),
        ...pathsOf(CORE_START).map((start): [string, Tampering] => [`core.${start}`, { start }]),
      ],
    ],
    [
      'a part of what the app is mounted with',
      pathsOf(MOUNT_PARAMETERS)
        .filter((params) => params !== 'element')
        .map((params) => [`params.${params}`, { params }]),
    ],
  ])('says what is missing where Kibana no longer gives %s, each in turn', async (_, removals) => {
    await tamper(page);
    await openApp();
    await get('bfaStatusState').waitFor();
    for (const [name, tampering] of removals) {
      await tamperWith(page, tampering);
      await reopenApp();
      await saysAndKibanaGoesOn(name, true);
    }
    await tamperWith(page, {});
    await reopenApp();
    await get('bfaStatusState').waitFor();
  });

  it.each<[string, Tampering, string]>([
    ['core.application', { core: 'application' }, 'appNotFoundPageContent'],
    ['core.application.register', { core: 'application.register' }, 'appNotFoundPageContent'],
    ['params.element', { params: 'element' }, 'toggleNavButton'],
  ])(
    'leaves Kibana in peace without %s, where nothing of ours can be shown',
    async (_, tampering, ofKibana) => {
      await tamper(page, tampering);
      await openApp();
      await get(ofKibana).waitFor();
      expect(await get('fatalErrorScreen').count()).toBe(0);
      expect(errors).toEqual([]);
    },
  );

  it.each<[string, (page: Page) => Promise<unknown>]>([
    ['does not arrive', (opened) => opened.route(APP_FILE, (route) => route.abort())],
    [
      'throws while it is evaluated',
      (opened) =>
        opened.route(APP_FILE, (route) =>
          route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("a broken file")' }),
        ),
    ],
  ])('says so where the file of the app %s', async (_, breakIt) => {
    await breakIt(page);
    await openApp();
    await saysAndKibanaGoesOn('could not be loaded');
    expect(await get('bfaCannotOpen').innerText()).toContain('Reload the page');
  });

  it('runs nothing on the login page, whatever is missing there', async () => {
    if ((await fetch(`${TARGET.url}/login`)).status !== 200) return; // a Kibana without security has none
    await context.setExtraHTTPHeaders({});
    await page.addInitScript(() => {
      let shared: unknown;
      Object.defineProperty(window, '__kbnSharedDeps__', {
        set: (given) => (shared = given),
        get: () => {
          if ((document.currentScript as HTMLScriptElement | null)?.src.includes('bruteForceAlerts'))
            throw new Error('the entry read a shared dependency');
          return shared;
        },
      });
    });
    await page.goto(`${TARGET.url}/login`);
    await get('loginForm').waitFor();
    expect(errors).toEqual([]);
    expect(asked.filter((path) => APP_FILE.test(path) || path.includes('/api/brute_force_alerts'))).toEqual(
      [],
    );
  });
});
