import type { Browser } from 'playwright-core';
import { launchChromium } from '../scripts/chromium';
import { BUILD } from '../scripts/paths';
import { useElasticsearch } from '../sandbox/test_support/elasticsearch';
import { startSandbox, type Sandbox } from '../sandbox/start';
import { buildWhereNeeded } from './sandbox_process';

jest.setTimeout(180_000);
const elasticsearch = useElasticsearch();

let browser: Browser;
let sandbox: Sandbox;
beforeAll(async () => {
  await buildWhereNeeded();
  browser = await launchChromium();
  sandbox = await startSandbox({
    zip: `${BUILD}/bruteForceAlerts-8.12.2.zip`,
    elasticsearch: { node: elasticsearch.node() },
    security: false,
    encryptionKey: 'k'.repeat(32),
    basePath: '/behind/a-proxy',
    spaces: ['red'],
    logger: () => undefined,
  });
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

it.each([
  ['the default space', ''],
  ['another space', '/s/red'],
])(
  'below a base path and in %s the app opens, and everything that it asks for is there',
  async (_, space) => {
    const page = await browser.newPage();
    const faults: string[] = [];
    const paths: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('response', (response) => {
      paths.push(new URL(response.url()).pathname);
      if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(`${sandbox.url}${space}/app/bruteForceAlerts`);
    await page.locator('[data-test-subj=bfaStatusState]').getByText('Off').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/behind/a-proxy${space}/app/bruteForceAlerts/alerts`);
    const folder = '/behind/a-proxy/\\d+/bundles/plugin/bruteForceAlerts/[\\w.-]+';
    for (const file of ['plugin', 'chunk\\.[\\da-f]+'])
      expect(paths).toContainEqual(
        expect.stringMatching(new RegExp(`^${folder}/bruteForceAlerts\\.${file}\\.js$`)),
      );
    expect(paths).toContain(`/behind/a-proxy${space}/api/brute_force_alerts/status`);
    expect(faults).toEqual([]);
    await page.close();
  },
);

it('nothing stands beside the base path', async () => {
  const { origin } = new URL(sandbox.url);
  expect((await fetch(`${origin}/app/bruteForceAlerts`)).status).toBe(404);
});
