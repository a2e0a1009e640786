import type { Page, Request } from 'playwright-core';
import { API } from '../../common/api/api';
import { ACCOUNT_RULE } from '../../common/rules/default_rules';
import { CHANNEL_ID } from '../channels';
import { CHANNEL_PAGE, rowOf, says, thresholdIn, useBrowser, type Visit } from '../e2e/browser';
import type { Login } from '../kibana_client';
import { People, readsEventsOf } from './people';
import { attackedSpace, TestSpace } from './place';

jest.setTimeout(180_000);

/** The pages of the settings, each with something that changes them; it is there and enabled for an editor. */
const CHANGING = [
  ['/settings/sources', 'bfaCheckSource'],
  ['/settings/rules', `bfaThreshold-${ACCOUNT_RULE.id}`],
  ['/settings/exclusions', 'comboBoxSearchInput'],
  ['/settings/channels', `bfaMute-${CHANNEL_ID}`],
  [CHANNEL_PAGE, 'bfaReplaceSecret-botToken'],
  [CHANNEL_PAGE, 'bfaSendTest'],
  ['/settings/when', 'bfaQuietHours'],
  ['/settings/general', 'bfaInterval'],
] as const;
/** Requests of our API that would change something, as the page sends them. A preview changes nothing. */
function writesOf(page: Page): string[] {
  const writes: string[] = [];
  page.on('request', (request) => {
    const isOurs = /\/api\/(brute_force_alerts|detect)\//.test(request.url());
    if (isOurs && request.method() !== 'GET' && !isPreview(request))
      writes.push(`${request.method()} ${request.url()}`);
  });
  return writes;
}

const isPreview = (request: Request) => request.url().endsWith(API.previewMessages);

/** Presses every button of a part of the app that can be pressed, each on the page as it was opened. */
async function pressAll(visit: Visit, path: string, part: string): Promise<number> {
  const buttons = visit.get(part).locator('button');
  const open = async () => {
    await visit.open(path);
    await visit.get(part).waitFor();
  };
  await open();
  let pressed = 0;
  for (let n = 0; n < (await buttons.count()); n += 1) {
    await open();
    if (!(await buttons.nth(n).isVisible()) || !(await buttons.nth(n).isEnabled())) continue;
    await buttons.nth(n).click();
    pressed += 1;
  }
  return pressed;
}

describe('people with fewer rights in the browser', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  let off: TestSpace;
  let alertId: string;
  let people: People;
  let reader: Login;
  let editor: Login;
  let stranger: Login;

  beforeAll(async () => {
    ({ space, alertId } = await attackedSpace('Guest'));
    off = await TestSpace.create();
    people = new People(space);
    reader = await people.make('reader', { feature: 'read' });
    editor = await people.make('editor', { feature: 'all', indices: readsEventsOf(space) });
    stranger = await people.make('stranger', {});
  });
  afterAll(async () => {
    await people.remove();
    await off.remove();
    await space.remove();
  });

  it('a reader sees the alerts and their details', async () => {
    const person = await (await visit(space, { login: reader })).open('/alerts');
    await rowOf(person, 'Guest').getByRole('link').click();
    await says(person.get('bfaAlertSentence'), '5 failed logons of Guest');
    expect(await person.complaints()).toEqual([]);
  });

  it('a reader sees the saved settings', async () => {
    const person = await (await visit(space, { login: reader })).open('/settings/rules');
    expect(await thresholdIn(person).inputValue()).toBe('5');
    await person.open(CHANNEL_PAGE);
    await says(person.get('bfaSecretSaved-botToken'), 'Token saved, bot @sandbox_alerts_bot');
    expect(await person.complaints()).toEqual([]);
  });

  it.each(CHANGING)('a reader sees on %s why they can change nothing', async (path, control) => {
    const person = await (await visit(space, { login: reader })).open(path);
    await says(person.get('bfaReadOnly'), 'needs the privilege All of Brute force alerts in this space');
    await person.get(control).first().waitFor();
    const form = person.get('bfaSettingsForm');
    // What only unfolds changes nothing.
    const controls = form.locator('button:not([aria-controls]), input, select, textarea');
    expect(await controls.count()).toBeGreaterThan(1);
    // A preview may be asked for by whoever may read.
    const enabled = controls.and(person.page.locator(':enabled:not([data-test-subj=bfaPreview])'));
    expect(await enabled.evaluateAll((all) => all.map((one) => one.outerHTML))).toEqual([]);
    for (const absent of ['bfaSave', 'bfaSaveBar']) expect(await person.get(absent).count()).toBe(0);
    expect(await form.locator('.euiCallOut').count()).toBe(1);
    expect(await person.complaints()).toEqual([]);
  });

  it('an editor has all of that to change settings with: what a reader lacks is really there', async () => {
    const person = await visit(space, { login: editor });
    for (const [path, control] of CHANGING) {
      await person.open(path);
      await person.get(control).first().waitFor();
      expect([control, await person.get(control).first().isEnabled()]).toEqual([control, true]);
    }
    await person.open('/settings/rules');
    await thresholdIn(person).fill('6');
    expect(await person.get('bfaSave').isEnabled()).toBe(true);
    expect(await person.get('bfaTurnOff').isEnabled()).toBe(true);
  });

  it.each<[path: string, part: string, offers: boolean]>([
    ['/alerts', 'bfaToolbar', true],
    ['/alerts', 'bfaAlertsTable', false],
    ['/alerts/<id>', 'bfaAlertFlyout', true],
    ['/settings', 'bfaSettingsForm', true],
    ['/settings/channels', 'bfaSettingsForm', false],
    ['/settings/when', 'bfaSettingsForm', true],
  ])(
    'whatever button a reader presses on %s, nothing is asked that would change something or is refused',
    async (path, part, offers) => {
      const person = await visit(space, { login: reader });
      const writes = writesOf(person.page);
      expect((await pressAll(person, path.replace('<id>', alertId), part)) > 0).toBe(offers);
      expect(writes).toEqual([]);
      expect(await person.complaints()).toEqual([]);
    },
  );

  it.each(['/alerts', '/settings', '/alerts/<id>'])(
    'somebody without the privilege does not get %s',
    async (path) => {
      const person = await visit(space, { login: stranger });
      const answer = await person.page.goto(person.address(path.replace('<id>', alertId)));
      expect(answer?.status()).toBe(403);
      expect(await person.get('bfaApp').count()).toBe(0);
      expect(await person.answers()).not.toContain('Guest');
    },
  );

  it('a reader of one space does not get the page in another', async () => {
    const person = await visit(off, { login: reader });
    expect((await person.page.goto(person.address('/alerts')))?.status()).toBe(403);
    expect(await person.get('bfaApp').count()).toBe(0);
  });

  it.each<[string, () => Login, object]>([
    ['a stranger', () => stranger, { app: false, show: false, save: false }],
    ['a reader', () => reader, { app: true, show: true, save: false }],
    ['an editor', () => editor, { app: true, show: true, save: true }],
  ])('what the browser is told that %s may do', async (_who, login, expected) => {
    const { username, password } = login();
    const answer = await space.as(username, password).call('POST', '/api/core/capabilities', {
      applications: ['bruteForceAlerts'],
    });
    const { navLinks, bruteForceAlerts } = answer.body as Record<string, Record<string, boolean>>;
    expect({ app: navLinks?.bruteForceAlerts, ...bruteForceAlerts }).toEqual(expected);
  });
});
