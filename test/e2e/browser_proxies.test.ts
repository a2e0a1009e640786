import { API, type SettingsView } from '../../common/api/api';
import { E2E_PROXY } from '../e2e_proxy';
import { startSocksServer, type SocksServer } from '../socks_server';
import { axeFindings } from './axe_findings';
import { hasFocus, save, says, tabTo, useBrowser } from './browser';
import { OURS } from './browser_checks';
import { BOT_TOKEN, GROUP_CHAT, TARGET, TestSpace } from './harness';

jest.setTimeout(180_000);

const suite = TARGET.proxyPort === undefined ? describe.skip : describe;
const LEFT_OUT =
  TARGET.proxyPort === undefined ? ' (left out: kibana.yml lists no proxy; see --proxy-port)' : '';

suite(`a proxy of kibana.yml is chosen in the browser${LEFT_OUT}`, () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  let proxy: SocksServer;
  beforeEach(async () => {
    space = await TestSpace.create();
    const to = Number(new URL(TARGET.botApi).port);
    proxy = await startSocksServer({ to, login: E2E_PROXY }, TARGET.proxyPort);
  });
  afterEach(async () => {
    await proxy.close();
    await space.remove();
  });

  it('by keyboard; the token is checked and messages go by way of it', async () => {
    const admin = await (await visit(space)).open('/settings/channels');
    const { keyboard } = admin.page;
    await admin.page.getByRole('button', { name: 'Telegram' }).click();
    await tabTo(admin.get('bfaProxy'));
    await keyboard.type(E2E_PROXY.name);
    await hasFocus(admin.get('bfaProxy'));
    expect(await admin.get('bfaProxy').inputValue()).toBe(E2E_PROXY.name);
    await tabTo(admin.get('bfaSecret-botToken'));
    await keyboard.type(BOT_TOKEN);
    await says(admin.get('bfaTokenResult'), 'This is the token of');
    expect(proxy.asked.length).toBeGreaterThan(0);
    await admin.get('bfaChatId').fill(GROUP_CHAT);
    const before = proxy.asked.length;
    await admin.get('bfaSendTest').click();
    await says(admin.get('bfaTestResult'), 'It was taken');
    expect(proxy.asked.length).toBeGreaterThan(before);
    await save(admin);
    const { settings, proxies } = await space.kibana.expect<SettingsView>('GET', API.settings);
    expect(settings.channels).toMatchObject([{ options: { proxy: E2E_PROXY.name } }]);
    expect(proxies).toContain(E2E_PROXY.name);
    expect(await admin.page.content()).not.toContain(E2E_PROXY.password);
    expect(await axeFindings(admin, OURS)).toEqual([]);
    expect(await admin.complaints()).toEqual([]);
  });

  it('the chat is found by way of it', async () => {
    const admin = await (await visit(space)).open('/settings/channels');
    await admin.page.getByRole('button', { name: 'Telegram' }).click();
    await admin.get('bfaProxy').selectOption(E2E_PROXY.name);
    await admin.get('bfaSecret-botToken').fill(BOT_TOKEN);
    await says(admin.get('bfaTokenResult'), 'This is the token of');
    const before = proxy.asked.length;
    await admin.get('bfaStartPairing').click();
    await admin.get('bfaPairingStarted').locator('a').first().waitFor();
    expect(proxy.asked.length).toBeGreaterThan(before);
    // Its links lead to Telegram, which no page may do when a test ends.
    await admin.get('bfaPairingCancel').click();
    await admin.get('bfaPairingLink').waitFor({ state: 'detached' });
  });

  it('one that is down is told as the proxy, without its address', async () => {
    await proxy.close();
    const admin = await (await visit(space)).open('/settings/channels');
    await admin.page.getByRole('button', { name: 'Webhook' }).click();
    await admin.get('bfaProxy').selectOption(E2E_PROXY.name);
    const host = TARGET.authorityKey === undefined ? 'hooks.slack.com' : '127.0.0.1';
    await admin.get('bfaSecret-url').fill(`https://${host}/services/x`);
    await admin.get('bfaSendTest').click();
    await says(admin.get('bfaTestResult'), /The proxy cannot be reached/);
    const said = await admin.get('bfaTestResult').innerText();
    expect(said).not.toMatch(new RegExp(`${E2E_PROXY.user}|${E2E_PROXY.password}|${TARGET.proxyPort}`));
  });
});
