import { API, type SettingsView } from '../../common/api/api';
import { EVENT_XML } from '../hostile/base';
import { save, says, standsStill, useBrowser, type Visit } from './browser';
import { accessibilityFaults } from './browser_checks';
import { TestSpace } from './harness';

jest.setTimeout(180_000);

describe('events that stand in one text, in the browser', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeEach(async () => {
    space = await TestSpace.create();
    await space.client.indices.putMapping({
      index: space.index,
      properties: { '@message': { type: 'text' } },
    });
  });
  afterEach(() => space.remove());

  /** Five failures as CloudWatch's agent writes them, now. */
  const fail = async () => {
    for (let n = 0; n < 5; n += 1) {
      const document = { '@timestamp': new Date(Date.now() - n).toISOString(), '@message': EVENT_XML };
      await space.client.index({ index: space.index, document, refresh: true });
    }
  };
  const saved = async () => {
    const { settings } = await space.kibana.expect<SettingsView>('GET', API.settings);
    return settings.patternFields;
  };
  const read = { pattern: '', fields: {}, anyProvider: false, fromText: true };
  const problem = (admin: Visit) => admin.get('bfaSourceProblem-events_as_text');

  it('one click has them read: the problem goes, the switch is saved, and the attack is an alert', async () => {
    await fail();
    await space.save();
    const admin = await (await visit(space)).open('/settings');
    await admin.get('bfaCheckSource').click();
    await says(problem(admin), '5 failed logons');
    // The caption of the table comes a moment after it.
    const caption = admin.get('bfaSourceResult').locator('caption').filter({ hasText: /\S/ });
    await caption.waitFor({ state: 'attached' });
    expect(await accessibilityFaults(admin)).toEqual([]);
    await admin.get('bfaReadTexts').click();
    await says(admin.get('bfaUnsaved'), '1 unsaved change');
    await problem(admin).waitFor({ state: 'detached' });
    await admin.get('bfaCheckSource').click();
    await admin.get('bfaSourceResult').getByRole('table').waitFor();
    expect(await problem(admin).count()).toBe(0);
    await save(admin);
    expect(await saved()).toEqual([{ ...read, pattern: space.index }]);

    await admin.get('bfaFields').getByRole('button', { name: 'Fields' }).first().click();
    await standsStill(admin);
    await admin.get('bfaShowFields').click();
    await says(admin.get('bfaFieldReport'), 'Looked at the newest 5 failed logons');
    await space.turnOn({ patternFields: [{ ...read, pattern: space.index }] });
    await fail();
    await space.runs(2);
    expect((await space.alerts()).map(({ group }) => group.value)).toEqual(['svc_backup']);
    expect(await admin.complaints()).toEqual([]);
  });

  it('turning on offers it too, and saves it at once', async () => {
    await fail();
    await space.save();
    const admin = await (await visit(space)).open('/settings');
    await admin.get('bfaTurnOn').click();
    await admin.get('bfaTurnOnModal').getByRole('button', { name: 'Read these texts' }).click();
    await admin.get('bfaRightsProblem-events_as_text').waitFor({ state: 'detached' });
    expect(await saved()).toEqual([{ ...read, pattern: space.index }]);
    await admin.get('bfaTurnOnConfirm').click();
    await says(admin.get('bfaDetectionState'), 'Detection is turned on');
    expect(await admin.complaints()).toEqual([]);
  });
});
