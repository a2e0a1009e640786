import { addressProblem, hostProblem as mailServerProblem } from '../common/channels/email_address';
import { inert } from '../server/notify/email/escape';
import { CHANNEL_ID, telegramChannel } from './channels';
import * as z from 'zod';
import { parseDuration } from '../common/time';
import { indexPatternProblem } from '../common/settings/index_pattern';
import { Secret } from '../common/channels/secret';
import { DEFAULT_SETTINGS, settingsSchema } from '../common/settings/settings';
import { chatIdProblem, tokenProblem } from '../common/channels/telegram';
import { headerNameProblem, headersProblem } from '../common/channels/webhook_headers';
import { hostProblem, urlProblem } from '../common/channels/webhook_url';
import type { Group } from '../common/rules/rules';
import { visible } from '../common/text/visible_text';
import { addressOf } from '../public/shared/addresses';
import { draftOf } from '../public/settings/draft';
import { fieldOf, validate } from '../public/settings/field_errors';
import { withPatterns } from '../public/settings/patterns';
import { readAnswer, scrubbed } from '../server/adapters/telegram/answer';
import { entryProblem } from '../server/adapters/webhook/allowed_hosts';
import { retryAfterMs } from '../server/adapters/webhook/retry_after';
import { scrubbed as scrubbedAnswer } from '../server/adapters/webhook/scrubbed';
import { createNoise, DEFAULT_EXCLUSIONS } from '../common/rules/noise';
import { normaliseAddress } from '../server/detect/events/address';
import { accountKey, normaliseHost, normaliseStatus } from '../server/detect/events/normalise';
import { readEventText } from '../server/detect/events/event_in_text';
import { createQuestion } from '../server/detect/events/question';
import { TEXT_MAX } from '../server/detect/events/text_values';
import { logonTypeInWords, reasonCode, reasonInWords, statusInWords } from '../common/alerts/windows_codes';
import { toAttackMessage } from '../server/notify/message/message';
import { telegramProblem } from '../server/notify/telegram/errors';
import type { TelegramHtml } from '../server/notify/telegram/bot_api_port';
import { renderAttack, toPlainText } from '../server/notify/telegram/text';
import { alert, evidence, failedLogon, NOW, searchHit } from './builders';

const LENGTH = 100_000;
/** Square time would take minutes for most of these; a busy machine may take a second for what is linear. */
const MOST_MS = 1_000;

/** Each repeated to the full length, alone and with something after it that spoils the match. */
const REPEATED = [
  'a',
  '0',
  '9',
  ' ',
  '\t',
  '<',
  '>',
  '&',
  '&lt',
  '*',
  '.',
  '-',
  '_',
  '@',
  '\\',
  ':',
  '/',
  ',',
  '{',
  'İ',
];
const MORE = [
  '<Event>',
  '<EventID>',
  '<Provider ',
  "<Data Name='a'>",
  '] [',
  'Account Name:\n',
  '} ',
  '{"a":',
  '::ffff:',
  'bot1',
  'bot1:',
  'retry after ',
  '0x0',
  '\u202e',
  '\ud83d',
  '😀',
  '😀\u200d',
  '<b',
  'a@',
  'a\\',
  '1.',
];
const HOSTILE = [...REPEATED, ...MORE].flatMap((part) => {
  const long = part.repeat(Math.ceil(LENGTH / part.length));
  return [long, `${long}!`, `!${long}\n`];
});

