import type { Locator, Route } from 'playwright-core';
import { API } from '../../common/api/api';
import {
  CHANNEL_PAGE,
  ruleErrorsIn,
  says,
  standsStill,
  thresholdIn,
  useBrowser,
  type Visit,
} from './browser';
import { REVOKED_TOKEN, TestSpace } from './harness';

jest.setTimeout(180_000);

const topOf = async (button: Locator): Promise<number> => (await button.boundingBox())?.y ?? NaN;
/** A button rises by a pixel under the mouse, and gives way by one when it is pressed. An error is a line of text high. */
const GIVES_WAY = 2;

/** Moves the mouse over a button and presses it, without letting go. Gives where the top of the button was. */
async function press(admin: Visit, button: Locator): Promise<number> {
  // Kibana's pages scroll slowly, and the bar at the bottom of the window comes in with the first change.
  await button.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await standsStill(admin);
  // Waits until nothing lies over the button: a bar that came in late would get the press.
  await button.hover();
  const top = await topOf(button);
  await admin.page.mouse.down();
  return top;
}

interface WrongField {
  page: string;
  field(admin: Visit): Locator;
  text: string;
  /** Where it is said what is wrong with it. */
  saidAt(admin: Visit): Locator;
  button: string;
  /** What a click on the button shows. */
  shows: string;
}

const row = (name: string) => (admin: Visit) => admin.get(`bfaRow-${name}`).locator('.euiFormErrorText');
const CHAT: Omit<WrongField, 'button' | 'shows'> = {
  page: CHANNEL_PAGE,
  field: (admin) => admin.get('bfaChatId'),
  text: 'x',
  saidAt: row('options.chatId'),
};
const WRONG: ReadonlyArray<[string, WrongField]> = [
  ['a chat, and the test', { ...CHAT, button: 'bfaSendTest', shows: 'bfaTestProblem-invalid_input' }],
  ['a chat, and the switch of buttons', { ...CHAT, button: 'bfaButtons', shows: 'bfaButtonHours' }],
  [
    'a name, and another token',
    {
      page: CHANNEL_PAGE,
      field: (admin) => admin.get('bfaChannelName'),
      text: '',
      saidAt: row('name'),
      button: 'bfaReplaceSecret-botToken',
      shows: 'bfaSecret-botToken',
    },
  ],
  [
    'a threshold, and a new rule',
    {
      page: '/settings/rules',
      field: thresholdIn,
      text: '0',
      saidAt: (admin) => ruleErrorsIn(admin).locator('.euiFormErrorText'),
      button: 'bfaAddRule',
      shows: 'bfaAddRuleModal',
    },
  ],
  [
    'how many messages, and their preview',
    {
      page: '/settings/when',
      field: (admin) => admin.get('bfaFirstMessages'),
      text: '0',
      saidAt: (admin) => admin.get('bfaSettingsForm').locator('.euiFormErrorText'),
      button: 'bfaPreview',
      shows: 'bfaPreviewProblem-invalid_input',
    },
  ],
  [
    'the interval, and the heartbeat',
    {
      page: '/settings/general',
      field: (admin) => admin.get('bfaInterval'),
      text: 'soon',
      saidAt: row('interval'),
      button: 'bfaHeartbeat',
      shows: 'bfaHeartbeatMinutes',
    },
  ],
];

describe('a click of the mouse', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeEach(async () => {
    space = await TestSpace.create();
    await space.save();
  });
  afterEach(() => space.remove());

  it.each(WRONG)('counts while the field with the focus is wrong: %s', async (_what, wrong) => {
    const admin = await (await visit(space, { motion: true })).open(wrong.page);
    const field = wrong.field(admin);
    await field.fill(wrong.text);
    const button = admin.get(wrong.button);
    const before = await press(admin, button);
    // Pressing takes the focus away from the field, which is when it is looked at.
    await field.and(admin.page.locator(':not(:focus)')).waitFor();
    expect(Math.abs((await topOf(button)) - before)).toBeLessThanOrEqual(GIVES_WAY);
    expect(await wrong.saidAt(admin).count()).toBe(0);
    await admin.page.mouse.up();
    await admin.get(wrong.shows).first().waitFor();
    await wrong.saidAt(admin).first().waitFor();
  });

  it('counts while an answer of the server comes in, which is shown behind it', async () => {
    const admin = await (await visit(space, { motion: true })).open(CHANNEL_PAGE);
    await admin.get('bfaReplaceSecret-botToken').click();
    const answered = admin.page.waitForResponse((response) => response.url().endsWith(API.checkToken));
    // The question is held until the button is down: an answer before that moves the button away from under the mouse.
    const asked = new Promise<Route>((hold) => void admin.page.route(`**${API.checkToken}`, hold));
    await admin.get('bfaSecret-botToken').fill(REVOKED_TOKEN);
    const button = admin.get('bfaButtons');
    const before = await press(admin, button);
    await (await asked).continue();
    await (await answered).finished();
    expect(Math.abs((await topOf(button)) - before)).toBeLessThanOrEqual(GIVES_WAY);
    await admin.page.mouse.up();
    await admin.get('bfaButtonHours').waitFor();
    await says(admin.get('bfaTokenResult'), /token/);
  });
});
