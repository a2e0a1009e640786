import fc from 'fast-check';
import Ajv from 'ajv/dist/2020';
import schema from '../../../docs/webhook_v1.schema.json';
import { WEBHOOK_PRESETS } from '../../../common/channels/webhook';
import { SEVERITIES } from '../../../common/rules/rules';
import { anyChannelMessage } from '../../../test/any_message';
import { attackMessage, dailyMessage, testMessage } from '../../../test/messages';
import type { AttackMessage, ChannelMessage, SummaryMessage } from '../message/message';
import { DISCORD_MAX } from './discord';
import { APPRISE_MAX, NTFY_MAX_BYTES } from './phones';
import { render } from './presets';
import { SLACK_SECTION_MAX } from './slack';
import { TEAMS_MAX_BYTES } from './teams';

const TOPIC = 'soc-alerts';
type Preset = (typeof WEBHOOK_PRESETS)[number];
const bodyOf = (message: ChannelMessage, preset: Preset) =>
  JSON.parse(render(message, preset, TOPIC).body) as Record<string, unknown>;
const bytes = (text: string) => Buffer.byteLength(text, 'utf8');
const isPayload = new Ajv({ strict: false, formats: { 'date-time': true, uri: true } }).compile(schema);

interface SlackBody {
  text: string;
  attachments: Array<{ color: string; blocks: Array<{ text: { text: string; verbatim: boolean } }> }>;
}
interface DiscordBody {
  allowed_mentions: { parse: string[] };
  embeds: Array<{ title: string; description: string; color: number }>;
}
const slackTexts = (message: ChannelMessage) => {
  const { text, attachments } = bodyOf(message, 'slack') as unknown as SlackBody;
  return { text, sections: attachments.flatMap(({ blocks }) => blocks.map((block) => block.text.text)) };
};
const embedOf = (message: ChannelMessage) => (bodyOf(message, 'discord') as unknown as DiscordBody).embeds[0];

const ATTACK = attackMessage();
const HOSTILE = '<!channel> @everyone <@U123> `x` [a](https://evil.example) *b* & </at>';
const hostile = attackMessage({ group: { kind: 'account', value: HOSTILE } });
const summary: SummaryMessage = {
  kind: 'summary',
  cause: 'broken',
  digest: null,
  until: 0,
  since: Date.parse('2026-11-22T03:15:00.000Z'),
  attacks: 500,
  gravest: [attackMessage({ severity: 'critical', group: { kind: 'account', value: 'svc_sql' } })],
  link: null,
};

describe('a message in plain text, as the page of deliveries shows it', () => {
  it('says what, who, how often, from where, when, why and where to look', () => {
    expect(render(ATTACK, 'json', TOPIC).text).toBe(
      [
        'Brute force detected',
        'Account: Guest',
        'Attempts: 5 in 12 s; the limit is 5 in 5 min',
        'From: 203.0.113.7 (5)',
        'Host: DC01',
        'When (UTC): 2026-11-22 03:12:04 – 2026-11-22 03:12:16',
        'Why it failed: wrong password (5)',
        'Logon type: Network (3)',
        'Severity: Medium',
        'Alert: 5f0c1e2a',
        'https://kibana.example/app/bruteForceAlerts/alerts/5f0c1e2a9b7d4c33?a=1&b=2',
      ].join('\n'),
    );
  });

  it.each<[string, Partial<AttackMessage>, string]>([
    ['a reminder', { reason: 'reminder' }, 'Brute force detected\nThis attack is still going on.\n'],
    ['a graver attack', { reason: 'severity' }, '\nMore serious than reported before.\n'],
    ['an end', { reason: 'ended' }, 'Brute force detected\nThis attack is over.\n'],
    ['a first one after the end', { quietSince: 0 }, 'Brute force detected\nThis attack is over.\n'],
    [
      'a reminder after the end',
      { reason: 'reminder', quietSince: 0 },
      'Brute force detected\nThis attack is over.\n',
    ],
    [
      'a rise after the end',
      { reason: 'severity', quietSince: 0 },
      '\nMore serious than reported before. This attack is over.\n',
    ],
    ['new numbers', { reason: 'growing' }, 'Brute force detected\nAccount: Guest\n'],
    [
      'an attack that worked',
      {
        rule: { ...ATTACK.rule, kind: 'temporal_ordered' },
        success: { at: ATTACK.last, source: '203.0.113.7', host: 'DC01' },
        successCount: 2,
      },
      'The attack worked: somebody logged on\nAccount: Guest\nLogged on: 2026-11-22 03:12:16 UTC, from 203.0.113.7, on DC01, and once more\n',
    ],
    [
      'a spray',
      { rule: { ...ATTACK.rule, kind: 'value_count', of: 'account' } },
      'Password spraying detected\n',
    ],
  ])('%s', (_what, change, expected) => {
    expect(render(attackMessage(change), 'json', TOPIC).text).toContain(expected);
  });

  it('of what was held back names the gravest and counts the others', () => {
    expect(render(summary, 'json', TOPIC).text).toBe(
      [
        '500 attacks were held back',
        'Since 2026-11-22 03:15:00 UTC this channel could not be told. It can be again.',
        'Critical: svc_sql, 5 attempts, alert 5f0c1e2a',
        'More: 499, in Kibana',
      ].join('\n'),
    );
  });
});

