import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../scripts/chromium';
import { useElasticsearch } from './test_support/elasticsearch';
import { featureOf, runFixture, type Running } from './test_support/fixture';

jest.setTimeout(120_000);
const elasticsearch = useElasticsearch();

/** An app in plain JavaScript on the shared globals: what a built bundle comes down to. */
const BROWSER = `(() => {
  const { React, ReactDom, ElasticEui: Eui, ElasticCharts: Charts, KbnI18n: { i18n } } = __kbnSharedDeps__;
  const h = React.createElement;
  const button = (name, onClick) => h(Eui.EuiButton, { key: name, onClick, 'data-test-subj': name }, name);
  const data = [[Date.UTC(2026, 0, 1), 3], [Date.UTC(2026, 0, 2), 5]];
  const chart = () => h(Charts.Chart, { size: { height: 120 } },
    h(Charts.Settings, { baseTheme: Charts.LIGHT_THEME }),
    h(Charts.BarSeries, { id: 'bars', xScaleType: 'time', yScaleType: 'linear', xAccessor: 0, yAccessors: [1], data, timeZone: 'Europe/Berlin' }));
  function App({ core, params: { history, onAppLeave } }) {
    const [path, setPath] = React.useState(history.location.pathname);
    const [flyout, setFlyout] = React.useState(false);
    React.useEffect(() => history.listen(({ pathname }) => setPath(pathname)), []);
    React.useEffect(() => {
      core.chrome.setBreadcrumbs([{ text: 'Fixture' }, { text: 'Here' }]);
      core.chrome.docTitle.change('Fixture');
    }, []);
    const fail = () => core.http.post('/api/fail', { body: '{}' }).catch((error) =>
      core.notifications.toasts.addDanger({ title: error.body.message, text: error.response.status + ' ' + JSON.stringify(error.body.attributes) }));
    return h(Eui.EuiProvider, { globalStyles: false, utilityClasses: false },
      h(Eui.EuiPageTemplate, null,
        h(Eui.EuiPageTemplate.Header, { pageTitle: i18n.translate('a.b', { defaultMessage: 'Fixture of {n}', values: { n: 1 } }) }),
        h(Eui.EuiPageTemplate.Section, null,
          h('p', { 'data-test-subj': 'path' }, path), h(Eui.EuiIcon, { type: 'bell' }), h(Eui.EuiIcon, { type: 'tokenIP' }),
          button('push', () => history.push('/settings')), button('fail', fail), button('flyout', () => setFlyout(true)),
          button('guard', () => onAppLeave(({ confirm }) => confirm('They are lost.', 'Discard changes?'))),
          button('away', () => core.application.navigateToApp('discover')),
          h(Eui.EuiBasicTable, { tableCaption: 'T', items: [{ name: 'row 1' }], columns: [{ field: 'name', name: 'Name' }] }), chart())),
      flyout && h(Eui.EuiFlyout, { onClose: () => setFlyout(false), 'aria-label': 'Details' }, h('p', null, 'Inside')));
  }
  const mount = async (core, params) => {
    const [start] = await core.getStartServices();
    ReactDom.render(h(App, { core: start, params }), params.element);
    return () => ReactDom.unmountComponentAtNode(params.element);
  };
  const category = { id: 'securitySolution', label: 'Security', order: 4000, euiIconType: 'logoSecurity' };
  const setup = (core) => core.application.register({ id: 'fixture', title: 'Fixture', category, mount: (params) => mount(core, params) });
  __kbnBundles__.define('plugin/fixture/public', () => ({ plugin: () => ({ setup, start() {} }) }), 0);
})();`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser.close());

/** A page on a sandbox; every error of the console is collected. */
async function withPage(
  zipParts: object,
  path: string,
  check: (page: Page, errors: string[], running: Running) => Promise<void>,
) {
  const running = await runFixture(
    { node: elasticsearch.node(), spaces: ['red'], zipParts },
    {
      setup(core, { features }) {
        features.registerKibanaFeature(featureOf());
        const accept = (body: unknown, { ok }: { ok(value: unknown): { value: unknown } }) => ok(body);
        core.http
          .createRouter()
          .post(
            { path: '/api/fail', validate: { body: accept } },
            async (_context, _request, { badRequest }) =>
              badRequest({ body: { message: 'Not so', attributes: { problems: [1] } } }),
          );
      },
    },
  );
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('response', (response) => response.status() === 404 && errors.push(response.url()));
  await page.goto(running.url + path);
  await check(page, errors, running).finally(async () => {
    await page.close();
    await running.stop();
  });
}
const subject = (name: string) => `[data-test-subj=${name}]`;

