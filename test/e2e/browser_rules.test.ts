import { DEFAULT_RULES } from '../../common/rules/default_rules';
import { rowOf, says, textOf, useBrowser } from './browser';
import { accessibilityFaults } from './browser_checks';
import { eventually, TestSpace } from './harness';

jest.setTimeout(180_000);

describe('attacks that several rules see, in the browser', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeAll(async () => {
    space = await TestSpace.create();
    await space.turnOn({ rules: DEFAULT_RULES });
  });
  afterAll(() => space.remove());

  const alertOf = (rule: string, group: string) =>
    eventually(`the alert of ${rule}`, async () => {
      const found = (await space.alerts()).find(
        (alert) => alert.rule.id === rule && alert.group.value === group,
      );
      const isSettled = found?.deliveries[0]?.status === 'delivered' || typeof found?.partOf === 'string';
      return isSettled && found;
    });

  it('an attack that worked is critical, shown in red, and linked with the failures before it', async () => {
    await space.fail('svc_sql', 5, { source: '10.0.4.7' });
    const failures = await alertOf('failed_logons_of_one_account', 'svc_sql');
    await space.succeed('svc_sql', { source: '10.0.4.7' });
    const success = await alertOf('success_after_failures', 'svc_sql');
    const analyst = await (await visit(space)).open('/alerts');
    const row = rowOf(analyst, 'svc_sql');
    await says(row, /Critical.*Failed logons of one account.*Seen by 2 rules/s);
    expect(await row.count()).toBe(1);

    await row.getByRole('link', { name: 'Details' }).click();
    await analyst.get(`bfaLinked-${success.id}`).click();
    await says(
      analyst.get('bfaAttackWorked'),
      /The attack worked: 1 logon succeeded.*from 10\.0\.4\.7, on DC01/s,
    );
    await says(analyst.get('bfaAlertBadges'), 'Critical');
    await says(analyst.get('bfaAlertFacts'), 'T1078 Valid Accounts');
    await says(analyst.get('bfaAlertFlyout'), 'More serious than before');
    expect(await accessibilityFaults(analyst)).toEqual([]);

    await analyst.get(`bfaLinked-${failures.id}`).click();
    await analyst.get(`bfaLinked-${success.id}`).waitFor();
    await says(analyst.get('bfaAlertSentence'), '5 failed logons of svc_sql');
    expect(analyst.path()).toBe(`/alerts/${failures.id}`);
    expect(await analyst.get('bfaAttackWorked').count()).toBe(0);
    expect(analyst.loads).toBe(1);
    expect(await analyst.complaints()).toEqual([]);
  });

  it('a spray names its accounts; what else saw it says who was told, and leads there', async () => {
    const source = '198.51.100.9';
    for (let n = 0; n < 20; n += 1) await space.fail(`person${n % 10}`, 1, { source });
    const spray = await alertOf('accounts_tried_from_one_source', source);
    const failures = await alertOf('failed_logons_from_one_source', source);
    const analyst = await (await visit(space)).open('/alerts?rule=failed_logons_from_one_source');
    const row = rowOf(analyst, source);
    await says(row, 'Told with another');
    await row.getByRole('link', { name: 'Part of an attack that was told' }).click();
    await says(analyst.get('bfaAlertSentence'), `10 accounts tried from ${source}`);
    expect(analyst.path()).toMatch(new RegExp(`^/alerts/${spray.id}`));
    await says(analyst.get('bfaAlertFacts'), /10: (person\d \(2\),? ?){10}/);
    await says(analyst.get('bfaAlertFacts'), 'T1110.003 Password Spraying');

    const samples = analyst.get('bfaSampleEvents');
    const unfold = samples
      .getByRole('button', { name: 'Sample events' })
      .filter({ hasText: 'Sample events' });
    expect(await unfold.getAttribute('aria-expanded')).toBe('false');
    await unfold.click();
    expect(await unfold.getAttribute('aria-expanded')).toBe('true');
    await says(samples.locator('pre'), space.index);

    await analyst.open(`/alerts/${failures.id}`);
    const linked = analyst.get('bfaLinkedAlerts');
    await says(linked, `10 accounts tried from ${source}`);
    expect(await textOf(linked)).toContain('(people were told of this one)');
    await says(analyst.get('bfaAlertFlyout'), 'people were told of the same attack by another alert');
    expect(await analyst.complaints()).toEqual([]);
  });
});
