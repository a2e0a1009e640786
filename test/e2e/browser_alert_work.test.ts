import { readFile } from 'node:fs/promises';
import { API } from '../../common/api/api';
import { rowOf, says, useBrowser } from './browser';
import { accessibilityFaults } from './browser_checks';
import { eventually, TestSpace } from './harness';

jest.setTimeout(180_000);

describe('working on alerts in the browser', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeAll(async () => {
    space = await TestSpace.create();
    await space.turnOn();
    for (const name of ['anna', 'bert', 'carl'])
      await space.fail(name, 5, { source: `10.0.0.${name.length}` });
    await eventually('three alerts', async () => (await space.alerts()).length === 3);
  });
  afterAll(() => space.remove());

  const alertOf = async (name: string) => {
    const found = (await space.alerts()).find(({ group }) => group.value === name);
    if (!found) throw new Error(`There is no alert of ${name}.`);
    return found;
  };
  const becomes = (name: string, status: string) =>
    eventually(`${name} to be ${status}`, async () => (await alertOf(name)).workflow.status === status);

  it('an alert is acknowledged, commented on, closed with a reason, and that is taken back', async () => {
    const { id } = await alertOf('anna');
    const analyst = await (await visit(space)).open(`/alerts/${id}`);
    await says(analyst.get('bfaWorkflow'), 'Open');
    await analyst.get('bfaAcknowledge').click();
    await says(analyst.get('bfaWorkflow'), 'Acknowledged');

    await analyst.get('bfaCommentText').fill('Is it Anna?\nAsk her.');
    await analyst.get('bfaAddComment').click();
    await says(analyst.get('bfaHistory'), 'commented');
    await says(analyst.get('bfaComments').locator('p'), 'Ask her.');
    await eventually('an empty field', async () => (await analyst.get('bfaCommentText').inputValue()) === '');

    await analyst.get('bfaClose').click();
    await analyst.get('bfaClose-benign_positive').click();
    await says(analyst.get('bfaWorkflow'), 'Closed: Benign positive');
    await analyst.get('bfaAlertFlyout').locator('[data-test-subj=bfaUndo]').click();
    await says(analyst.get('bfaWorkflow'), 'Acknowledged');
    await says(analyst.get('bfaHistory'), 'closed it: Benign positive');
    // The caption of the list behind comes a moment after what it lists.
    const caption = analyst.get('bfaAlertsTable').locator('caption').filter({ hasText: /\S/ });
    await caption.waitFor({ state: 'attached' });
    expect(await accessibilityFaults(analyst)).toEqual([]);
    expect((await alertOf('anna')).workflow).toMatchObject({ status: 'acknowledged', revision: 4 });
  });

  it('who acts on what somebody changed meanwhile learns who did what, and sees the alert as it is', async () => {
    const { id } = await alertOf('bert');
    const path = API.actOnAlert.replace('{id}', id);
    const analyst = await (await visit(space)).open(`/alerts/${id}`);
    await says(analyst.get('bfaWorkflow'), 'Open');
    // The other person's action arrives while this one's is on its way, so the page cannot know of it.
    await analyst.page.route('**/alerts/_bulk', async (route) => {
      await space.kibana.expect('POST', path, { action: 'acknowledge' });
      await route.continue();
    });
    await analyst.get('bfaClose').click();
    await analyst.get('bfaClose-duplicate').click();
    await says(
      analyst.get('bfaActionProblem-alert_conflict'),
      /Since you opened the alert, .* acknowledged it/,
    );
    await says(analyst.get('bfaActionProblem-alert_conflict'), 'Nothing of yours was done.');
    await says(analyst.get('bfaWorkflow'), 'Acknowledged');
    expect((await alertOf('bert')).workflow).toMatchObject({ status: 'acknowledged', reason: null });
    expect(await analyst.complaints()).toEqual([]);
    await analyst.page.unroute('**/alerts/_bulk');
    await space.kibana.expect('POST', path, { action: 'reopen' });
  });

  it('several are closed at once, and opened again', async () => {
    const analyst = await (await visit(space)).open('/alerts');
    for (const name of ['bert', 'carl']) await rowOf(analyst, name).getByRole('checkbox').check();
    await says(analyst.get('bfaSelection'), '2 alerts selected');
    await analyst.get('bfaClose').click();
    await analyst.get('bfaClose-false_positive').click();
    await says(analyst.get('bfaActed'), 'Done for 2 alerts.');
    await says(rowOf(analyst, 'carl'), 'Closed: False positive');
    await analyst.get('bfaUndo').click();
    await becomes('bert', 'open');
    await becomes('carl', 'open');
    expect(await analyst.complaints()).toEqual([]);
  });

  it('a search, a filter and an order stand in the address, and are there again after a reload', async () => {
    const analyst = await (await visit(space)).open('/alerts');
    await rowOf(analyst, 'carl').waitFor();
    await analyst.get('bfaSearch').fill('ANN');
    await analyst.page.keyboard.press('Enter');
    await rowOf(analyst, 'carl').waitFor({ state: 'detached' });
    await analyst.get('bfaSort').selectOption('severity');
    await analyst.get('bfaFilter-workflow').click();
    await analyst.get('bfaFilter-workflow-acknowledged').click();
    const { search } = new URL(analyst.page.url());
    expect(search).toBe('?q=ANN&workflow=acknowledged&sort=severity');
    await analyst.page.reload();
    await rowOf(analyst, 'anna').waitFor();
    expect(await rowOf(analyst, 'carl').count()).toBe(0);
    await analyst.open('/alerts?q=nobody');
    await analyst.get('bfaNothingMatches').waitFor();
    await analyst.get('bfaShowAll').click();
    await rowOf(analyst, 'carl').waitFor();
    expect(await analyst.complaints()).toEqual([]);
  });

  it('j and k lead to the next alert and back, and the list is saved as a table', async () => {
    const analyst = await (await visit(space)).open('/alerts?q=a&sort=fired');
    await rowOf(analyst, 'carl').getByRole('link', { name: 'Details' }).click();
    await says(analyst.get('bfaAlertSentence'), 'carl');
    await analyst.page.keyboard.press('j');
    await says(analyst.get('bfaAlertSentence'), 'anna');
    await analyst.page.keyboard.press('k');
    await says(analyst.get('bfaAlertSentence'), 'carl');
    await analyst.page.keyboard.press('Escape');
    const [download] = await Promise.all([
      analyst.page.waitForEvent('download'),
      analyst.get('bfaExport').click(),
    ]);
    const table = await readFile(await download.path(), 'utf8');
    expect(table.split('\r\n')[0]).toMatch(/^\ufefffired_at,severity|^\ufeff"fired_at","severity"/);
    expect(table).toContain('carl');
    expect(await analyst.complaints()).toEqual([]);
  });

  it('who has an alert open that was removed meanwhile is told so, and so is who acts on it', async () => {
    await space.fail('dora', 5);
    const { id } = await eventually('the alert', async () =>
      (await space.alerts()).find(({ group, deliveries }) => group.value === 'dora' && deliveries[0]),
    );
    const analyst = await (await visit(space)).open(`/alerts/${id}`);
    await says(analyst.get('bfaWorkflow'), 'Open');
    // As retention removes it.
    await space.client.delete({
      index: `.kibana-brute-force-alerts-alerts-${space.id}`,
      id,
      refresh: true,
    });
    await analyst.get('bfaAcknowledge').click();
    await says(analyst.get('bfaActionProblem-no_such_alert'), id);
    await says(analyst.get('bfaAlertProblem-no_such_alert'), id);
  });
});
