import { API, type SettingsView } from '../../common/api/api';
import type { StatusResponse } from '../../common/status/status';
import { says, textOf, useBrowser } from './browser';
import { eventually, LOGIN, problemsOf, SECURED, TestSpace } from './harness';

jest.setTimeout(120_000);

/** Without security there is no key. */
const suite = SECURED ? describe : describe.skip;
if (!SECURED) console.warn('Elasticsearch has no security here: renewing the key is not tested.');

suite('the key that detection reads with', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  const owner = async (): Promise<StatusResponse['authority']> => (await space.status()).authority;
  const liveKeys = async () => {
    const { api_keys } = await space.client.security.getApiKey({ name: `Brute force alerts: ${space.id}*` });
    return api_keys.filter(({ invalidated }) => !invalidated).map(({ id }) => id);
  };
  const working = () => eventually('a run with the key', async () => (await owner()).state === 'working');

  beforeEach(async () => {
    space = await TestSpace.create();
  });
  afterEach(() => space.remove());

  it('is renewed by whoever asks on the page, who is told before what that means', async () => {
    await space.turnOn();
    const [before] = await liveKeys();
    const person = await (await visit(space)).open('/alerts');
    await says(person.get('bfaStatusAuthority'), 'It goes on working when');
    await person.get('bfaRenew').click();
    const question = await textOf(person.get('bfaRenewModal'));
    expect(question).toContain('Everybody who may read alerts in this space');
    await person.get('bfaRenewConfirm').click();
    await person.get('bfaRenewModal').waitFor({ state: 'detached' });
    await working();
    const after = await liveKeys();
    expect([after.length, after.includes(String(before))]).toEqual([1, false]);
    expect(await owner()).toMatchObject({ kind: 'api_key', username: LOGIN?.username });
  });

  it('that was revoked is named as such, and renewing it is the remedy', async () => {
    const { version } = await space.turnOn();
    await working();
    await space.client.security.invalidateApiKey({ ids: await liveKeys() });
    await eventually('the problem', async () => (await owner()).state === 'revoked');
    const { state, problems } = await space.status();
    expect([state, problems[0]?.code]).toEqual(['failing', 'key_revoked']);
    const { detectionOn } = await space.kibana.expect<SettingsView>('POST', API.renewKey, { version });
    expect(detectionOn).toBe(true);
    await working();
  });

  it('is not renewed with an old version, nor while detection is off', async () => {
    const { version } = await space.save();
    const whileOff = await space.kibana.call('POST', API.renewKey, { version });
    expect([whileOff.status, problemsOf(whileOff)[0]?.code]).toEqual([400, 'detection_off']);
    await space.turnOn();
    const late = await space.kibana.call('POST', API.renewKey, { version });
    expect([late.status, problemsOf(late)[0]?.code]).toEqual([409, 'conflict']);
  });
});
