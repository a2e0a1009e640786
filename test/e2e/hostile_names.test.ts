import { API, type DetectResponse } from '../../common/api/api';
import { visible } from '../../common/text/visible_text';
import { failedLogonDocument } from '../winlogbeat';
import { rowOf, says, textOf, useBrowser } from './browser';
import { eventually, messagesAbout, TestSpace } from './harness';
import { rulesWith } from '../rules_with';

jest.setTimeout(240_000);

/** Names that mean something to somebody on their way: objects, messages, queries, templates, markup, paths, terminals. */
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '{account}',
  '{count, plural, one {#} other {#}}',
  "'{'",
  '{{7*7}}${7*7}',
  '<img src="spoof.png" onerror="window.spoofed=1">',
  '<a href="javascript:window.spoofed=1">x</a>',
  '</code><b>x</b>&lt;&amp;',
  'user.name:* OR *:*',
  '{"match_all":{}}',
  '"; DROP TABLE x; --',
  '../../etc/passwd',
  '%00%2e%2e',
  '*',
  '_all',
  'tg://resolve?domain=x',
  'https://evil.example/x',
  'true',
  'x\u202egnitset\u0007\u200b',
];

/** A failed logon in which everything that a log can say is this name. */
function logonNamed(name: string, at: number): object {
  const document = failedLogonDocument({ account: name, at, host: name, workstation: name });
  const { winlog } = document as { winlog: { event_data: object } };
  const event_data = {
    ...winlog.event_data,
    Status: name,
    SubStatus: name,
    LogonType: name,
    IpAddress: name,
  };
  return { ...document, winlog: { ...winlog, event_data } };
}

async function writeLogons(space: TestSpace, names: string[]): Promise<void> {
  const now = Date.now();
  const operations = names.flatMap((name, n) => [
    { create: { _index: space.index } },
    logonNamed(name, now - n),
  ]);
  const { errors } = await space.client.bulk({ operations, refresh: true });
  expect(errors).toBe(false);
}

describe('names that mean something to somebody', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeAll(async () => {
    space = await TestSpace.create();
    await space.turnOn({ rules: rulesWith({ threshold: 1 }), channels: [] });
    await writeLogons(space, NAMES);
    await eventually('an alert for each', async () => (await space.alerts()).length >= NAMES.length);
  });
  afterAll(() => space.remove());

  it('each is an attack of its own, found by a run and by looking, and every field says what was logged', async () => {
    const alerts = await space.alerts();
    expect(alerts.map(({ group }) => group.value).sort()).toEqual([...NAMES].sort());
    for (const { group, evidence } of alerts) {
      const { value: name } = group;
      const values = (list: Array<{ value: string }>) => list.map(({ value }) => value);
      expect([evidence.count, values(evidence.hosts), values(evidence.workstations)]).toEqual([
        1,
        [name],
        [name],
      ]);
      expect(values(evidence.logonTypes)).toEqual([name]);
      // What is no address is no source.
      expect([values(evidence.sources), values(evidence.reasons)]).toEqual([[], [name.toLowerCase()]]);
    }
    const looked = await space.kibana.expect<DetectResponse>('GET', `${API.detect}?notify=false`);
    expect(looked.accounts.map(({ account }) => account).sort()).toEqual([...NAMES].sort());
    expect((await space.status()).lastTick).toMatchObject({ outcome: 'ok' });
  });

  it('the pages show them as text, and nothing of them runs, loads or leads anywhere', async () => {
    const analyst = await (await visit(space)).open('/alerts');
    for (const name of NAMES) await rowOf(analyst, visible(name)).first().waitFor();
    const some = new Set(NAMES.filter((_, n) => n % 2 === 0));
    for (const { id, group } of (await space.alerts()).filter((alert) => some.has(alert.group.value))) {
      await analyst.open(`/alerts/${id}`);
      await says(analyst.get('bfaAlertSentence'), visible(group.value));
      expect(await textOf(analyst.get('bfaAlertFacts'))).toContain(visible(group.value));
      expect(await analyst.faults()).toEqual([]);
    }
    expect(await analyst.page.evaluate(() => 'spoofed' in window)).toBe(false);
    expect(await analyst.page.locator('img[src="spoof.png"]').count()).toBe(0);
    expect(await analyst.page.content()).not.toMatch(/[\u202e\u0007\u200b]/);
  });
});

describe('messages about names that mean something to somebody', () => {
  // A space of its own: those that nobody could be told of before there was a channel would come first.
  let space: TestSpace;
  beforeAll(async () => {
    space = await TestSpace.create();
    await space.turnOn({ rules: rulesWith({ threshold: 1 }) });
  });
  afterAll(() => space.remove());

  it('say them as they are, and runs go on', async () => {
    const told = ['__proto__', 'constructor', '{account}'].map((name) => `${name}${space.id}`);
    await writeLogons(space, told);
    for (const name of told) {
      const [message] = await eventually(`the message about ${name}`, async () => {
        const messages = await messagesAbout(name);
        return messages.length > 0 && messages;
      });
      expect(message?.text).toContain(`Host: ${name}\n`);
      expect(message?.text).toContain(`Why: ${name.toLowerCase()} (1)\n`);
      expect(message?.text).toContain(`Logon type: ${name}\n`);
    }
    expect((await space.status()).lastTick).toMatchObject({ outcome: 'ok' });
  });
});
