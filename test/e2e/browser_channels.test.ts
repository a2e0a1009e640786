import { API, type SettingsView } from '../../common/api/api';
import { CHANNEL_ID } from '../channels';
import {
  CHANNEL_PAGE,
  goToPart,
  hasFocus,
  save,
  says,
  standsStill,
  tabTo,
  textOf,
  useBrowser,
  type Visit,
} from './browser';
import { accessibilityFaults } from './browser_checks';
import { BOT_TOKEN, GROUP_CHAT, scriptTelegram, TestSpace } from './harness';

jest.setTimeout(180_000);

const HOUR = 3_600_000;

describe('channels in the browser', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeEach(async () => {
    space = await TestSpace.create();
  });
  afterEach(() => space.remove());
  const channels = async () =>
    (await space.kibana.expect<SettingsView>('GET', API.settings)).settings.channels;

  it('one is added, tried and saved by keyboard alone', async () => {
    const admin = await (await visit(space)).open('/settings/channels');
    const { keyboard } = admin.page;
    await tabTo(admin.page.getByRole('button', { name: 'Telegram' }));
    await keyboard.press('Enter');
    const name = admin.get('bfaChannelName');
    await tabTo(name);
    await keyboard.press('Control+A');
    await keyboard.type('Night shift');
    await tabTo(admin.get('bfaSecret-botToken'));
    await keyboard.type(BOT_TOKEN);
    await tabTo(admin.get('bfaChatId'));
    await keyboard.type(GROUP_CHAT);
    await tabTo(admin.get('bfaSendTest'));
    await keyboard.press('Enter');
    await says(admin.get('bfaTestResult'), 'It was taken');
    await hasFocus(admin.get('bfaSendTest'));
    await tabTo(admin.get('bfaSave'));
    await keyboard.press('Enter');
    await says(admin.get('bfaSecretSaved-botToken'), 'Token saved');
    await tabTo(admin.get('bfaReplaceSecret-botToken'));
    await keyboard.press('Enter');
    await hasFocus(admin.get('bfaSecret-botToken'));
    await tabTo(admin.get('bfaKeepSecret-botToken'));
    await keyboard.press('Enter');
    await admin.get('bfaSecretSaved-botToken').waitFor();
    expect(await channels()).toMatchObject([
      { name: 'Night shift', kind: 'telegram', options: { chatId: GROUP_CHAT } },
    ]);
    expect(await admin.complaints()).toEqual([]);
  });

  it('a test that is refused says beside its button why, and what to do', async () => {
    await space.save();
    const admin = await (await visit(space)).open(CHANNEL_PAGE);
    await admin.get('bfaChatId').fill('2001');
    await admin.get('bfaSendTest').click();
    await says(admin.get('bfaTestResult'), /It was refused:.*chat not found/s);
    await admin.get('bfaChatId').fill(GROUP_CHAT);
    await admin.get('bfaTestResult').getByText('It was refused').waitFor({ state: 'detached' });
  });

  it('the test of a saved one goes the way that alerts go; then the channel says since when it works', async () => {
    await space.save();
    const admin = await (await visit(space)).open(CHANNEL_PAGE);
    await says(admin.get('bfaChannelState'), 'Ready; no message was needed yet');
    await scriptTelegram({ kind: 'refusal', code: 'bot_blocked', method: 'sendMessage' });
    await admin.get('bfaSendTest').click();
    await says(admin.get('bfaTestResult'), /It was refused:.*blocked/s);
    await says(admin.get('bfaChannelState'), 'Takes no messages');
    await admin.get('bfaSendTest').click();
    await says(admin.get('bfaTestResult'), /It was taken at .*Test message/s);
    await says(admin.get('bfaChannelState'), /Works since/);
    await admin.open('/settings/channels');
    await says(admin.get(`bfaChannel-${CHANNEL_ID}`), /Works since .*Last delivery/s);
    expect(await admin.complaints()).toEqual([]);
  });

  it('one is muted, and removed after it said what becomes of what waits', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings/channels');
    const panel = admin.get(`bfaChannel-${CHANNEL_ID}`);
    await says(panel, 'Ready; no message was needed yet');
    const before = Date.now();
    await admin.get(`bfaMute-${CHANNEL_ID}`).click();
    await admin.get('bfaMute8h').click();
    await save(admin);
    await says(panel, 'Muted until');
    const [channel] = await channels();
    const muted = channel?.tell.mutedUntil ?? 0;
    expect([muted >= before + 8 * HOUR, muted <= Date.now() + 8 * HOUR]).toEqual([true, true]);

    await admin.get(`bfaUnmute-${CHANNEL_ID}`).click();
    await admin.get(`bfaMute-${CHANNEL_ID}`).click();
    await admin.get('bfaMuteUntil').fill('2001-01-01T10:00');
    await says(admin.get('bfaMutePanel'), 'Choose a time to come');
    expect(await admin.get('bfaMuteUntilConfirm').isDisabled()).toBe(true);
    await admin.get('bfaMuteUntil').fill('2099-01-01T10:00');
    await admin.get('bfaMuteUntilConfirm').click();
    await save(admin);
    expect((await channels())[0]?.tell.mutedUntil).toBe(Date.parse('2099-01-01T10:00'));

    await admin.get(`bfaRemoveChannel-${CHANNEL_ID}`).click();
    await says(admin.get('bfaRemoveChannelModal'), 'No message waits for it');
    await admin.page.keyboard.press('Escape');
    await admin.get('bfaRemoveChannelModal').waitFor({ state: 'detached' });
    expect(await panel.count()).toBe(1);
    await admin.get(`bfaRemoveChannel-${CHANNEL_ID}`).click();
    await admin.get('bfaRemoveChannelModal').getByRole('button', { name: 'Remove' }).click();
    await panel.waitFor({ state: 'detached' });
    await save(admin);
    expect(await channels()).toEqual([]);
    expect(await admin.complaints()).toEqual([]);
  });

  it('when one tells is saved, and what is wrong there is led to from any page', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings/when');
    await admin.get('bfaLeastSeverity').selectOption('medium');
    await admin.get('bfaQuietHours').click();
    await admin.get('bfaQuietFrom').fill('20:30');
    await admin.get('bfaQuietTo').fill('06:00');
    await timeZone(admin, 'bfaQuietTimeZone', 'Europe/Paris');
    await admin.get('bfaTellEnd').click();
    await admin.get('bfaTellTrouble').click();
    await admin.get('bfaFirstMessages').fill('');
    await goToPart(admin, 'sources');
    await admin.get('bfaSave').click();
    await hasFocus(admin.get('bfaFirstMessages'));
    expect(admin.path()).toBe('/settings/when');
    await says(admin.get('bfaSettingsForm'), 'must be from 1 to 100');
    await admin.get('bfaFirstMessages').fill('2');
    await save(admin);
    await admin.get('toastCloseButton').last().click();
    const tell = async () => (await channels())[0]?.tell;
    expect(await tell()).toEqual({
      leastSeverity: 'medium',
      quietHours: { from: '20:30', to: '06:00', timeZone: 'Europe/Paris' },
      digest: { mode: 'off' },
      firstMessages: 2,
      tellEnd: true,
      tellTrouble: false,
      allQuiet: null,
      mutedUntil: null,
    });

    await admin.get('bfaDigest').selectOption('daily');
    await admin.get('bfaDigestAt').fill('07:15');
    await timeZone(admin, 'bfaDigestTimeZone', 'Mars/Olympus');
    await admin.get('bfaSave').click();
    await says(admin.get('bfaSettingsForm'), 'This time zone is not known');
    await timeZone(admin, 'bfaDigestTimeZone', 'UTC');
    await save(admin);
    expect((await tell())?.digest).toEqual({ mode: 'daily', at: '07:15', timeZone: 'UTC' });
    expect(await textOf(admin.get(`bfaWhen-${CHANNEL_ID}`).first())).toContain(
      'From Medium on; quiet 20:30 to 06:00 (Europe/Paris); a digest every day at 07:15 (UTC)',
    );
    expect(await admin.complaints()).toEqual([]);
  });

  it('shows its messages before anything is saved', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings/when');
    await admin.get('bfaPreview').click();
    await says(admin.get('bfaPreview-alert'), /Brute Force Detected!.*User: j\.doe.*203\.0\.113\.7/s);
    await says(admin.get('bfaPreview-digest'), /What is too much at once.*14 more attacks.*And 9 more/s);
    await admin.get('bfaDigest').selectOption('daily');
    await admin.get('bfaPreview').click();
    await says(admin.get('bfaPreview-digest'), /Several attacks, told together.*Digest: 14 attacks/s);
  });

  it('two admins with a channel each: nobody loses theirs unseen', async () => {
    await space.save();
    const mine = await (await visit(space)).open(CHANNEL_PAGE);
    const theirs = await (await visit(space)).open(CHANNEL_PAGE);
    await mine.get('bfaChannelName').fill('Mine');
    await theirs.get('bfaChannelName').fill('Theirs');
    await save(theirs);
    await mine.get('bfaSave').click();
    await says(mine.get('bfaConflict'), 'Channel Theirs (Telegram): theirs Theirs, yours Mine');
    await mine.get('bfaLoadTheirs').click();
    await mine.get('bfaConflict').waitFor({ state: 'detached' });
    expect(await mine.get('bfaChannelName').inputValue()).toBe('Theirs');
  });

  it('an address of a channel that is not there says so', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings/channels/nothing');
    await says(admin.get('bfaChannelMissing'), 'is not there');
    await admin.get(`bfaChannel-${CHANNEL_ID}`).waitFor();
  });

  it('for somebody who does not see it', async () => {
    await space.save();
    const admin = await (await visit(space)).open('/settings/channels');
    const well = async () => expect(await accessibilityFaults(admin)).toEqual([]);
    await well();
    await admin.get(`bfaMute-${CHANNEL_ID}`).click();
    await admin.get('bfaMutePanel').waitFor();
    await well();
    await admin.page.keyboard.press('Escape');
    await admin.get('bfaMutePanel').waitFor({ state: 'detached' });
    await admin.get(`bfaRemoveChannel-${CHANNEL_ID}`).click();
    await admin.get('bfaRemoveChannelModal').waitFor();
    await well();
    await admin.page.keyboard.press('Escape');
    await admin.get('bfaRemoveChannelModal').waitFor({ state: 'detached' });
    await admin.get('bfaAddChannel').click();
    await admin.get('bfaChooseKind-telegram').waitFor();
    await well();
    await admin.get(`bfaEditChannel-${CHANNEL_ID}`).click();
    await admin.get('bfaReplaceSecret-botToken').click();
    await admin.get('bfaChatId').fill('x');
    await admin.get('bfaChatId').blur();
    await says(admin.get('bfaRow-options.chatId'), 'no chat id');
    await well();
    await admin.get('bfaChatId').fill(GROUP_CHAT);
    await goToPart(admin, 'when');
    await admin.get('bfaQuietHours').click();
    await admin.get('bfaDigest').selectOption('daily');
    // The page grows by the fields of the digest.
    await standsStill(admin);
    await admin.get('bfaPreview').click();
    await admin.page
      .locator('[data-test-subj="bfaPreview-alert"], [data-test-subj^="bfaPreviewProblem-"]')
      .first()
      .waitFor();
    await says(admin.get('bfaPreviews'), 'An attack, told by itself');
    await well();
    await goToPart(admin, 'general');
    await well();
    await goToPart(admin, 'exclusions');
    await well();
  });
});

/** Chooses or types a time zone. */
async function timeZone(visit: Visit, field: string, name: string): Promise<void> {
  const box = visit.get(field).getByRole('combobox');
  await box.fill(name);
  await box.press('Enter');
  await visit.page.keyboard.press('Escape');
}
