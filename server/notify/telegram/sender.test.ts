import { Secret } from '../../../common/channels/secret';
import { openChannel } from '../../../test/fake_outbox';
import { attackMessage } from '../../../test/messages';
import type { TelegramAnswer, TelegramApi, TelegramFailure } from './bot_api_port';
import { createTelegramSender } from './sender';

const says = (httpStatus: number, description: string, more = {}): TelegramFailure => ({
  kind: 'answered',
  httpStatus,
  description,
  fromTelegram: true,
  ...more,
});
const sent = { ok: true, result: { messageId: 7, text: 'shown' } } as const;
const CHAT = { ok: true, result: { id: '-100', type: 'group', title: 'SOC' } } as const;
const BOT = { ok: true, result: { id: 1, username: 'soc_bot' } } as const;

/** A Bot API that answers one thing after the other, and what it was asked. */
function telegram(...answers: Array<TelegramAnswer<unknown> | TelegramFailure>) {
  const asked: unknown[] = [];
  const next = async (what: unknown) => {
    asked.push(what);
    const answer = answers.shift();
    if (!answer) throw new Error('It is asked too often.');
    return ('ok' in answer ? answer : { ok: false, failure: answer }) as never;
  };
  const api: TelegramApi = {
    getMe: (token) => next(`getMe ${token.reveal()}`),
    getChat: (_token, chatId) => next(`getChat ${chatId}`),
    sendMessage: (_token, message) => next('html' in message ? 'html' : 'plain'),
    editMessageText: (_token, { messageId, ...text }) =>
      next(`edit ${messageId} ${'html' in text ? 'html' : 'plain'}`),
  };
  return { asked, sender: createTelegramSender(() => api) };
}

describe('what Telegram answers, as an outcome', () => {
  it.each<[string, TelegramFailure, object]>([
    [
      'kicked: refused by the channel',
      says(403, 'Forbidden: bot was kicked from the group chat'),
      { kind: 'refused', by: 'channel', code: 'bot_kicked' },
    ],
    [
      'a proxy that is not in kibana.yml any more: refused by the channel',
      { kind: 'network', code: 'PROXY_NOT_LISTED', detail: 'dmz' },
      {
        kind: 'refused',
        by: 'channel',
        code: 'proxy_not_listed',
        said: 'PROXY_NOT_LISTED: dmz',
        remedy: expect.stringContaining('bruteForceAlerts.proxies'),
      },
    ],
    [
      'a revoked token: refused by the channel',
      says(401, 'Unauthorized'),
      { kind: 'refused', by: 'channel', code: 'token_refused' },
    ],
    [
      'a refusal that is new: refused by the channel',
      says(400, 'Bad Request: SOMETHING_NEW'),
      { kind: 'refused', by: 'channel', code: 'other_refusal' },
    ],
    [
      'no text: the message is refused, and not the channel',
      says(400, 'Bad Request: message text is empty'),
      { kind: 'refused', by: 'message', code: 'text_empty' },
    ],
    [
      'too many: deferred, exactly so long',
      says(429, 'Too Many Requests: retry after 7', { retryAfterSeconds: 7 }),
      { kind: 'deferred', waitMs: 7_000, code: 'too_many_requests' },
    ],
    [
      'a group that moved: deferred, with what changed',
      says(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrateToChatId: '-1001' }),
      { kind: 'deferred', waitMs: 0, moved: { chatId: '-1001' }, code: 'chat_migrated' },
    ],
    [
      'nobody listens: deferred, and nobody says how long',
      { kind: 'network', code: 'ECONNREFUSED', syscall: 'connect' },
      { kind: 'deferred', waitMs: null, code: 'unreachable' },
    ],
    [
      'trouble over there: unknown',
      says(500, 'Internal Server Error'),
      { kind: 'unknown', code: 'telegram_trouble' },
    ],
    [
      'a lost answer: unknown',
      { kind: 'network', code: 'ECONNRESET' },
      { kind: 'unknown', code: 'connection_lost' },
    ],
  ])('%s', async (_what, failure, outcome) => {
    const { sender } = telegram(failure);
    const given = await sender.send(attackMessage(), openChannel());
    expect(given).toMatchObject(outcome);
    expect('remedy' in given && given.remedy).toMatch(/./);
  });

  it('taken: delivered, with its id and its text', async () => {
    expect(await telegram(sent).sender.send(attackMessage(), openChannel())).toEqual({
      kind: 'delivered',
      messageId: '1/-100/7',
      text: 'shown',
    });
  });

  it('formatting that it cannot read: the same words without, at once', async () => {
    const { sender, asked } = telegram(says(400, "Bad Request: can't parse entities"), sent);
    expect(await sender.send(attackMessage(), openChannel())).toMatchObject({ kind: 'delivered' });
    expect(asked).toEqual(['html', 'plain']);
  });

  it('refused without formatting too: the message is at fault', async () => {
    const failure = says(400, 'Bad Request: message is too long');
    const { sender } = telegram(failure, failure);
    expect(await sender.send(attackMessage(), openChannel())).toMatchObject({
      kind: 'refused',
      by: 'message',
    });
  });
});

