import { API, type SettingsView } from '../../common/api/api';
import { CHANNEL_PAGE, save, says, useBrowser } from './browser';
import { accessibilityFaults } from './browser_checks';
import { eventually, GROUP_CHAT, TARGET, TestSpace } from './harness';

jest.setTimeout(180_000);

interface Shown {
  message_id: number;
  chat_id: string;
  text: string;
  edits: number;
  buttons: Array<Array<{ text: string }>>;
}

const ask = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${TARGET.botApi}${path}`)).json()) as T;
/** Somebody does something in Telegram. */
const inTelegram = async (path: string, body: object) =>
  (await fetch(`${TARGET.botApi}${path}`, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<
    Record<string, unknown>
  >;
/** The rows of buttons; without Open, which a Kibana has none of whose public address is of this machine alone. */
const rowsOf = ({ buttons }: Shown) =>
  buttons.map((row) => row.map(({ text }) => text)).filter(([text]) => text !== 'Open');
const BERT = { id: 7002, name: 'Bert', username: 'bert' };

describe('working on alerts from a chat', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeAll(async () => {
    space = await TestSpace.create();
    await space.turnOn();
  });
  afterAll(() => space.remove());

  const account = (name: string) => `${name}-${space.id}`;
  const messageAbout = async (name: string) =>
    (await ask<Shown[]>('/_messages')).find(({ text }) => text.includes(`User: ${account(name)}\n`));
  const alertAbout = async (name: string) =>
    (await space.alerts()).find(({ group }) => group.value === account(name));
  const attack = async (name: string) => {
    await space.fail(account(name), 5);
    return eventually('the message', () => messageAbout(name));
  };
  const saved = (options: object) =>
    eventually('the saved options', async () => {
      const { settings } = await space.kibana.expect<SettingsView>('GET', API.settings);
      return Object.entries(options).every(
        ([name, value]) =>
          JSON.stringify(
            Object.entries(settings.channels[0]?.options ?? {}).find(([one]) => one === name),
          ) === JSON.stringify([name, value]),
      );
    });
  const answerTo = (press: unknown) =>
    eventually('an answer to the press', async () => {
      const answers = await ask<Array<{ id: string; text: string }>>('/_answers');
      return answers.find(({ id }) => id === press)?.text;
    });

  it('is off until somebody switches it on', async () => {
    expect((await attack('before'))?.buttons).toEqual([]);
    const admin = await (await visit(space)).open(CHANNEL_PAGE);
    await admin.get('bfaButtons').waitFor();
    expect(await admin.get('bfaButtonHours').count()).toBe(0);
    await admin.get('bfaButtons').click();
    await admin.get('bfaButtonHours').fill('99');
    await admin.get('bfaButtonHours').blur();
    await says(admin.get('bfaRow-options.buttonHours'), 'from 1 to 72');
    await admin.get('bfaButtonHours').fill('2');
    expect(await accessibilityFaults(admin)).toEqual([]);
    await save(admin);
    await saved({ buttons: true, buttonHours: 2, buttonUsers: [] });
  });

  it('a press acknowledges the alert, and message and page say who did it', async () => {
    const message = await attack('pressed');
    expect(message && rowsOf(message)).toEqual([['Acknowledge', 'Snooze 1 h'], ['Close: false positive']]);
    const begun = Date.now();
    const { press } = await inTelegram('/_press', {
      message: message?.message_id,
      button: 'Acknowledge',
      from: BERT,
    });
    expect(await answerTo(press)).toMatch(/^Acknowledged\./);
    console.log(`From the press to its answer: ${Date.now() - begun} ms.`);
    const alert = await alertAbout('pressed');
    expect(alert).toMatchObject({
      workflow: { status: 'acknowledged' },
      history: { entries: [{ kind: 'acknowledge', by: '@bert (7002)', via: 'telegram' }] },
    });
    const edited = await eventually('the edit', async () => {
      const now = await messageAbout('pressed');
      return now?.text.includes('@bert (7002), from Telegram, acknowledged it at') && now;
    });
    console.log(`From the press to the edited message: ${Date.now() - begun} ms.`);
    expect(edited && rowsOf(edited)).toEqual([['Snooze 1 h'], ['Close: false positive']]);
    const analyst = await (await visit(space)).open(`/alerts/${alert?.id}`);
    await says(analyst.get('bfaWorkflow'), 'Acknowledged');
    await says(analyst.get('bfaHistory'), '@bert (7002), from Telegram, acknowledged it');
  });

  it('a press by somebody who is not on the list changes nothing', async () => {
    const admin = await (await visit(space)).open(CHANNEL_PAGE);
    const input = admin.get('bfaButtonUsers').locator('input');
    await input.fill('4711');
    await admin.page.keyboard.press('Enter');
    await save(admin);
    await saved({ buttonUsers: [4711] });
    const message = await attack('stranger');
    const told = await eventually('the list to hold', async () => {
      const { press } = await inTelegram('/_press', {
        message: message?.message_id,
        button: 'Close: false positive',
        from: BERT,
      });
      return answerTo(press);
    });
    expect(told).toMatch(/not on the list.*7002/);
    expect((await alertAbout('stranger'))?.workflow.status).toBe('open');
  });

  it('/status is answered in one line to somebody on the list', async () => {
    await inTelegram('/_say', { chat: Number(GROUP_CHAT), text: '/status', from: { ...BERT, id: 4711 } });
    const answer = await eventually('the answer', async () =>
      (await ask<Shown[]>('/_messages')).find(({ text }) => text.startsWith('🟢 Detection is running')),
    );
    expect(answer?.text).toMatch(/last good check .* UTC · \d+ open alerts? · \d+ messages? waits?$/);
  });
});
