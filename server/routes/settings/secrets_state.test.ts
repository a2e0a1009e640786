import { API } from '../../../common/api/api';
import { EMPTY_MEMORY } from '../../../common/status/memory';
import { MINUTE, NOW } from '../../../test/builders';
import { FakeServices, NEW_KEY_HEADER } from '../../../test/fake_services';
import { addSwitchRoutes } from './switch_routes';

let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(addSwitchRoutes);
});
const turnOn = () => kibana.ask('POST', API.turnOn, { body: { version: 'v1' } });
const renew = () => kibana.ask('POST', API.renewKey, { body: { version: 'v1' } });

describe('where this Kibana cannot decrypt what is saved', () => {
  beforeEach(() => {
    kibana.saveTurnedOn({ indexPatterns: ['winlogbeat-*'] });
    kibana.undecryptable = true;
  });

  it.each([
    ['renewing the key', renew],
    ['turning on', turnOn],
  ])('%s repairs reading: a new key, and channels that ask for their secrets again', async (_what, ask) => {
    expect((await ask()).status).toBe(200);
    expect(kibana.saved?.attributes).toMatchObject({
      apiKey: NEW_KEY_HEADER,
      channelSecrets: null,
      channels: [{ secretsSaved: [] }],
    });
  });

  it.each([
    ['renewing the key', renew],
    ['turning on', turnOn],
  ])('and another one reads with it, %s is refused, and nothing was done', async (_what, ask) => {
    kibana.secretsNote = { by: 'this', since: NOW - MINUTE, at: NOW };
    kibana.memory = { ...EMPTY_MEMORY, lastGoodTickAt: NOW };
    const { status, problems } = await ask();
    expect([status, problems[0]?.code, kibana.done]).toEqual([400, 'secrets_elsewhere', []]);
    expect(problems[0]?.remedy).toMatch(/other Kibana/);
  });
});
