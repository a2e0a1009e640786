import { ALERT, ChatRig } from '../../test/chat_rig';
import { MINUTE, SECOND } from '../../test/builders';

const HOUR = 60 * MINUTE;
const BERT = { id: 7002, name: 'Bert', username: 'bert' };

let rig: ChatRig;
beforeEach(async () => (rig = await ChatRig.start()));
afterEach(() => rig.end());

/** Nothing about the alert was changed, and no history written. */
const expectUntouched = () =>
  expect(rig.alert()).toMatchObject({
    workflow: { status: 'open', snoozedUntil: null },
    history: { entries: [] },
  });

describe('a press that changes nothing, and says so', () => {
  it('twice, before the message changed', async () => {
    await rig.tell();
    await rig.press('Acknowledge', { from: BERT });
    expect(await rig.press('Acknowledge')).toMatch(
      /^Nothing was changed: @bert \(7002\) pressed this button/,
    );
    expect(rig.alert().history.entries).toHaveLength(1);
  });

  it('too late', async () => {
    await rig.tell();
    rig.outbox.now += 12 * HOUR;
    expect(await rig.press('Acknowledge')).toMatch(/too old to work/);
    expectUntouched();
  });

  it('in time, but not as long as the channel is set', async () => {
    await rig.end();
    rig = await ChatRig.start({ buttonHours: 1 });
    await rig.tell();
    rig.outbox.now += HOUR - SECOND;
    expect(await rig.press('Snooze 1 h')).toMatch(/^Snoozed/);
    rig.outbox.now += SECOND;
    expect(await rig.press('Acknowledge')).toMatch(/too old to work/);
  });

  it('for an alert that was removed', async () => {
    await rig.tell();
    rig.outbox.people.parts.clear();
    expect(await rig.press('Acknowledge')).toMatch(/the alert was removed/);
  });

  it('by a stranger, who is told the number to give to the admin', async () => {
    rig.users = [4711];
    await rig.tell();
    expect(await rig.press('Acknowledge', { from: BERT })).toMatch(/not on the list.*: 7002\.$/);
    expectUntouched();
  });

  it('by a bot', async () => {
    await rig.tell();
    expect(await rig.press('Acknowledge', { from: { ...BERT, isBot: true } })).toMatch(
      /does not know this button/,
    );
    expectUntouched();
  });

  it('from another chat', async () => {
    await rig.tell();
    expect(await rig.press('Acknowledge', { chat: -1003002 })).toMatch(/not worked on from this chat/);
    expectUntouched();
  });

  it.each(['', 'x', ALERT, 'A'.repeat(22), `${'A'.repeat(21)}\n`, '../../x', '<b>'])(
    'with forged data: %p',
    async (data) => {
      await rig.tell();
      expect(await rig.press({ data })).toMatch(/does not know this button/);
      expectUntouched();
    },
  );

  it('with the word of a button of another channel', async () => {
    await rig.tell();
    for (const stored of rig.outbox.buttons.stored.values()) stored.buttons.channelId = 'another';
    expect(await rig.press('Acknowledge')).toMatch(/does not know this button/);
    expectUntouched();
  });

  it.each([
    ['acknowledged', 'Acknowledge', { status: 'acknowledged' as const }],
    ['closed', 'Acknowledge', { status: 'closed' as const, reason: 'true_positive' as const }],
    ['closed', 'Close: false positive', { status: 'closed' as const, reason: 'true_positive' as const }],
    ['closed', 'Snooze 1 h', { status: 'closed' as const, reason: 'other' as const }],
    ['snoozed', 'Snooze 1 h', { snoozedUntil: 4e12 }],
  ])('on an alert that is %s meanwhile: %s', async (_state, button, workflow) => {
    await rig.tell();
    rig.outbox.people.add(ALERT, workflow);
    expect(await rig.press(button)).toMatch(/^Nothing was changed/);
    expect(rig.alert().workflow).toMatchObject(workflow);
    expect(rig.alert().history.entries).toEqual([]);
    await rig.settle();
    expect(rig.labels().flat()).not.toContain(button);
  });

  it('while somebody does something in Kibana at the same moment', async () => {
    await rig.tell();
    rig.outbox.people.beforeWrite = () => {
      rig.outbox.people.beforeWrite = () => undefined;
      rig.outbox.people.add(ALERT, { revision: 7, assignee: 'carla' });
    };
    expect(await rig.press('Acknowledge')).toMatch(/at the same moment/);
    expect(rig.alert().workflow).toMatchObject({ status: 'open', assignee: 'carla' });
  });
});