describe('our own JSON', () => {
  it('has a version, facts as codes, and times with their zone', () => {
    expect(bodyOf(ATTACK, 'json')).toMatchObject({
      version: 1,
      kind: 'attack',
      severity: 'medium',
      attack: {
        key: '5f0c1e2a9b7d4c33-1',
        group: { kind: 'account', value: 'Guest' },
        attempts: 5,
        first: '2026-11-22T03:12:04.120Z',
        sources: { total: 1, atLeast: false, top: [{ value: '203.0.113.7', count: 5 }] },
      },
    });
  });
  it('tells the end of an attack from the last message about it, whose number it has', () => {
    const keyOf = (message: ChannelMessage) =>
      (bodyOf(message, 'json') as { attack: { key: string } }).attack.key;
    expect(keyOf({ ...ATTACK, reason: 'ended' })).not.toBe(keyOf(ATTACK));
  });
  it.each<[string, Partial<AttackMessage>, boolean]>([
    ['goes on', {}, false],
    ['ended', { reason: 'ended' }, true],
    ['ended while its first message waited', { reason: 'first', quietSince: 0 }, true],
  ])('says of an attack that %s whether it is over', (_what, change, over) =>
    expect(bodyOf(attackMessage(change), 'json')).toMatchObject({ attack: { over } }),
  );
  it.each([
    ['an attack', ATTACK],
    ['the end of one', { ...ATTACK, reason: 'ended' as const }],
    ['a summary', summary],
    ['a daily message', dailyMessage({ problems: [{ code: 'stalled', message: 'No run.' }] })],
    ['a test', testMessage()],
  ])('of %s is as docs/webhook_v1.schema.json says', (_what, message) => {
    expect(isPayload(bodyOf(message, 'json')) || isPayload.errors).toBe(true);
  });
});

describe('a name that looks like more than a name', () => {
  it('is text in Slack', () => {
    const { text, sections } = slackTexts(hostile);
    expect(text).toBe(
      'Brute force detected: &lt;!channel&gt; @everyone &lt;@U123&gt; \u02cbx\u02cb [a](https://evil.example) *b* &amp; &lt;/at&gt;',
    );
    expect(sections[0]).toContain('*Account:* `&lt;!channel&gt; @everyone &lt;@U123&gt; \u02cbx\u02cb [a]');
  });
  it('is text in Discord, which may mention nobody', () => {
    expect(embedOf(hostile)?.description).toContain(
      '**Account:** `<!channel> @everyone <@U123> \u02cbx\u02cb [a]',
    );
    expect(bodyOf(hostile, 'discord')).toMatchObject({ allowed_mentions: { parse: [] } });
  });
  it('is text in Teams, in a run that shows it as it is', () => {
    expect(JSON.stringify(bodyOf(hostile, 'teams'))).toContain(
      JSON.stringify([
        { type: 'TextRun', text: 'Account: ', weight: 'bolder' },
        { type: 'TextRun', text: HOSTILE },
      ]),
    );
  });
  it('mentions nobody where Apprise hands it on', () => {
    expect(bodyOf(hostile, 'apprise')['body']).toContain(
      'Account: \uff1c!channel> \uff20everyone \uff1c@U123>',
    );
    const upn = attackMessage({ group: { kind: 'account', value: 'guest@corp.lan' } });
    expect(bodyOf(upn, 'apprise')['body']).toContain('Account: guest@corp.lan\n');
  });
});

