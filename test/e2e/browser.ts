import type { Browser, BrowserContext, ConsoleMessage, Locator, Page, Response } from 'playwright-core';
import { ACCOUNT_RULE } from '../../common/rules/default_rules';
import type { SettingsPageName } from '../../public/shared/addresses';
import { launchChromium } from '../../scripts/chromium';
import { CHANNEL_ID } from '../channels';
import { basicAuthorization, type Login } from '../kibana_client';
import { foreignAddresses, reportViolations, type Violation } from './browser_policy';
import { LOGIN, TARGET, TestSpace } from './harness';

const APP = '/app/bruteForceAlerts';
const WAIT_MS = 30_000;

/**
 * Kibana's own noise, by words or address; nothing of it can come from the plugin. The sandbox has none. People with
 * few rights hear more: other plugins ask for what they may not have. A refused request of ours is told by its address.
 */
const NOISE_OF_KIBANA = [
  /internal\/security\/user_profile/,
  /inline script violates the following Content Security Policy/,
  /minified code outside of NODE_ENV/,
  /api\/saved_objects_tagging/,
  /internal\/uptime/,
  /^Forbidden\n.*core\.entry\.js/s,
];

/** A violation that Kibana causes on every page to test its policy: an inline script in the page that must not run. */
const isProbeOfKibana = ({ directive, blocked, source }: Violation) =>
  directive === 'script-src-elem' && blocked === 'inline' && !source.includes('/plugin/');

/** A refused request is told by its address; whether it should have been refused, each test knows. */
const IS_ANSWER = /^(\d{3} https?:|Failed to load resource)/;

export const subject = (name: string): string => `[data-test-subj="${name}"]`;

export interface VisitOptions {
  login?: Login | null;
  width?: number;
  /**
   * Whether things slide and unfold as for most people. Without it the window is that of somebody who asked their system
   * for less motion, so that what is pressed stands where it was found.
   */
  motion?: boolean;
}

/**
 * One person's browser window in a space of the suite. It records what went wrong, and what came in, while it was
 * open.
 */
export class Visit {
  #complaints: string[] = [];
  #answers: Array<Promise<string>> = [];
  #violations: Violation[] = [];
  #loads = 0;

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly base: string,
  ) {
    page.setDefaultTimeout(WAIT_MS);
    page.on('console', (message) => this.#heard(message));
    page.on('pageerror', (error) => this.#complain(`${error.message}\n${error.stack}`));
    page.on('response', (response) => this.#answered(response));
    page.on('load', () => (this.#loads += 1));
  }

  static async of(browser: Browser, space: TestSpace, options: VisitOptions = {}): Promise<Visit> {
    const { login = LOGIN, width = 1400, motion = false } = options;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      reducedMotion: motion ? 'no-preference' : 'reduce',
      extraHTTPHeaders: login ? { authorization: basicAuthorization(login) } : {},
    });
    const visit = new Visit(await context.newPage(), context, `${TARGET.url}/s/${space.id}`);
    await reportViolations(context, (violation) => visit.#violations.push(violation));
    return visit;
  }

  /** Opens a page of the app, `/settings/rules` or `/alerts/<id>`, and waits until the app is drawn. */
  async open(path: string): Promise<this> {
    await this.page.goto(this.address(path));
    await this.get('bfaStatusState').waitFor();
    return this;
  }

  address(path: string): string {
    return `${this.base}${APP}${path}`;
  }

  /** By data-test-subj. */
  get(name: string): Locator {
    return this.page.locator(subject(name));
  }

  path(): string {
    return decodeURIComponent(new URL(this.page.url()).pathname).replace(/^.*\/app\/bruteForceAlerts/, '');
  }

  /** How often the window loaded a whole page. */
  get loads(): number {
    return this.#loads;
  }

  /** Everything that the server told this page, scripts and pictures aside. */
  async answers(): Promise<string> {
    return (await Promise.all(this.#answers)).join('\n');
  }

  /** Errors of the console, exceptions and refused requests while the app was open. */
  async complaints(): Promise<string[]> {
    if (await this.#isSandbox()) return this.#complaints;
    return this.#complaints.filter((complaint) => !NOISE_OF_KIBANA.some((noise) => noise.test(complaint)));
  }

  /** What no test may leave behind: errors of scripts, violations of Kibana's policy, links out of this Kibana. */
  async faults(): Promise<string[]> {
    const errors = (await this.complaints()).filter((complaint) => !IS_ANSWER.test(complaint));
    const isSandbox = await this.#isSandbox();
    const violations = this.#violations.filter((found) => isSandbox || !isProbeOfKibana(found));
    return [
      ...errors,
      ...violations.map((found) => `against the policy: ${JSON.stringify(found)}`),
      ...(await foreignAddresses(this.page)),
    ];
  }

  async #isSandbox(): Promise<boolean> {
    return (await this.page.locator('#sandbox-page-data').count()) > 0;
  }

  close(): Promise<void> {
    return this.context.close();
  }

  #heard(message: ConsoleMessage): void {
    if (message.type() === 'error') this.#complain(`${message.text()} (${message.location().url})`);
  }

  #answered(response: Response): void {
    if (response.status() >= 400) this.#complain(`${response.status()} ${response.url()}`);
    if (!['document', 'xhr', 'fetch'].includes(response.request().resourceType())) return;
    this.#answers.push(response.text().catch(() => ''));
  }

  #complain(complaint: string): void {
    if (this.page.url().includes(APP)) this.#complaints.push(complaint);
  }
}

/** One browser for the tests of a file; every visit is closed after its test, and must have been without faults. */
export function useBrowser(): {
  visit: (space: TestSpace, options?: VisitOptions) => Promise<Visit>;
} {
  let browser: Browser;
  const visits: Visit[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  }, 120_000);
  afterEach(async () => {
    const faults: string[] = [];
    for (const visit of visits.splice(0)) {
      faults.push(...(await visit.faults()));
      await visit.close();
    }
    expect(faults).toEqual([]);
  });
  afterAll(() => browser.close());
  const visit = async (space: TestSpace, options?: VisitOptions) => {
    const opened = await Visit.of(browser, space, options);
    visits.push(opened);
    return opened;
  };
  return { visit };
}

/** For each test of a file a space of its own, and an admin's window at a page of it. Call it outside of a test. */
export function useAdminAt(path: string): { space: () => TestSpace; admin: () => Visit } {
  const { visit } = useBrowser();
  let space: TestSpace;
  let admin: Visit;
  beforeEach(async () => {
    space = await TestSpace.create();
    admin = await (await visit(space)).open(path);
  });
  afterEach(() => space.remove());
  return { space: () => space, admin: () => admin };
}

/** The words in a place as a person reads them. */
export async function textOf(place: Locator): Promise<string> {
  return (await place.innerText()).replace(/\s+/g, ' ').trim();
}

/** Waits until a place says something. */
export const says = (place: Locator, words: string | RegExp): Promise<void> =>
  place.filter({ hasText: words }).waitFor();

/**
 * Waits until nothing unfolds, folds or slides in any more: a click in the middle of that may meet nothing. What turns for
 * ever, as a spinner does, moves nothing.
 */
export const standsStill = async ({ page }: Visit): Promise<void> => {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState === 'finished' || one.effect?.getComputedTiming().endTime === Infinity),
  );
};