describe('a Kibana that ends while it does what was pressed', () => {
  class KilledError extends Error {}
  /** The press comes again, since nobody confirmed it. */
  const killedAt = async (where: 'before it acts' | 'after it acted') => {
    await rig.tell();
    rig.pressUnread('Acknowledge', { from: BERT });
    const ports = rig.ports();
    const people = rig.outbox.people;
    const killed = () => {
      throw new KilledError();
    };
    const dying = {
      ...ports,
      people: () => ({
        read: (ids: string[]) => people.read(ids),
        partsOf: (ids: string[]) => people.partsOf(ids),
        write: async (parts: Parameters<typeof people.write>[0]) => {
          if (where === 'before it acts') killed();
          await people.write(parts);
          return killed();
        },
      }),
      // A process that is gone answers nothing and catches nothing.
      api: { ...ports.api, answerPress: killed },
    };
    await expect(rig.read(dying)).rejects.toThrow(KilledError);
    rig.lease.holders.clear();
    rig.outbox.now += MINUTE;
  };

  it.each(['before it acts', 'after it acted'] as const)('%s: it is done once', async (where) => {
    await killedAt(where);
    await rig.read();
    expect(rig.botApi.presses.answers.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Acknowledged\./),
    ]);
    expect(rig.alert().history.entries).toMatchObject([{ kind: 'acknowledge', by: '@bert (7002)' }]);
    await rig.settle();
    expect(rig.message().text).toContain('@bert (7002), from Telegram, acknowledged it');
  });

  it('and somebody opened the alert again in between: it is not done a second time', async () => {
    await killedAt('after it acted');
    const { parts } = rig.outbox.people;
    const stored = parts.get(ALERT);
    if (!stored) throw new Error('There is no alert.');
    parts.set(ALERT, {
      ...stored,
      part: { ...stored.part, workflow: { ...stored.part.workflow, status: 'open' } },
    });
    await rig.read();
    expect(rig.alert()).toMatchObject({ workflow: { status: 'open' }, history: { entries: [{}] } });
  });
});

describe('an answer that comes too late for Telegram', () => {
  it('does what was pressed all the same, and nothing fails', async () => {
    await rig.tell();
    rig.pressUnread('Acknowledge');
    rig.botApi.presses.letExpire();
    await rig.read();
    expect(rig.alert().workflow.status).toBe('acknowledged');
    expect(rig.botApi.presses.answers).toEqual([]);
  });

  it('a storage that fails: whoever pressed is told, and the next press works', async () => {
    await rig.tell();
    rig.outbox.people.beforeWrite = () => {
      throw new Error('Elasticsearch is away.');
    };
    expect(await rig.press('Acknowledge')).toMatch(/Press again/);
    rig.outbox.people.beforeWrite = () => undefined;
    expect(await rig.press('Acknowledge')).toMatch(/^Acknowledged\./);
    expect(rig.alert().history.entries).toHaveLength(1);
  });
});

describe('a bot that cannot be read', () => {
  it.each([
    ['a webhook is set', () => rig.botApi.setWebhook('https://other.example/secret'), 'webhook is active'],
    [
      'another program reads it',
      () => rig.botApi.script.next({ kind: 'refusal', code: 'other_reader', method: 'getUpdates' }),
      'terminated by other getUpdates',
    ],
  ])('%s: it is noted for the page, and no webhook is removed', async (_why, disturb, said) => {
    disturb();
    await rig.read();
    expect(rig.noted[0]).toMatchObject({ httpStatus: 409, description: expect.stringContaining(said) });
    expect(rig.botApi.calls().filter(({ method }) => method === 'deleteWebhook')).toEqual([]);
  });
});
