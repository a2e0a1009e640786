import { rowOf, says, textOf, useBrowser, type Visit } from './browser';
import { eventually, TestSpace } from './harness';

jest.setTimeout(180_000);

const [HOST, SOURCE] = ['SRV-07', '198.51.100.77'];

describe('the list of alerts and what stands beside an alert', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeAll(async () => {
    space = await TestSpace.create();
    await space.turnOn();
    for (let n = 0; n < 9; n += 1) await space.fail(`user.name${n}`, 5, { source: `10.9.0.${n}` });
    for (const name of ['anna', 'bert']) await space.fail(name, 5, { source: SOURCE, host: HOST });
    await eventually('the alerts', async () => (await space.alerts()).length === 11);
  });
  afterAll(() => space.remove());

  const alertOf = async (name: string) => {
    const found = (await space.alerts()).find(({ group }) => group.value === name);
    if (!found) throw new Error(`There is no alert of ${name}.`);
    return found;
  };

  /** How many rows a window shows whole without scrolling. */
  const rowsIn = async (visitor: Visit, width: number) => {
    await visitor.page.setViewportSize({ width, height: 800 });
    await rowOf(visitor, 'anna').waitFor();
    const bottoms = await visitor
      .get('bfaAlertsTable')
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().bottom));
    return bottoms.filter((bottom) => bottom <= 800).length;
  };

  it('shows at least eight rows in a window of 1,280 pixels and four in one of 768', async () => {
    const analyst = await (await visit(space)).open('/alerts');
    expect(await rowsIn(analyst, 1280)).toBeGreaterThanOrEqual(8);
    expect(await rowsIn(analyst, 768)).toBeGreaterThanOrEqual(4);
  });

  it('breaks no word and needs no scrolling at 768 pixels', async () => {
    const analyst = await (await visit(space, { width: 768 })).open('/alerts');
    await rowOf(analyst, 'anna').waitFor();
    expect(await analyst.get('bfaAlertsTable').evaluate(brokenWords)).toEqual([]);
    const tooWide = await analyst.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(tooWide).toBeLessThanOrEqual(0);
  });

  it('remembers which columns somebody chose', async () => {
    const analyst = await (await visit(space)).open('/alerts');
    const heads = async () => textOf(analyst.get('bfaAlertsTable').locator('thead'));
    await rowOf(analyst, 'anna').waitFor();
    expect(await heads()).not.toContain('Sources');
    await analyst.get('bfaColumns').click();
    await analyst.get('bfaColumns-sources').click();
    await analyst.get('bfaColumns-severity').click();
    await says(rowOf(analyst, 'anna'), SOURCE);
    await analyst.page.reload();
    await rowOf(analyst, 'anna').waitFor();
    expect(await heads()).toMatch(/^Time Attacked What happened Sources Status Delivery$/);
    expect(await analyst.complaints()).toEqual([]);
  });

  it('shows a span that somebody typed, and says beside the field what is wrong with it', async () => {
    const analyst = await (await visit(space)).open('/alerts');
    const type = async (from: string, to: string) => {
      await analyst.get('bfaRange').selectOption('exact');
      await analyst.get('bfaExact-from').fill(from);
      await analyst.get('bfaExact-to').fill(to);
      await analyst.get('bfaExactShow').click();
    };
    const inBrowser = (...day: [number, number, number]) =>
      analyst.page.evaluate(([year, month, date]) => new Date(year, month, date).toISOString(), day);
    const span = () => {
      const { searchParams } = new URL(analyst.page.url());
      return [searchParams.get('from'), searchParams.get('to')];
    };
    await rowOf(analyst, 'anna').waitFor();
    await type('yesterday', '2020-01-31');
    await says(analyst.get('bfaExactSpan'), 'Enter a day, or a day and a time');
    const zone = await analyst.page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    await says(analyst.get('bfaExactSpan'), zone);
    expect(span()).toEqual([null, null]);
    await analyst.get('bfaExact-from').fill('2020-01-01');
    await analyst.get('bfaExact-to').fill('2020-01-02 12:30 UTC');
    await analyst.page.keyboard.press('Enter');
    await analyst.get('bfaNothingMatches').waitFor();
    expect(span()).toEqual([await inBrowser(2020, 0, 1), '2020-01-02T12:30:00.000Z']);
    await type('2020-01-01', '2999-12-31');
    await rowOf(analyst, 'anna').waitFor();
    await analyst.page.reload();
    await rowOf(analyst, 'anna').waitFor();
    await says(analyst.get('bfaRange'), 'Jan 1, 2020');
    expect(await analyst.complaints()).toEqual([]);
  });

  it('names the time zone; its facts lead to the alerts that have them, and related ones are named', async () => {
    const { id } = await alertOf('anna');
    const bert = await alertOf('bert');
    const analyst = await (await visit(space)).open(`/alerts/${id}`);
    const zone = await analyst.page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    await says(analyst.get('bfaTimeZone'), zone);
    await says(analyst.get(`bfaRelatedAlert-${bert.id}`).first(), '5 failed logons of bert');
    await analyst.get('bfaAlertFacts').getByRole('link', { name: HOST }).click();
    await analyst.get('bfaAlertFlyout').waitFor({ state: 'detached' });
    expect(new URL(analyst.page.url()).search).toBe(`?host=${HOST}&range=all`);
    await rowOf(analyst, 'bert').waitFor();
    await rowOf(analyst, 'user.name1').waitFor({ state: 'detached' });
    expect(await analyst.complaints()).toEqual([]);
  });

  it('leads to its events in Discover: with its time, its names and the indices of the settings', async () => {
    const alert = await alertOf('anna');
    const analyst = await (await visit(space)).open(`/alerts/${alert.id}`);
    const link = await analyst.get('bfaOpenInDiscover').getAttribute('href');
    const url = new URL(link ?? '', analyst.page.url());
    expect(url.pathname).toContain(`/s/${space.id}/app/r`);
    const params = JSON.parse(url.searchParams.get('p') ?? '{}') as Record<string, unknown>;
    expect(params).toMatchObject({
      dataViewSpec: { title: space.index },
      timeRange: { from: new Date(alert.evidence.first - 60_000).toISOString() },
      query: { query: expect.stringContaining('winlog.event_data.TargetUserName: ("anna")') },
    });
  });

  it('is assigned to a name that is typed, and to nobody again', async () => {
    const { id } = await alertOf('bert');
    const analyst = await (await visit(space)).open(`/alerts/${id}`);
    await analyst.get('bfaAssign').click();
    await analyst.get('bfaAssignee').fill('Night shift');
    await analyst.page.keyboard.press('Enter');
    await says(analyst.get('bfaWorkflow'), 'Open, Night shift');
    expect((await alertOf('bert')).workflow.assignee).toBe('Night shift');
    await analyst.get('bfaAssign').click();
    await analyst.get('bfaUnassign').click();
    await says(analyst.get('bfaHistory'), 'assigned it to nobody');
    expect((await alertOf('bert')).workflow.assignee).toBeNull();
    expect(await analyst.complaints()).toEqual([]);
  });
});

/** Runs in the page: the words of an element that stand on two lines. Names of events may break; they are links. */
function brokenWords(element: Element): string[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const broken: string[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[A-Za-z]+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) broken.push(word);
    }
  }
  return broken;
}
