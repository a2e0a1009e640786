import { API, type DetectResponse } from '../../common/api/api';
import { eventually, messagesAbout, TestSpace } from './harness';

jest.setTimeout(180_000);

describe('from failed logons to the message', () => {
  let space: TestSpace;
  const account = (name: string) => `${name}-${space.id}`;
  const look = (query = '?notify=false') =>
    space.kibana.expect<DetectResponse>('GET', `${API.detect}${query}`);

  beforeAll(async () => {
    space = await TestSpace.create();
    await space.turnOn();
  });
  afterAll(() => space.remove());

  it('five failures are one alert and one message, with the evidence and the link', async () => {
    const guest = account('Guest');
    await space.fail('mistyped', 4);
    await space.fail(guest, 5);
    const [message] = await eventually('the message', async () => {
      const messages = await messagesAbout(guest);
      return messages.length > 0 && messages;
    });
    const alert = await eventually('the outcome', async () => {
      const [first] = await space.alerts();
      return first?.deliveries[0]?.status === 'delivered' && first;
    });
    expect(alert).toMatchObject({
      status: 'active',
      group: { value: guest },
      evidence: {
        count: 5,
        sources: [{ value: '203.0.113.7', count: 5 }],
        hosts: [{ value: 'DC01', count: 5 }],
      },
      deliveries: [{ status: 'delivered', reason: 'first', attempts: 1 }],
    });
    expect(message?.chat_id).toBe('-2001');
    expect(message?.text.split('\n').slice(0, 3)).toEqual([
      '🚨 Brute Force Detected!',
      `User: ${guest}`,
      'Attempts: 5',
    ]);
    expect(message?.text).toContain('From: 203.0.113.7 (5)');
    expect(message?.text).toContain('Why: wrong password (5)');
    expect(message?.text).toContain(`/s/${space.id}/app/bruteForceAlerts/alerts/${alert?.id}`);
    await space.runs(2);
    expect(await messagesAbout(guest)).toHaveLength(1);
    expect(await space.alerts()).toHaveLength(1);
  });

  it('what somebody does in Kibana is in the message at once, and no message is sent for it', async () => {
    const name = account('taken');
    await space.fail(name, 5);
    const alert = await eventually('the delivery', async () => {
      const found = (await space.alerts()).find(({ group }) => group.value === name);
      return found?.deliveries[0]?.status === 'delivered' && found;
    });
    const act = (body: object) => space.kibana.expect('POST', API.actOnAlert.replace('{id}', alert.id), body);
    await act({ action: 'acknowledge' });
    await eventually('the message to say so', async () =>
      (await messagesAbout(name)).some(({ text }) => text.includes('acknowledged it at')),
    );
    await act({ action: 'reopen' });
    await eventually(
      'the message to say so no more',
      async () => (await messagesAbout(name)).every(({ text }) => !text.includes('acknowledged it')),
      30,
    );
    expect(await messagesAbout(name)).toHaveLength(1);
    const told = (await space.alerts()).find(({ id }) => id === alert.id)?.deliveries;
    expect(told?.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['first', 'worked_on']));
  });

  it('an attack that goes on grows its alert and sends nothing more within the cooldown', async () => {
    const guest = account('Guest');
    await space.fail(guest, 7);
    await eventually('the alert to grow', async () =>
      (await space.alerts()).some(({ group, evidence }) => group.value === guest && evidence.count === 12),
    );
    expect(await messagesAbout(guest)).toHaveLength(1);
  });

  it('spellings of one account are one attack', async () => {
    const name = account('svc');
    for (const spelling of [name, name.toUpperCase(), `CORP\\${name}`, `${name}@corp.lan`, ` ${name} `]) {
      await space.fail(spelling, 1);
    }
    await eventually('the alert', async () =>
      (await space.alerts()).some(
        ({ group, evidence }) => group.key === name.toLowerCase() && evidence.count === 5,
      ),
    );
  });

  it('looking with ?notify=false shows accounts at the threshold and sends nothing', async () => {
    const quiet = account('Quiet');
    await space.fail(quiet, 4);
    await space.client.indices.refresh({ index: space.index });
    const { accounts, threshold } = await look();
    expect(threshold).toBe(5);
    expect(accounts.map(({ account: name }) => name)).toContain(account('Guest'));
    expect(accounts.map(({ account: name }) => name)).not.toContain(quiet);
    expect(accounts.find(({ account: name }) => name === account('Guest'))?.evidence).toMatchObject({
      count: 12,
      logonTypes: [{ value: '3', count: 12 }],
      reasons: [{ value: '0xc000006a', count: 12 }],
      statuses: [{ value: '0xc000006d', count: 12 }],
      subStatuses: [{ value: '0xc000006a', count: 12 }],
    });
  });

  it('polling with the default sends what is due and cannot flood', async () => {
    const polled = account('Polled');
    await space.fail(polled, 5);
    await space.client.indices.refresh({ index: space.index });
    for (let n = 0; n < 3; n += 1) {
      const { notify } = await look('');
      expect(notify).toMatchObject({ state: 'ran' });
    }
    await eventually('the message', async () => (await messagesAbout(polled)).length === 1);
    expect(await messagesAbout(polled)).toHaveLength(1);
  });

  it('names with markup, emoji, right-to-left marks, newlines and a lone surrogate arrive as text', async () => {
    const odd = `<b>${space.id}</b> & "q" 'a' 😀 \u202Egnitset\n\ud800`;
    await space.fail(odd, 5);
    const alert = await eventually('the alert', async () =>
      (await space.alerts()).find(({ group }) => group.key.startsWith(`<b>${space.id}`)),
    );
    const delivered = await eventually('the delivery', async () => {
      const [delivery] = (await space.alerts()).find(({ id }) => id === alert.id)?.deliveries ?? [];
      return delivery?.status === 'delivered' && delivery;
    });
    expect(delivered.text).toContain(`User: <b>${space.id}</b> & "q" 'a' 😀`);
    expect(delivered.text).not.toMatch(/\u202E/);
    expect(delivered.lastErrorCode).toBeNull();
  });

  it('a name of 300 characters is cut in the message and whole in the alert', async () => {
    const long = `${space.id}${'x'.repeat(300 - space.id.length)}`;
    await space.fail(long, 5);
    const alert = await eventually('the delivery', async () =>
      (await space.alerts()).find(
        ({ group, deliveries }) => group.value === long && deliveries[0]?.status === 'delivered',
      ),
    );
    expect(alert.deliveries[0]?.text).toMatch(/User: e2e-\w+x+…\nAttempts: 5/);
  });

  it('turned off it says so and sends nothing', async () => {
    const { version } = await space.kibana.expect<{ version: string }>('GET', API.settings);
    await space.kibana.expect('POST', API.turnOff, { version });
    expect(await space.status()).toMatchObject({ state: 'off', authority: { kind: 'none' } });
    expect((await look('')).notify).toMatchObject({ state: 'detection_off' });
  });
});