describe('the form of each preset', () => {
  it.each<[Preset, object]>([
    ['slack', { mrkdwn: false, link_names: false, attachments: [{ color: '#d6bf57' }] }],
    ['discord', { embeds: [{ title: 'Brute force detected', color: 0xd6bf57, url: ATTACK.link }] }],
    [
      'teams',
      {
        type: 'message',
        attachments: [
          { content: { type: 'AdaptiveCard', actions: [{ type: 'Action.OpenUrl', url: ATTACK.link }] } },
        ],
      },
    ],
    [
      'ntfy',
      {
        topic: TOPIC,
        title: 'Brute force detected',
        priority: 3,
        tags: ['yellow_circle'],
        click: ATTACK.link,
      },
    ],
    ['gotify', { title: 'Brute force detected', priority: 5 }],
    ['apprise', { title: 'Brute force detected', type: 'warning', format: 'text' }],
  ])('%s', (preset, expected) => {
    expect(bodyOf(ATTACK, preset)).toMatchObject(expected);
  });

  it.each(WEBHOOK_PRESETS.filter((preset) => preset !== 'json'))('%s tells severities apart', (preset) => {
    const forms = SEVERITIES.map((severity) => {
      const body = bodyOf(attackMessage({ severity, group: { kind: 'account', value: 'x' } }), preset);
      return JSON.stringify(body).replace(/Low|Medium|High|Critical/g, '');
    });
    // Teams has two colours for the four, Apprise three types.
    expect(new Set(forms).size).toBeGreaterThanOrEqual(3);
  });
});

describe('whatever an event holds', () => {
  /** What grows changes a message that was sent, which no receiver of webhooks lets us do. */
  const anySent = anyChannelMessage.filter(
    (message) => !(message.kind === 'attack' && message.reason === 'growing'),
  );
  const check = (holds: (message: ChannelMessage) => void) =>
    fc.assert(fc.property(anySent, holds), { numRuns: 100 });

  it('our own JSON is as its schema says', () => {
    check((message) => {
      const { body } = render(message, 'json', TOPIC);
      expect(isPayload(JSON.parse(body)) || isPayload.errors).toBe(true);
      expect(bytes(body)).toBeLessThan(65_536);
      expect(body).not.toMatch(/\\ud[89a-f]/i);
    });
  });

  it('Slack gets sections within its limit, and no mention, link or code of a name', () => {
    check((message) => {
      const { text, sections } = slackTexts(message);
      for (const one of [text, ...sections]) {
        expect([...one].length).toBeLessThanOrEqual(SLACK_SECTION_MAX);
        // Our own link is the one thing between < and >.
        expect(one.replace(/^<https?:[^<>|]*\|[^<>|]*>$/m, '')).not.toMatch(/[<>]/);
      }
      expect(sections.length).toBeLessThanOrEqual(50);
      for (const line of sections.join('\n').split('\n')) expect((line.match(/`/g) ?? []).length % 2).toBe(0);
    });
  });

  it('Discord gets an embed within its limits, with names in code alone', () => {
    check((message) => {
      const embed = embedOf(message);
      if (!embed) throw new Error('There is no embed.');
      expect(embed.title.length).toBeLessThanOrEqual(DISCORD_MAX.title);
      expect(embed.description.length).toBeLessThanOrEqual(DISCORD_MAX.description);
      const outside = embed.description.replace(/`[^`\n]*`/g, '');
      expect(outside).not.toMatch(/`|(?<!\\)[@<]/);
    });
  });

  it('Teams gets a card within its limit, with names in plain runs alone', () => {
    check((message) => {
      const { body } = render(message, 'teams', TOPIC);
      expect(bytes(body)).toBeLessThanOrEqual(TEAMS_MAX_BYTES);
      expect(body).not.toMatch(/"type":"TextBlock"|"entities"/);
    });
  });

  it('ntfy, Gotify and Apprise get text within their limits', () => {
    check((message) => {
      expect(bytes(String(bodyOf(message, 'ntfy')['message']))).toBeLessThanOrEqual(NTFY_MAX_BYTES);
      expect(bytes(String(bodyOf(message, 'gotify')['message']))).toBeLessThan(16_384);
      const body = String(bodyOf(message, 'apprise')['body']);
      expect(body.length).toBeLessThanOrEqual(APPRISE_MAX.body);
      expect(body).not.toMatch(/@(everyone|here|channel|all\b)|<[@!#&]/i);
    });
  });

  it('a link is an http or https address, or is left out', () => {
    check((message) => {
      const { link } = bodyOf(message, 'json') as { link: string | null };
      expect(link === null || /^https?:\/\//.test(link)).toBe(true);
    });
  });
});
