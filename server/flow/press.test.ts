import { ALERT, ChatRig, SOC } from '../../test/chat_rig';
import { alert, MINUTE, SECOND } from '../../test/builders';
import { planEdit } from '../notify/message/plan';
import { DELIVERY_CHANNEL } from '../../test/channels';
import { hashOfNonce } from '../adapters/telegram/nonce';

const HOUR = 60 * MINUTE;
const BERT = { id: 7002, name: 'Bert', username: 'bert' };

let rig: ChatRig;
beforeEach(async () => (rig = await ChatRig.start()));
afterEach(() => rig.end());

describe('the buttons below a message', () => {
  it('are there for a channel that is set so, and open the alert', async () => {
    await rig.tell();
    expect(rig.labels()).toEqual([['Acknowledge', 'Snooze 1 h'], ['Close: false positive'], ['Open']]);
    expect(rig.message().buttons[2]).toEqual([{ text: 'Open', url: 'https://kibana.example/app/x' }]);
  });

  it('are not there for a channel that is not', async () => {
    await rig.end();
    rig = await ChatRig.start({ buttons: false });
    await rig.tell();
    expect(rig.labels()).toEqual([]);
    expect(rig.outbox.buttons.stored.size).toBe(0);
  });

  it.each([
    ['no public address is known', null],
    ['it is localhost', 'http://localhost:5601/app/x'],
    ['its host has no domain', 'http://kibana:5601/app/x'],
    ['it is loopback', 'http://127.0.0.1:5601/app/x'],
    ['it is no address of the web', 'ftp://kibana.example/x'],
    ['it is none at all', 'nonsense'],
  ])('have no Open where %s, and the others work', async (_why, link) => {
    await rig.tell(link);
    expect(rig.labels()).toEqual([['Acknowledge', 'Snooze 1 h'], ['Close: false positive']]);
  });

  it('go out without Open where Telegram refuses the address all the same', async () => {
    rig.botApi.script.next({ kind: 'refusal', code: 'options_refused', method: 'sendMessage' });
    await rig.tell();
    expect(rig.labels()).toEqual([['Acknowledge', 'Snooze 1 h'], ['Close: false positive']]);
    expect(rig.message().html).not.toBeNull();
  });

  it('carry 128 random bits each, of which only the hash is kept', async () => {
    await rig.tell();
    const words = rig
      .message()
      .buttons.flatMap((row) => row.flatMap(({ callback_data }) => callback_data ?? []));
    expect(new Set(words).size).toBe(3);
    const stored = JSON.stringify([...rig.outbox.buttons.stored]);
    for (const word of words) {
      expect(Buffer.from(word, 'base64url')).toHaveLength(16);
      expect(stored).not.toContain(word);
      expect(stored).toContain(hashOfNonce(word));
      expect(word).not.toContain(ALERT);
    }
  });

  it('are no reason to lose an alert: where they cannot be stored, the message goes out without', async () => {
    rig.outbox.buttons.keep = () => Promise.reject(new Error('no storage'));
    await rig.tell();
    expect([rig.labels(), rig.outbox.first().status]).toEqual([[], 'delivered']);
  });
});

describe('a press', () => {
  it.each([
    [
      'Acknowledge',
      { status: 'acknowledged' },
      { kind: 'acknowledge' },
      /^Acknowledged\./,
      /acknowledged it at/,
    ],
    [
      'Close: false positive',
      { status: 'closed', reason: 'false_positive' },
      { kind: 'close', reason: 'false_positive' },
      /^Closed as a false positive/,
      /closed it at .*: false positive\./,
    ],
    ['Snooze 1 h', { status: 'open' }, { kind: 'snooze' }, /^Snoozed/, /snoozed it until/],
  ])(
    '%s: does it, tells whoever pressed, and the message says who did it',
    async (button, workflow, deed, told, says) => {
      await rig.tell();
      expect(await rig.press(button, { from: BERT })).toMatch(told);
      expect(rig.alert().workflow).toMatchObject(workflow);
      expect(rig.alert().history.entries).toEqual([
        expect.objectContaining({ ...deed, by: '@bert (7002)', via: 'telegram', at: rig.outbox.now }),
      ]);
      await rig.settle();
      expect(rig.message().text).toMatch(says);
      expect(rig.message().text).toContain('@bert (7002), from Telegram,');
      expect([rig.botApi.messages().length, rig.message().edits]).toEqual([1, 1]);
    },
  );

  it('snoozes for one hour', async () => {
    await rig.tell();
    await rig.press('Snooze 1 h');
    expect(rig.alert().workflow.snoozedUntil).toBe(rig.outbox.now + HOUR);
  });

  it.each([
    ['acknowledged', 'Acknowledge', [['Snooze 1 h'], ['Close: false positive'], ['Open']]],
    ['snoozed', 'Snooze 1 h', [['Acknowledge'], ['Close: false positive'], ['Open']]],
    ['closed', 'Close: false positive', [['Open']]],
  ])('leaves the buttons that still do something: %s', async (_state, button, left) => {
    await rig.tell();
    await rig.press(button);
    await rig.settle();
    expect(rig.labels()).toEqual(left);
  });

  it('finds the alert through the public name of the chat too', async () => {
    await rig.end();
    rig = await ChatRig.start({ chatId: '@SOC_public' });
    await rig.tell();
    expect(await rig.press('Acknowledge')).toMatch(/^Acknowledged\./);
  });

  it('of somebody on the list is taken', async () => {
    rig.users = [BERT.id];
    await rig.tell();
    expect(await rig.press('Acknowledge', { from: BERT })).toMatch(/^Acknowledged\./);
  });
});

