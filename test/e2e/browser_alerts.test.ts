import { hasFocus, rowOf, says, tabTo, textOf, useBrowser, type Visit } from './browser';
import { eventually, messagesAbout, TARGET, TestSpace } from './harness';

jest.setTimeout(180_000);

describe('alerts in the browser', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeAll(async () => {
    space = await TestSpace.create();
    await space.turnOn();
  });
  afterAll(() => space.remove());

  const accountOf = (name: string) => `${name}-${space.id}`;

  /** Plays an attack while somebody looks at the alerts, and waits until they see it delivered. */
  const attackBeforeEyesOf = async (visitor: Visit, account: string) => {
    await space.fail(account, 5);
    const row = rowOf(visitor, account);
    await says(row, 'Delivered');
    const alert = (await space.alerts()).find(({ group }) => group.value === account);
    return { row, id: alert?.id ?? '' };
  };

  it('five failed logons appear without a reload; the details have an address of their own', async () => {
    const guest = accountOf('Guest');
    const analyst = await (await visit(space)).open('/alerts');
    await says(analyst.get('bfaNothingFound'), 'Failed logons of one account: 5 failed logons within 5 min');
    const { row, id } = await attackBeforeEyesOf(analyst, guest);
    expect(await textOf(row)).toMatch(
      new RegExp(
        `^\\d\\d:\\d\\d:\\d\\d Medium ${guest} Failed logons of one account ` +
          `5 failed logons from 203\\.0\\.113\\.7 in .* Active Delivered \\d\\d:\\d\\d:\\d\\d$`,
      ),
    );
    expect(analyst.loads).toBe(1);

    await row.getByRole('link', { name: `Details: 5 failed logons of ${guest}` }).click();
    await seesTheWholeAlert(analyst, guest, id);
    await analyst.page.keyboard.press('Escape');
    await analyst.get('bfaAlertFlyout').waitFor({ state: 'detached' });
    expect(analyst.path()).toBe('/alerts');
    await hasFocus(analyst.get(`bfaOpenAlert-${id}`));

    await analyst.page.goBack();
    await seesTheWholeAlert(analyst, guest, id);
    await analyst.page.reload();
    await seesTheWholeAlert(analyst, guest, id);
    await rowOf(analyst, guest).waitFor();
    await analyst.page.keyboard.press('Escape');
    await analyst.get('bfaAlertFlyout').waitFor({ state: 'detached' });
    await hasFocus(analyst.get(`bfaOpenAlert-${id}`));
    expect(await analyst.complaints()).toEqual([]);
  });

  it('the link of the message opens the alert', async () => {
    const account = accountOf('Linked');
    await space.fail(account, 5);
    const [message] = await eventually('the message', async () => {
      const messages = await messagesAbout(account);
      return messages.length > 0 && messages;
    });
    const link = new URL(message?.text.match(/https?:\/\/\S+/)?.[0] ?? 'none:');
    const analyst = await visit(space);
    await analyst.page.goto(`${TARGET.url}${link.pathname}`);
    await says(analyst.get('bfaAlertSentence'), `5 failed logons of ${account} from 203.0.113.7`);
  });

  it('an address of no alert says so', async () => {
    const analyst = await (await visit(space)).open('/alerts/nothing');
    await says(analyst.get('bfaAlertNotFound'), 'No such alert in this space');
  });

  it('names with markup, an emoji and right-to-left marks are shown as text', async () => {
    const markup = `<b class="spoof">${space.id}</b><img src="spoof.png" onerror="document.title='spoof'"> & 😀`;
    const shown = `${markup} \ufffdgnitset`;
    const host = '<i class="spoof">DC</i>';
    const analyst = await (await visit(space)).open('/alerts');
    await space.fail(`${markup} \u202Egnitset`, 5, { host });
    const row = rowOf(analyst, shown);
    await says(row, 'Delivered');
    await row.getByRole('link', { name: 'Details' }).click();
    await says(analyst.get('bfaAlertSentence'), `5 failed logons of ${shown} from 203.0.113.7 in`);
    await says(analyst.get('bfaAlertFacts'), `${shown} (5)`);
    await says(analyst.get('bfaAlertFacts'), `${host} (5)`);
    await says(analyst.get('bfaAlertFlyout').locator('pre'), `User: ${shown}`);
    expect(await analyst.page.locator('.spoof, img[src="spoof.png"]').count()).toBe(0);
    expect(await analyst.page.title()).not.toContain('spoof');
    expect(await analyst.page.content()).not.toContain('\u202E');
    expect(await analyst.complaints()).toEqual([]);
  });

  it('a keyboard is enough: tabs, the details of a row, and back', async () => {
    const account = accountOf('Keyboard');
    const analyst = await (await visit(space)).open('/alerts');
    const { id } = await attackBeforeEyesOf(analyst, account);
    const { keyboard } = analyst.page;

    await tabTo(analyst.get('bfaTabSettings'));
    await keyboard.press('Enter');
    await analyst.get('bfaSettingsForm').waitFor();
    await tabTo(analyst.get('bfaTabAlerts'));
    await keyboard.press('Enter');
    await rowOf(analyst, account).waitFor();

    await tabTo(analyst.get(`bfaOpenAlert-${id}`));
    await keyboard.press('Enter');
    await says(analyst.get('bfaAlertSentence'), account);
    await tabTo(analyst.get('bfaCloseAlert'));
    await tabTo(analyst.get('bfaAlertFlyout').getByRole('button', { name: 'Close this dialog' }));
    await tabTo(analyst.get('bfaCloseAlert'));
    await keyboard.press('Enter');
    await analyst.get('bfaAlertFlyout').waitFor({ state: 'detached' });
    await hasFocus(analyst.get(`bfaOpenAlert-${id}`));
  });
});

/** The flyout with its sentence, evidence, chart, the same as a table, and the message; and the address that leads to it. */
async function seesTheWholeAlert(visitor: Visit, account: string, id: string): Promise<void> {
  await says(visitor.get('bfaAlertSentence'), `5 failed logons of ${account} from 203.0.113.7 in`);
  await says(visitor.get('bfaAlertSentence'), 'the limit is 5 in 5 min');
  const facts = await textOf(visitor.get('bfaAlertFacts'));
  for (const fact of [
    `${account} (5)`,
    '203.0.113.7 (5)',
    'DC01 (5)',
    'Network (3) (5)',
    'wrong password (5)',
    'Failed logons of one account: 5 failed logons within 5 min',
    'T1110.001 Password Guessing',
  ])
    expect(facts).toContain(fact);
  const counts = await visitor.get('bfaTimelineTable').locator('tbody td:last-child').allInnerTexts();
  expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(5);
  await says(visitor.get('bfaAlertFlyout').locator('pre'), `User: ${account}`);
  expect(visitor.path()).toBe(`/alerts/${id}`);
}