test('the page shows the app, its name, its icons and the banner, without an error in the console', () =>
  withPage({ browser: BROWSER }, '/s/red/', async (page, errors, { url }) => {
    await page.getByRole('heading', { name: 'Fixture of 1' }).waitFor();
    expect(page.url()).toBe(`${url}/s/red/app/fixture`);
    expect(await page.title()).toBe('Fixture - Elastic');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByText('Sandbox: a stand-in for Kibana, for trying and testing only').waitFor();
    await page.locator(subject('breadcrumbs')).getByText('Here').waitFor();
    await page.locator(subject('collapsibleNavAppLink')).getByText('Fixture').waitFor();
    await page.getByRole('cell', { name: 'row 1' }).waitFor();
    await page.locator('.echChartStatus[data-ech-render-complete=true]').waitFor({ state: 'attached' });
    await page.locator(subject('flyout')).click();
    await page.getByRole('dialog').getByText('Inside').waitFor();
    expect(await page.locator('[data-icon-type=bell] path, svg path').count()).toBeGreaterThan(5);
    await page.waitForFunction(
      () => document.querySelectorAll('.euiIcon.euiIcon-isLoading, [class*=isLoading]').length === 0,
    );
    expect(errors).toEqual([]);
  }));

test('the app moves inside itself, and a refusal reaches it with its body', () =>
  withPage({ browser: BROWSER }, '/app/fixture', async (page, _errors, { url }) => {
    await page.locator(subject('push')).click();
    await page.locator(subject('path')).getByText('/settings').waitFor();
    expect(page.url()).toBe(`${url}/app/fixture/settings`);
    await page.locator(subject('fail')).click();
    await page.getByText('Not so').waitFor();
    await page.getByText('400 {"problems":[1]}').waitFor();
  }));

test('who leaves the app is asked where the app wants it, also on closing the tab, and finds no other app', () =>
  withPage({ browser: BROWSER }, '/app/fixture', async (page, _errors, { url }) => {
    await page.locator(subject('guard')).click();
    await page.locator(subject('away')).click();
    await page.getByText('They are lost.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(page.url()).toBe(`${url}/app/fixture`);
    const asked = page.waitForEvent('dialog');
    const reload = page.reload();
    await (await asked).accept();
    await reload;
    await page.locator(subject('away')).click();
    await page.getByText('Application Not Found').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Fixture of 1' }).waitFor();
  }));

test('?theme=dark is dark, and stays so', () =>
  withPage({ browser: BROWSER }, '/app/fixture?theme=dark', async (page, _errors, { url }) => {
    await page.getByRole('heading', { name: 'Fixture of 1' }).waitFor();
    await page.goto(`${url}/app/fixture`);
    await page.getByRole('heading', { name: 'Fixture of 1' }).waitFor();
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(background).toBe('rgb(20, 21, 25)');
  }));

test.each<[string, string, string]>([
  [
    'throws while it is evaluated',
    'throw new Error("x")',
    'Definition of plugin "fixture" not found and may have failed to load.',
  ],
  [
    'exports no plugin',
    `__kbnBundles__.define('plugin/fixture/public', () => ({}), 0)`,
    'Definition of plugin "fixture" should be a function.',
  ],
  [
    'has no start',
    `__kbnBundles__.define('plugin/fixture/public', () => ({ plugin: () => ({ setup() {} }) }), 0)`,
    'does not define "start" function',
  ],
  [
    'throws in setup',
    `__kbnBundles__.define('plugin/fixture/public', () => ({ plugin: () => ({ start() {}, setup() { throw new Error('no setup') } }) }), 0)`,
    'no setup',
  ],
  [
    'uses eval in setup',
    `__kbnBundles__.define('plugin/fixture/public', () => ({ plugin: () => ({ start() {}, setup() { eval('1') } }) }), 0)`,
    'unsafe-eval',
  ],
])('a bundle that %s is a fatal error over the whole page', (_name, code, message) =>
  withPage({ browser: code }, '/app/fixture', async (page) => {
    await page.locator(subject('fatalErrorScreen')).getByText(message).first().waitFor();
  }),
);
