import { API, type SettingsView } from '../../common/api/api';
import { failedLogonDocument } from '../winlogbeat';
import { says, useBrowser } from './browser';
import { accessibilityFaults } from './browser_checks';
import { TestSpace } from './harness';

jest.setTimeout(180_000);

/** A failed Kerberos pre-authentication, as a domain controller logs it. */
function kerberosFailure(): object {
  const failure = failedLogonDocument({ account: 'anna', at: Date.now() });
  const event = { code: '4771', provider: 'Microsoft-Windows-Security-Auditing' };
  const winlog = {
    channel: 'Security',
    computer_name: 'DC01',
    event_id: '4771',
    provider_name: 'Microsoft-Windows-Security-Auditing',
    event_data: { TargetUserName: 'anna', Status: '0x18', IpAddress: '::ffff:203.0.113.7' },
  };
  return { ...failure, event, winlog };
}

describe('Kerberos and NTLM failures, in the browser', () => {
  const { visit } = useBrowser();
  let space: TestSpace;
  beforeEach(async () => {
    space = await TestSpace.create();
  });
  afterEach(() => space.remove());

  it('where domain controllers alone send failures and these are off, counting them takes one click', async () => {
    await space.client.index({ index: space.index, document: kerberosFailure(), refresh: true });
    await space.save({ kerberosAndNtlm: 'off' });
    const admin = await (await visit(space)).open('/settings');
    await admin.get('bfaCheckSource').click();
    await says(admin.get('bfaSourceProblem-kerberos_not_counted'), 'no attack would be seen');
    await admin.get('bfaCountKerberos').click();
    await says(admin.get('bfaUnsaved'), '1 unsaved change');
    expect(await admin.get('bfaKerberosAndNtlm').inputValue()).toBe('auto');
    await admin.get('bfaDiscard').click();

    await admin.get('bfaTurnOn').click();
    const dialog = admin.get('bfaTurnOnModal');
    await says(dialog, 'no attack would be seen');
    expect(await accessibilityFaults(admin)).toEqual([]);
    await dialog.getByRole('button', { name: 'Count them' }).click();
    await admin.get('bfaRightsProblem-kerberos_not_counted').waitFor({ state: 'detached' });
    const { settings } = await space.kibana.expect<SettingsView>('GET', API.settings);
    expect(settings.kerberosAndNtlm).toBe('auto');
    await admin.get('bfaTurnOnConfirm').click();
    await says(admin.get('bfaDetectionState'), 'Detection is turned on');
    expect(await admin.complaints()).toEqual([]);
  });
});