describe('an edit', () => {
  const delivered = { messageId: '1/-100/7', text: 'as it stands' };
  const edit = (...answers: Array<TelegramAnswer<unknown> | TelegramFailure>) => {
    const { sender, asked } = telegram(...answers);
    return { asked, outcome: sender.edit?.(attackMessage(), delivered, openChannel()) };
  };

  it.each<[string, TelegramAnswer<unknown> | TelegramFailure, object]>([
    [
      'taken: delivered, with the new text',
      sent,
      { kind: 'delivered', messageId: '1/-100/7', text: 'shown' },
    ],
    [
      'nothing changed: delivered, as it stands',
      says(400, 'Bad Request: message is not modified: specified new message content is the same'),
      { kind: 'delivered', messageId: '1/-100/7', text: 'as it stands' },
    ],
    [
      'not found: gone',
      says(400, 'Bad Request: message to edit not found'),
      { kind: 'gone', code: 'nothing_to_edit' },
    ],
    [
      "cannot be changed: gone, since somebody else's or too old",
      says(400, "Bad Request: message can't be edited"),
      { kind: 'gone' },
    ],
    [
      'kicked: refused by the channel',
      says(403, 'Forbidden: bot was kicked from the group chat'),
      { kind: 'refused', by: 'channel' },
    ],
    [
      'too many: deferred',
      says(429, 'Too Many Requests: retry after 7', { retryAfterSeconds: 7 }),
      { kind: 'deferred', waitMs: 7_000 },
    ],
    ['a lost answer: unknown', { kind: 'network', code: 'ECONNRESET' }, { kind: 'unknown' }],
  ])('%s', async (_what, answer, outcome) => {
    expect(await edit(answer).outcome).toMatchObject(outcome);
  });

  it.each<[string, string, object]>([
    ['in another chat, since the channel was changed', '1/-100/7', { options: { chatId: '-1001' } }],
    ['in the group that is a supergroup by now', '1/-100/7', { options: { chatId: '-100100' } }],
    ['of another bot, to the same person', '1/42/7', { secrets: { botToken: new Secret('2:x') } }],
    ['of which only the number is known', '7', {}],
  ])('of a message %s: gone, and Telegram is not asked', async (_where, messageId, now) => {
    const { sender, asked } = telegram();
    const outcome = await sender.edit?.(
      attackMessage(),
      { messageId, text: 'as it stands' },
      openChannel({ options: { chatId: messageId.split('/')[1] ?? '-100' }, ...now }),
    );
    expect([outcome, asked]).toEqual([
      {
        kind: 'gone',
        code: 'nothing_to_edit',
        said: expect.stringContaining('another chat'),
        remedy: expect.stringMatching(/./),
      },
      [],
    ]);
  });

  it('by a new token of the same bot: the message is changed', async () => {
    const { sender, asked } = telegram(sent);
    const channel = openChannel({ secrets: { botToken: new Secret('1:new') } });
    expect(await sender.edit?.(attackMessage(), delivered, channel)).toMatchObject({ kind: 'delivered' });
    expect(asked).toEqual(['edit 7 html']);
  });

  it('formatting that it cannot read: the same words without, at once', async () => {
    const { outcome, asked } = edit(says(400, "Bad Request: can't parse entities"), sent);
    expect(await outcome).toMatchObject({ kind: 'delivered' });
    expect(asked).toEqual(['edit 7 html', 'edit 7 plain']);
  });
});

describe('a probe', () => {
  it.each<[string, TelegramAnswer<unknown> | TelegramFailure, object]>([
    ['works where the chat can be seen', CHAT, { works: true }],
    [
      'does not while the bot is out',
      says(403, 'Forbidden: bot was kicked from the group chat'),
      { works: false, code: 'bot_kicked' },
    ],
    [
      'does not while nobody answers',
      { kind: 'network', code: 'ECONNRESET' },
      { works: false, code: 'connection_lost' },
    ],
    [
      'works where the group moved: the next message tells its new id',
      says(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrateToChatId: '-1001' }),
      { works: true },
    ],
  ])('%s', async (_what, answer, expected) => {
    const { sender, asked } = telegram(answer);
    expect(await sender.probe(openChannel())).toMatchObject(expected);
    expect(asked).toEqual(['getChat -100']);
  });
});

describe('limits', () => {
  const most = (chatId: string) =>
    telegram()
      .sender.limits(openChannel({ options: { chatId } }))
      .map(({ rates }) => rates.map((rate) => rate.most));
  it.each([
    ['a person', '42', [[1], [30]]],
    ['a group', '-2001', [[1, 20], [30]]],
    ['a channel by its name', '@soc_alerts', [[1, 20], [30]]],
  ])('of %s', (_what, chatId, expected) => expect(most(chatId)).toEqual(expected));

  it('are shared by what has the same bot and chat, in any space, and carry no secret', () => {
    const { sender } = telegram();
    const keys = (space: string, id: string) =>
      sender
        .limits(openChannel({ space, id, secrets: { botToken: new Secret('1:secret') } }))
        .map(({ key }) => key);
    expect(keys('night', 'a')).toEqual(keys('day', 'b'));
    expect(keys('night', 'a').join()).not.toContain('secret');
  });
});

describe('a check before saving', () => {
  const both = { secrets: true, options: true };
  it('asks about a new token and its chat', async () => {
    expect(await telegram(BOT, CHAT).sender.check(openChannel(), both)).toEqual({
      sender: 'soc_bot',
      receiver: 'SOC',
      problems: [],
    });
  });
  it('does not go on to the chat with a token that is refused', async () => {
    const { sender, asked } = telegram(says(401, 'Unauthorized'));
    const { problems } = await sender.check(openChannel(), both);
    expect([problems[0]?.field, asked.length]).toEqual(['secrets.botToken', 1]);
  });
  it('asks about the chat alone where the token is as it was', async () => {
    const { sender } = telegram(says(400, 'Bad Request: chat not found'));
    const { problems } = await sender.check(openChannel(), { secrets: false, options: true });
    expect(problems).toMatchObject([{ field: 'options.chatId', code: 'chat_not_found', severity: 'error' }]);
  });
});