describe('edits of an attack', () => {
  const edit = (reason: 'growing' | 'ended', attempts = 50) => {
    const planning = { space: 'default', channel: DELIVERY_CHANNEL, reason, ordinal: 1, now: rig.outbox.now };
    const known = alert({ id: ALERT });
    const grown = { ...known, evidence: { ...known.evidence, count: attempts } };
    const link = 'https://kibana.example/app/x';
    const entry = planEdit({ ...planning, alert: grown, link, edits: rig.outbox.first().id });
    const there = rig.outbox.entries.get(entry.id);
    rig.outbox.entries.set(entry.id, { ...entry, ...(there?.revision ? { revision: there.revision } : {}) });
    return rig.settle();
  };

  it('that grows keep the buttons, which go on working', async () => {
    await rig.tell();
    const before = rig.message().buttons.flat()[0]?.callback_data ?? '';
    await edit('growing');
    expect(rig.message().text).toContain('Attempts: 50');
    expect(rig.labels()).toEqual([['Acknowledge', 'Snooze 1 h'], ['Close: false positive'], ['Open']]);
    // Somebody whose phone still shows the message as it was presses what is there.
    expect(await rig.press({ data: before })).toMatch(/^Acknowledged\./);
  });

  it('that somebody works on keep saying so', async () => {
    await rig.tell();
    await rig.press('Acknowledge', { from: BERT });
    await edit('growing');
    expect(rig.message().text).toMatch(/Attempts: 50/);
    expect(rig.message().text).toContain('@bert (7002), from Telegram, acknowledged it');
  });

  it('that ended have no Snooze any more, and can still be acknowledged and closed', async () => {
    await rig.tell();
    await edit('ended');
    expect(rig.labels()).toEqual([['Acknowledge'], ['Close: false positive'], ['Open']]);
    expect(await rig.press('Close: false positive')).toMatch(/^Closed/);
    await rig.settle();
    expect(rig.message().text).toMatch(/This attack has ended.*\n👤 /s);
  });

  it('lose the buttons where the channel is no longer set so', async () => {
    await rig.tell();
    rig.outbox.channels.set(DELIVERY_CHANNEL.id, {
      ...rig.channel,
      options: { chatId: String(SOC), buttons: false },
    });
    await edit('growing');
    expect(rig.labels()).toEqual([]);
  });

  it('keep the last three makings and no more, however long the attack goes on', async () => {
    await rig.tell();
    for (let n = 0; n < 6; n += 1) await edit('growing', 60 + n);
    const [stored] = rig.outbox.buttons.stored.values();
    expect(stored?.buttons.made).toHaveLength(9);
  });
});

describe('a press on an attack that has parts', () => {
  const PARTS = ['1', '2'].map((n) => n.padStart(32, '0'));
  /** People were told of the whole and of its first part. The second was told by neither a message nor a digest. */
  beforeEach(async () => {
    rig.outbox.people.add(ALERT, {}, PARTS);
    for (const id of PARTS) rig.outbox.people.add(id);
    await rig.tell();
    const [first] = PARTS;
    rig.outbox.plan({ alert: alert({ id: first }), link: null, now: rig.outbox.now });
    await rig.outbox.drain(2 * SECOND);
  });
  const partsOf = () => PARTS.map((id) => rig.outbox.people.of(id));
  const [about, aboutPart] = [0, 1].map((n) => () => rig.botApi.messages()[n]?.text ?? '');

  it.each([
    ['Acknowledge', { status: 'acknowledged' }, { kind: 'acknowledge' }, /acknowledged it at/],
    [
      'Close: false positive',
      { status: 'closed', reason: 'false_positive' },
      { kind: 'close', reason: 'false_positive' },
      /closed it at/,
    ],
  ])('%s: does it to its parts, too, and every message says so', async (button, workflow, deed, says) => {
    const whole = rig.botApi.messages()[0]?.message_id ?? 0;
    expect(rig.botApi.press({ message: whole, button, from: BERT })).not.toBeNull();
    await rig.read();
    expect(rig.alert().workflow).toMatchObject(workflow);
    for (const part of partsOf()) {
      expect(part.workflow).toMatchObject(workflow);
      expect(part.history.entries).toEqual([
        expect.objectContaining({ ...deed, by: '@bert (7002)', via: 'telegram', whole: ALERT }),
      ]);
    }
    await rig.settle();
    for (const text of [about?.(), aboutPart?.()]) expect(text).toMatch(says);
    expect(rig.botApi.messages()).toHaveLength(2);
  });

  it('is done to its parts once, also where the press comes twice', async () => {
    const whole = rig.botApi.messages()[0]?.message_id ?? 0;
    for (let n = 0; n < 2; n += 1) {
      rig.botApi.press({ message: whole, button: 'Acknowledge', from: BERT });
      await rig.read();
    }
    expect(partsOf().map(({ history }) => history.entries.length)).toEqual([1, 1]);
  });

  it('leaves alone a part that was closed, but for what was done now', async () => {
    const [first = ''] = PARTS;
    rig.outbox.people.add(first, { status: 'closed', reason: 'duplicate' });
    rig.botApi.press({
      message: rig.botApi.messages()[0]?.message_id ?? 0,
      button: 'Snooze 1 h',
      from: BERT,
    });
    await rig.read();
    expect(
      partsOf().map(({ workflow: { status, snoozedUntil } }) => [status, snoozedUntil !== null]),
    ).toEqual([
      ['closed', false],
      ['open', true],
    ]);
  });

  it('on the message about a part is done to that part alone', async () => {
    const part = rig.botApi.messages()[1]?.message_id ?? 0;
    rig.botApi.press({ message: part, button: 'Acknowledge', from: BERT });
    await rig.read();
    expect(rig.alert().workflow.status).toBe('open');
    expect(partsOf().map(({ workflow }) => workflow.status)).toEqual(['acknowledged', 'open']);
  });
});
