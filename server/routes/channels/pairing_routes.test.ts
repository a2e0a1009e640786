import { API } from '../../../common/api/api';
import { TEST_TOKEN } from '../../../test/background';
import { PAIRING_ID } from '../../../test/fake_pairing';
import { FakeServices } from '../../../test/fake_services';
import { addPairingRoutes } from './pairing_routes';

const TYPED = '100009:another_token_of_the_stand_in_bot_99';
let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(addPairingRoutes);
  kibana.save();
});

const NAMED = { id: PAIRING_ID };
const ROUTES: Array<[path: string, body: object, line: (token: string) => string]> = [
  [API.startPairing, {}, (token) => `startPairing night ${token}`],
  [API.pairingState, NAMED, (token) => `pairingState night ${PAIRING_ID} ${token}`],
  [API.confirmPairing, NAMED, (token) => `confirmPairing night ${PAIRING_ID} ${token}`],
];

describe.each(ROUTES)('POST %s', (path, body, line) => {
  it('uses the saved token where none is typed', async () => {
    expect((await kibana.ask('POST', path, { body })).status).toBe(200);
    expect(kibana.done).toEqual([line(TEST_TOKEN)]);
  });

  it('uses the typed token, and does not repeat it', async () => {
    const answer = await kibana.ask('POST', path, { body: { ...body, botToken: TYPED } });
    expect([answer.status, kibana.done]).toEqual([200, [line(TYPED)]]);
    expect(JSON.stringify(answer)).not.toContain(TYPED);
  });

  it.each<[string, object]>([
    ['a token that is none', { botToken: 'nonsense' }],
    ['a field that nobody knows', { apiUrl: 'http://127.0.0.1' }],
  ])('refuses %s, and asks nobody', async (_what, more) => {
    expect((await kibana.ask('POST', path, { body: { ...body, ...more } })).status).toBe(400);
    expect(kibana.done).toEqual([]);
  });

  it('says that there is no token yet', async () => {
    kibana.saved = null;
    expect((await kibana.ask('POST', path, { body })).problems).toMatchObject([{ code: 'no_token' }]);
  });

  it('needs the privilege to change settings', () => {
    const { options, security } = kibana.declared('POST', path) ?? {};
    expect(options?.tags).toEqual(['access:bruteForceAlerts_all']);
    expect(security).toEqual({ authz: { requiredPrivileges: ['bruteForceAlerts_all'] } });
  });
});

it('cancels by the id alone', async () => {
  expect((await kibana.ask('POST', API.cancelPairing, { body: NAMED })).status).toBe(200);
  expect(kibana.done).toEqual([`cancelPairing night ${PAIRING_ID}`]);
});

it.each([API.pairingState, API.confirmPairing, API.cancelPairing])(
  '%s refuses an id that is none',
  async (path) => {
    for (const id of [undefined, '', 'short', `${PAIRING_ID}A`, '../../../../../../etc', 7]) {
      const { status, problems } = await kibana.ask('POST', path, { body: { id } });
      expect([status, problems[0]?.field]).toEqual([400, 'id']);
    }
    expect(kibana.done).toEqual([]);
  },
);

it('the start and the confirmation are questions, of which a space has only so many', async () => {
  for (let n = 0; n < 60; n += 1) await kibana.ask('POST', API.startPairing, { body: {} });
  expect((await kibana.ask('POST', API.startPairing, { body: {} })).status).toBe(429);
  expect((await kibana.ask('POST', API.confirmPairing, { body: NAMED })).status).toBe(429);
  expect((await kibana.ask('POST', API.pairingState, { body: NAMED })).status).toBe(200);
});