const tally = (value: string) => [{ value, count: 5 }];
const messageOf = (text: string) => {
  const found = evidence({
    spellings: [{ value: text, count: 5, first: NOW }],
    sources: tally(text),
    hosts: tally(text),
    workstations: tally(text),
    logonTypes: tally(text),
    reasons: tally(text),
  });
  const group: Group = { kind: 'account', key: text, value: text, spellings: [text] };
  return renderAttack(
    toAttackMessage(alert({ group, evidence: found }), {
      reason: 'first',
      ordinal: 1,
      link: `https://kibana/${text}`,
    }),
  );
};
const fields = (text: string) => ({
  '@timestamp': [String(NOW)],
  'event.code': ['4625'],
  'event.provider': ['Microsoft-Windows-Security-Auditing'],
  ...Object.fromEntries(
    [
      'winlog.event_data.TargetUserName',
      'winlog.event_data.TargetDomainName',
      'winlog.event_data.IpAddress',
      'winlog.event_data.Status',
      'winlog.event_data.LogonType',
      'host.name',
    ].map((name) => [name, [text]]),
  ),
});
const refusal = (text: string) =>
  ({ kind: 'answered', httpStatus: 429, description: text, fromTelegram: true }) as const;

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const PARSERS: Array<[name: string, parse: (text: string) => unknown]> = [
  ['indexPatternProblem', indexPatternProblem],
  ['tokenProblem', tokenProblem],
  ['chatIdProblem', chatIdProblem],
  ['urlProblem', urlProblem],
  ['urlProblem below a host', (text) => urlProblem(`https://hooks.example/${text}`)],
  ['hostProblem', hostProblem],
  ['headerNameProblem', headerNameProblem],
  ['headersProblem', (text) => headersProblem(JSON.stringify({ a: text }))],
  ['entryProblem', entryProblem],
  ['retryAfterMs', (text) => retryAfterMs(text, NOW)],
  ["a webhook's answer", (text) => scrubbedAnswer(text, new Secret('https://hooks.example/a-long-key'), [])],
  ['parseDuration', parseDuration],
  ['visible', visible],
  [
    'settingsSchema',
    (text) =>
      settingsSchema.safeParse({
        ...DEFAULT_SETTINGS,
        indexPatterns: [text],
        cooldown: text,
        channels: [telegramChannel(text)],
      }),
  ],
  [
    "the form's validate",
    (text) =>
      validate({
        ...draftOf(DEFAULT_SETTINGS),
        cooldown: text,
        channels: [telegramChannel(text)],
        secrets: { [CHANNEL_ID]: { botToken: text } },
      }),
  ],
  ["the form's withPatterns", (text) => withPatterns([], text)],
  [
    "the form's fieldOf",
    (text) => fieldOf({ code: '', severity: 'error', message: '', remedy: '', field: text }),
  ],
  ["the page's addressOf", (text) => addressOf(`/alerts/${text}`)],
  ['the reading of a document', (text) => QUESTION.read(searchHit(fields(text)))],
  ['a time that is none', (text) => QUESTION.read(searchHit({ '@timestamp': [text] }))],
  ...[
    '',
    '<Event><System>',
    "<Event><System><Provider Name='a'/><EventID>4625</EventID></System><EventData>",
    '[Security] [INFORMATION] [4625] [Microsoft-Windows-Security-Auditing] [DC01] [',
    'EventCode=4625\nSourceName=a\nMessage=',
    '{"EventID":4625,"a":"',
  ].map((head): [string, (text: string) => unknown] => [
    `an event in one text behind "${head}"`,
    (text) => readEventText(`${head}${text}`.slice(0, TEXT_MAX)),
  ]),
  ['accountKey', (account) => accountKey(failedLogon({ account }), true)],
  ['accountKey by its domain', (domain) => accountKey(failedLogon({ domain }), true)],
  ['normaliseAddress', normaliseAddress],
  ['normaliseHost', normaliseHost],
  ['normaliseStatus', normaliseStatus],
  ['noise', createNoise(DEFAULT_EXCLUSIONS)],
  ['noise by a pattern', (text) => createNoise([text])('a'.repeat(256))],
  ['reasonCode', (text) => reasonCode(text, text)],
  ['reasonInWords', reasonInWords],
  ['statusInWords', statusInWords],
  ['logonTypeInWords', logonTypeInWords],
  ['the message', messageOf],
  ['the message without formatting', (text) => toPlainText(text as TelegramHtml)],
  ['a mail server', mailServerProblem],
  ['an address of mail', addressProblem],
  ['a name in a mail', inert],
  ["Telegram's words", (text) => telegramProblem(refusal(text))],
  ['scrubbed', (text) => scrubbed(text, new Secret('100001:stand-in'))],
  [
    "Telegram's answer",
    (body) => readAnswer({ status: 200, body, retryAfter: body }, z.unknown(), new Secret('100001:stand-in')),
  ],
];

describe(`text of ${LENGTH} characters, made to be slow, takes no time to speak of`, () => {
  it.each(PARSERS)('%s', (_name, parse) => {
    const slow = HOSTILE.filter((text) => {
      const started = process.cpuUsage();
      parse(text);
      // Processor time: other steps of the same test run may be busy beside this one.
      return process.cpuUsage(started).user / 1_000 > MOST_MS;
    });
    expect(slow.map((text) => text.slice(0, 20))).toEqual([]);
  });
});
