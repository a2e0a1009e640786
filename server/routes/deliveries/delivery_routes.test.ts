import { API, type DeliveriesResponse } from '../../../common/api/api';
import { NOW } from '../../../test/builders';
import { CHANNEL_ID } from '../../../test/channels';
import { FakeServices } from '../../../test/fake_services';
import { addDeliveryRoutes } from './delivery_routes';

const ALERT = 'a'.repeat(32);
const wordFor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');

let kibana: FakeServices;
beforeEach(() => {
  kibana = new FakeServices(addDeliveryRoutes);
});
const list = (query: Record<string, unknown> = {}) =>
  kibana.ask<DeliveriesResponse>('GET', API.deliveries, { query });
const asked = () => JSON.parse(kibana.done[0]?.replace('deliveries ', '') ?? 'null') as object;

it.each<[Record<string, unknown>, object]>([
  [{}, { perPage: 25, after: null }],
  [
    { alert: ALERT, channel: CHANNEL_ID },
    { alertId: ALERT, channelId: CHANNEL_ID },
  ],
  [
    { status: 'expired', per_page: '100' },
    { status: 'expired', perPage: 100 },
  ],
  [{ after: wordFor(['planned desc', NOW, 'e1']) }, { after: [NOW, 'e1'] }],
])('%j asks for %j', async (query, wanted) => {
  expect((await list(query)).status).toBe(200);
  expect(asked()).toMatchObject(wanted);
});

it.each<[string, unknown]>([
  ['alert', 'a'.repeat(65)],
  ['alert', [ALERT, ALERT]],
  ['channel', 'a'.repeat(65)],
  ['status', 'lost'],
  ['per_page', '0'],
  ['per_page', '101'],
  ['per_page', ''],
  ['after', ''],
  ['after', wordFor(['fired desc', NOW, 'e1'])],
  ['after', wordFor(['planned desc', NOW])],
  ['after', wordFor(['planned desc', 'e1', NOW])],
  ['after', wordFor(['planned desc', NOW, NOW, 'e1'])],
])('%s = %j is refused at its field, in words of ours, and nothing is read', async (field, value) => {
  const { status, problems } = await list({ [field]: value });
  expect([status, problems[0]?.field, kibana.done]).toEqual([400, field, []]);
  expect(problems[0]?.message).toMatch(/must be/);
});

it('refuses a parameter that is not known, by its name', async () => {
  const { status, problems } = await list({ page: '5' });
  expect([status, problems[0]?.code, problems[0]?.field]).toEqual([400, 'unknown_field', 'page']);
});