/** Waits until an element has the focus. */
export async function hasFocus(place: Locator): Promise<void> {
  await place.and(place.page().locator(':focus')).waitFor();
}

/** Presses Tab until an element has the focus, as somebody without a mouse does. */
export async function tabTo(place: Locator, most = 80): Promise<void> {
  const focused = place.and(place.page().locator(':focus'));
  for (let pressed = 0; pressed < most; pressed += 1) {
    await place.page().keyboard.press('Tab');
    if ((await focused.count()) > 0) return;
  }
  throw new Error(`${most} times Tab, and ${place.toString()} never had the focus.`);
}

/** Goes to a page of the settings without loading, so that what was typed stays. */
export async function goToPart(visit: Visit, part: SettingsPageName): Promise<void> {
  await visit.get(`bfaSettingsPage-${part}`).click();
  await visit.page.waitForURL((url) => url.pathname.endsWith(`/settings/${part}`));
}

/** The address of the settings of the channel that `TestSpace.save` saves. */
export const CHANNEL_PAGE = `/settings/channels/${CHANNEL_ID}`;

/** The field of the threshold that the suite changes: of failures of one account. */
export const thresholdIn = (visit: Visit): Locator => visit.get(`bfaThreshold-${ACCOUNT_RULE.id}`);

/** Where a rule's errors are said. */
export const ruleErrorsIn = (visit: Visit): Locator => visit.get(`bfaRuleErrors-${ACCOUNT_RULE.id}`);

/** The alerts table's row about an account. */
export const rowOf = (visit: Visit, account: string): Locator =>
  visit.get('bfaAlertsTable').getByRole('row').filter({ hasText: account });

/** Replaces the index patterns by one. */
export async function watch(visit: Visit, pattern: string): Promise<void> {
  const box = visit.get('bfaIndexPatterns');
  await box.getByRole('button', { name: 'Clear input' }).click();
  await box.getByRole('combobox').fill(pattern);
  await box.getByRole('combobox').press('Enter');
  await box.getByText(pattern, { exact: true }).waitFor();
}

export async function save(visit: Visit): Promise<void> {
  // What tells of an earlier save stays for some seconds, so the answer of the server is waited for too.
  const answered = visit.page.waitForResponse((response: Response) => response.request().method() === 'PUT');
  await visit.get('bfaSave').click();
  const answer = await answered;
  if (!answer.ok()) throw new Error(`Not saved: ${answer.status()} ${await answer.text()}`);
  await visit.page.getByText('Settings saved').last().waitFor();
}
