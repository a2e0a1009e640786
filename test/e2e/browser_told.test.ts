import { API, type SettingsView } from '../../common/api/api';
import type { ChannelOf } from '../../common/channels/channels';
import { rowOf, says, textOf, useBrowser } from './browser';
import { BOT_TOKEN, eventually, GROUP_CHAT, TestSpace } from './harness';
import { telegramChannel } from '../channels';

jest.setTimeout(180_000);

/** Chats of the stand-in: one that takes messages, and a person who blocked the bot. */
const [ADA, BLOCKED] = ['1001', '1003'];

/** The channels of the suite, each with its own way of telling. */
const channel = (
  id: string,
  chat: string,
  tell: Partial<ChannelOf<'telegram'>['tell']> = {},
): ChannelOf<'telegram'> => {
  const made = telegramChannel(chat, id);
  return { ...made, name: id, tell: { ...made.tell, ...tell } };
};

describe('who was told of an alert, in the browser', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeAll(async () => {
    space = await TestSpace.create();
    await space.turnOn();
    const channels = [
      channel('all', GROUP_CHAT),
      channel('grave', ADA, { leastSeverity: 'critical' }),
      channel('few', ADA, { firstMessages: 1 }),
      channel('refusing', BLOCKED),
    ];
    const { version } = await space.kibana.expect<SettingsView>('GET', API.settings);
    const secrets = Object.fromEntries(channels.map(({ id }) => [id, { botToken: BOT_TOKEN }]));
    await space.kibana.expect('PUT', API.settings, {
      settings: space.settings({ channels }),
      version,
      secrets,
    });
    for (const name of ['anna', 'bert', 'carl'])
      await space.fail(name, 5, { source: `10.0.0.${name.length}` });
    await eventually('the deliveries', async () => {
      const alerts = await space.alerts();
      const statuses = alerts.flatMap(({ deliveries }) => deliveries.map(({ status }) => status));
      return alerts.length === 3 && statuses.includes('refused') && statuses.includes('delivered');
    });
  });
  afterAll(() => space.remove());

  it('each channel says what it told and when, why it holds, or what it refused and what to do', async () => {
    const alert = (await space.alerts()).find(({ deliveries }) =>
      deliveries.some(({ status }) => status === 'refused'),
    );
    const analyst = await (await visit(space)).open(`/alerts/${alert?.id}`);
    await says(analyst.get('bfaTold-all'), /First message: Delivered \d\d:\d\d:\d\d/);
    await says(analyst.get('bfaTold-all').locator('pre'), `User: ${alert?.group.value}`);
    await says(analyst.get('bfaTold-grave'), 'the channel tells of more severe alerts only');
    await says(analyst.get('bfaTold-refusing'), 'First message: Refused');
    const refused = await textOf(analyst.get('bfaTold-refusing'));
    expect(refused).toMatch(/Last attempt failed: .*blocked/);
    // What was not delivered can be read here.
    expect(refused).toContain(`User: ${alert?.group.value}`);
    expect(await analyst.get('bfaHeld').count()).toBe(1);
    expect(await analyst.complaints()).toEqual([]);
  });

  it('the link of a digest shows its attacks alone, and the filter can be taken out', async () => {
    const digested = await eventually('a digest', async () => {
      const found = (await space.alerts()).filter(({ tellings }) => tellings.some(({ digest }) => digest));
      return found.length === 2 && found;
    });
    const digest = digested[0]?.tellings.find((telling) => telling.digest)?.digest?.id ?? '';
    const alone = (await space.alerts()).find(({ id }) => digested.every((one) => one.id !== id));
    const analyst = await (await visit(space)).open(`/alerts?digest=${digest}`);
    await says(analyst.get('bfaDigestChip'), 'Attacks of one digest');
    for (const { group } of digested) await rowOf(analyst, group.value).waitFor();
    expect(await rowOf(analyst, alone?.group.value ?? '').count()).toBe(0);
    await analyst.get('bfaDigestChip').getByRole('button').click();
    await rowOf(analyst, alone?.group.value ?? '').waitFor();
    expect(new URL(analyst.page.url()).search).toBe('');

    await analyst.open(`/alerts/${digested[0]?.id}`);
    await says(analyst.get('bfaTold-few'), 'Part of a digest: Delivered');
    await says(analyst.get('bfaTold-few').locator('pre'), '2 more attacks');
    await analyst.get('bfaTold-few').locator('[data-test-subj="bfaOpenDigest"]').click();
    await analyst.get('bfaDigestChip').waitFor();
    await analyst.get('bfaAlertFlyout').waitFor({ state: 'detached' });
    expect(await analyst.complaints()).toEqual([]);
  });
});
