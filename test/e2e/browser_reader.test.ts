import { rowOf, says, thresholdIn, useBrowser } from './browser';
import { eventually, SECURED, TestSpace } from './harness';

jest.setTimeout(180_000);

const PASSWORD = 'e2e-password';
const suite = SECURED ? describe : describe.skip;

suite('people with fewer rights in the browser (skipped where Elasticsearch has no security)', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  const loginOf = (person: 'reader' | 'stranger') => ({
    username: `${space.id}-${person}`,
    password: PASSWORD,
  });

  const make = async (person: 'reader' | 'stranger', privileges: string[]) => {
    const { username, password } = loginOf(person);
    const resources = [`space:${space.id}`];
    const applications =
      privileges.length > 0 ? [{ application: 'kibana-.kibana', privileges, resources }] : [];
    await space.client.security.putRole({ name: username, applications });
    await space.client.security.putUser({ username, password, roles: [username] });
  };

  beforeAll(async () => {
    space = await TestSpace.create();
    await make('reader', ['feature_bruteForceAlerts.read']);
    await make('stranger', []);
    await space.turnOn();
    await space.fail('Guest', 5);
    await eventually('the alert', async () => (await space.alerts()).length > 0);
  });
  afterAll(async () => {
    for (const name of [loginOf('reader').username, loginOf('stranger').username]) {
      await space.client.security.deleteUser({ username: name });
      await space.client.security.deleteRole({ name });
    }
    await space.remove();
  });

  it('a reader sees the alerts and their details', async () => {
    const reader = await (await visit(space, { login: loginOf('reader') })).open('/alerts');
    await rowOf(reader, 'Guest').getByRole('link').click();
    await says(reader.get('bfaAlertSentence'), '5 failed logons of Guest');
    expect(await reader.complaints()).toEqual([]);
  });

  it('a reader sees the settings, why they cannot change them, and nothing to change them with', async () => {
    const reader = await (await visit(space, { login: loginOf('reader') })).open('/settings');
    await says(reader.get('bfaReadOnly'), 'needs the privilege All of Brute force alerts in this space');
    expect(await thresholdIn(reader).inputValue()).toBe('5');
    await says(reader.get('bfaTokenSaved'), 'Token saved, bot @sandbox_alerts_bot');
    const form = reader.get('bfaSettingsForm');
    // What only unfolds changes nothing.
    const controls = form.locator('button:not([aria-controls]), input, select, textarea, a[href]');
    expect(await controls.count()).toBeGreaterThan(8);
    expect(
      await controls
        .and(reader.page.locator(':enabled'))
        .evaluateAll((all) => all.map((one) => one.outerHTML)),
    ).toEqual([]);
    for (const absent of ['bfaSave', 'bfaSaveBar']) expect(await reader.get(absent).count()).toBe(0);
    expect(await form.locator('.euiCallOut').count()).toBe(1);
    expect(await reader.complaints()).toEqual([]);
  });

  it('somebody without the privilege does not get the app', async () => {
    const stranger = await visit(space, { login: loginOf('stranger') });
    const answer = await stranger.page.goto(stranger.address('/alerts'));
    expect(answer?.status()).toBe(403);
    expect(await stranger.get('bfaApp').count()).toBe(0);
    expect(await stranger.answers()).not.toContain('Guest');
  });
});
