import { API, type SettingsView } from '../../common/api/api';
import {
  goToPart,
  hasFocus,
  save,
  says,
  tabTo,
  textOf,
  thresholdIn,
  useBrowser,
  type Visit,
} from './browser';
import { accessibilityFaults } from './browser_checks';
import { BOT_TOKEN, type ReceivedMessage, scriptTelegram, TARGET, TestSpace } from './harness';

jest.setTimeout(180_000);

/** Somebody does something in Telegram. */
const inTelegram = (path: string, body: object) =>
  fetch(`${TARGET.botApi}${path}`, { method: 'POST', body: JSON.stringify(body) });
const messagesOf = async (space: TestSpace) => {
  const received = (await (await fetch(`${TARGET.botApi}/_messages`)).json()) as ReceivedMessage[];
  return received.filter(({ text }) => text.includes(space.id));
};
const savedOptions = async (space: TestSpace) =>
  (await space.kibana.expect<SettingsView>('GET', API.settings)).settings.channels[0]?.options;

describe('finding the chat from the page', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  let admin: Visit;
  let pastedAt: number;
  beforeEach(async () => {
    space = await TestSpace.create();
    admin = await (await visit(space)).open('/settings/channels');
    await admin.get('bfaChooseKind-telegram').click();
    pastedAt = Date.now();
    await admin.get('bfaSecret-botToken').fill(BOT_TOKEN);
    await says(admin.get('bfaTokenResult'), '@sandbox_alerts_bot');
  });
  afterEach(() => space.remove());

  it('from the token to a test message that arrived, by somebody who knows no chat id', async () => {
    await admin.get('bfaStartPairing').click();
    await admin.get('bfaPairingQr').waitFor();
    const link = (await admin.get('bfaPairingLink').getAttribute('href')) ?? '';
    expect(link).toMatch(/^https:\/\/t\.me\/sandbox_alerts_bot\?startgroup=[\w-]{22}$/);
    await admin.get('bfaPairingWaiting').waitFor();
    await inTelegram('/_open', { link, chat: -2001 });
    await says(admin.get('bfaPairingFound'), 'Send alerts to SOC (group), asked for by @anna?');
    await admin.get('bfaPairingConfirm').click();
    await says(admin.get('bfaPairingChosen'), 'Alerts will go to SOC (group)');
    expect(await admin.get('bfaChatId').inputValue()).toBe('-2001');
    await says(admin.get('bfaPairingSaved'), 'The channel is saved');
    await says(admin.get('bfaPairingTest'), /It was taken at .*Test message/is);
    console.log(`From the token to the test message that arrived: ${Date.now() - pastedAt} ms, 2 clicks.`);
    expect(await messagesOf(space)).toHaveLength(1);
    expect(await savedOptions(space)).toMatchObject({ chatId: '-2001' });
    // Only what went through the outbox counts as a delivery of the channel.
    await says(admin.get('bfaChannelState'), /Works since/);
    expect(await admin.get('bfaSaveBar').count()).toBe(0);
    expect(await accessibilityFaults(admin)).toEqual([]);
    const nonce = link.split('=')[1] ?? '';
    expect(JSON.stringify(await space.kibana.call('GET', API.settings))).not.toContain(nonce);
  });

  /** Until the page asks whether a group is the right chat. */
  const findGroup = async () => {
    await admin.get('bfaStartPairing').click();
    const link = (await admin.get('bfaPairingLink').getAttribute('href')) ?? '';
    await inTelegram('/_open', { link, chat: -2001 });
    await says(admin.get('bfaPairingFound'), 'Send alerts to SOC (group)');
  };

  it('a test message that is refused says why and what to do, and another one can be sent', async () => {
    await findGroup();
    await scriptTelegram({ kind: 'refusal', code: 'bot_blocked', method: 'sendMessage' });
    await admin.get('bfaPairingConfirm').click();
    await says(admin.get('bfaPairingTest'), /It was refused:.*blocked/s);
    await says(admin.get('bfaPairingSaved'), 'The channel is saved');
    await admin.get('bfaSendTest').click();
    await says(admin.get('bfaTestResult'), /It was taken at/);
    expect(await messagesOf(space)).toHaveLength(1);
  });

  it('says beforehand what else is saved, and where it could not be saved sends nothing', async () => {
    await goToPart(admin, 'rules');
    await thresholdIn(admin).fill('7');
    await admin.page.goBack();
    await findGroup();
    await says(admin.get('bfaPairingBeside'), 'saved too: Rules.');
    await admin.get('bfaChannelName').fill('');
    await admin.get('bfaPairingConfirm').click();
    await says(admin.get('bfaPairingSaved'), 'not saved yet');
    await hasFocus(admin.get('bfaChannelName'));
    expect(await savedOptions(space)).toBeUndefined();
    expect(await messagesOf(space)).toEqual([]);
    await admin.get('bfaChannelName').fill('Night shift');
    await save(admin);
    expect(await savedOptions(space)).toMatchObject({ chatId: '-2001' });
  });

  it('by the keyboard alone, in one topic of a group', async () => {
    const { keyboard } = admin.page;
    await tabTo(admin.get('bfaStartPairing'));
    await keyboard.press('Enter');
    await hasFocus(admin.get('bfaStartPairing'));
    await admin.get('bfaPairing-channel').waitFor();
    await tabTo(admin.get('bfaPairing').locator('input[type=radio]:checked'));
    for (const key of ['ArrowRight', 'ArrowRight']) await keyboard.press(key);
    const command = (await textOf(admin.get('bfaPairingCommand'))).trim();
    expect(command).toMatch(/^\/pair@sandbox_alerts_bot [\w-]{22}$/);
    // A bot in privacy mode, as bots are at first, hears nothing else in a group.
    await says(admin.get('bfaPairing'), 'in a group a bot hears only commands that name it');
    await inTelegram('/_say', { chat: -1003006, topic: 7, text: command });
    await says(admin.get('bfaPairingFound'), 'Send alerts to SOC with topics (group, topic 7)');
    expect(await accessibilityFaults(admin)).toEqual([]);
    await tabTo(admin.get('bfaPairingConfirm'));
    await keyboard.press('Enter');
    await says(admin.get('bfaPairingChosen'), 'topic 7');
    await hasFocus(admin.get('bfaPairing').locator('[tabindex="-1"]').filter({ hasText: 'topic 7' }));
    expect(await admin.get('bfaTopicId').inputValue()).toBe('7');
  });

  it('a missing right is told, and the same chat can be confirmed once it is there', async () => {
    const setState = (state: string) => inTelegram('/_chats', { id: -1004001, state });
    await admin.get('bfaStartPairing').click();
    await admin.get('bfaPairing-channel').click();
    const command = (await textOf(admin.get('bfaPairingCommand'))).trim();
    await inTelegram('/_say', { chat: -1004001, text: command });
    await says(admin.get('bfaPairingFound'), 'Send alerts to Alerts channel (channel)?');
    try {
      await setState('member');
      await admin.get('bfaPairingConfirm').click();
      await says(admin.get('bfaPairingProblem-admin_rights_needed'), /Make the bot an administrator/);
    } finally {
      await setState('admin');
    }
    await admin.get('bfaPairingConfirm').click();
    await says(admin.get('bfaPairingChosen'), 'Alerts channel (channel)');
  });

  it('a bot that belongs to another program is told, and cancelled links are good for nothing', async () => {
    const bot = 'sandbox_alerts_bot';
    try {
      await inTelegram('/_webhooks', { bot, url: 'https://other.example/secret' });
      await admin.get('bfaStartPairing').click();
      await says(admin.get('bfaPairingProblem-webhook_set'), /belongs to another program.*other\.example/);
    } finally {
      await inTelegram('/_webhooks', { bot, url: '' });
    }
    await admin.get('bfaStartPairing').click();
    await admin.get('bfaPairing-person').click();
    const link = (await admin.get('bfaPairingLink').getAttribute('href')) ?? '';
    expect(await accessibilityFaults(admin)).toEqual([]);
    await admin.get('bfaPairingCancel').click();
    await admin.get('bfaPairingLink').waitFor({ state: 'detached' });
    await inTelegram('/_open', { link, chat: 1001 });
    expect(await admin.get('bfaChatId').inputValue()).toBe('');
    expect(await admin.get('bfaPairingFound').count()).toBe(0);
  });
});
