import { API, type AlertsResponse } from '../../common/api/api';
import { says, useBrowser } from '../e2e/browser';
import type { KibanaClient, Login } from '../kibana_client';
import { People, readsEventsOf } from './people';
import { attackedSpace, LOGIN, superuserIn, TestSpace } from './place';

jest.setTimeout(180_000);

const VICTIM = 'Victim of the first space';

describe('a second space sees nothing of the first', () => {
  const { visit } = useBrowser();
  let first: TestSpace;
  let second: TestSpace;
  let alertId: string;
  let people: People;

  /** Whatever can only come from the first space. */
  const traces = () => new RegExp([VICTIM, first.id, alertId, '203\\.0\\.113\\.7'].join('|'), 'i');
  const askAll = async (kibana: KibanaClient): Promise<string> => {
    const paths = [API.alerts, API.settings, API.status, `${API.detect}?notify=false`];
    const answers = await Promise.all(paths.map((path) => kibana.expect('GET', path)));
    return JSON.stringify(answers);
  };

  beforeAll(async () => {
    ({ space: first, alertId } = await attackedSpace(VICTIM));
    second = await TestSpace.create();
    people = new People(second);
    await people.make('editor', { feature: 'all', indices: readsEventsOf(second) });
    await second.turnOn();
  });
  afterAll(async () => {
    await people.remove();
    await second.remove();
    await first.remove();
  });

  const clients: Array<[string, () => { kibana: KibanaClient; login: Login | null }]> = [
    [
      'an editor of the second',
      () => ({ kibana: people.in(second, 'editor'), login: people.login('editor') }),
    ],
    ['a superuser', () => ({ kibana: superuserIn(second), login: LOGIN })],
  ];

  it.each(clients)('by API, for %s: alerts, settings, status and detection', async (_who, client) => {
    expect(await askAll(client().kibana)).not.toMatch(traces());
    expect((await client().kibana.expect<AlertsResponse>('GET', API.alerts)).total).toBe(0);
  });

  it('by a look that sends: the run that it sets off tells of its own space alone', async () => {
    expect(JSON.stringify(await second.kibana.expect('GET', API.detect))).not.toMatch(traces());
  });

  it('by API, for a superuser in the first space: all of it is there, so the traces are the right ones', async () => {
    expect(await askAll(superuserIn(first))).toMatch(traces());
  });

  it.each(clients)('by id, for %s: the alert is not found', async (_who, client) => {
    const answer = await client().kibana.call('GET', API.alert.replace('{id}', alertId));
    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer.body)).not.toContain(VICTIM);
  });

  it.each(clients)('by page, for %s: the address of the alert leads to "not found"', async (_who, client) => {
    const person = await (await visit(second, { login: client().login })).open(`/alerts/${alertId}`);
    await says(person.get('bfaAlertNotFound'), 'No such alert in this space');
    const seen = [await person.page.content(), await person.answers()].join('\n');
    // The address itself names the alert.
    expect(seen.replaceAll(alertId, '')).not.toMatch(new RegExp(`${VICTIM}|${first.id}|203\\.0\\.113\\.7`));
  });

  it('by page, in the first space: the same address shows it', async () => {
    const person = await (await visit(first)).open(`/alerts/${alertId}`);
    await says(person.get('bfaAlertSentence'), VICTIM);
    expect(await person.answers()).toContain(VICTIM);
  });
});
