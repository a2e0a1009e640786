import type { KerberosAndNtlm, LogonsSeen } from '../../../common/settings/kerberos_and_ntlm';
import { kerberosProblems } from './source_problems';

const ALONE: LogonsSeen = { kerberosAndNtlm: true, beside: false };

describe('Kerberos and NTLM failures that are not counted', () => {
  it('are named where only domain controllers send failed logons, with what to set', () => {
    const [problem, ...others] = kerberosProblems('off', ALONE);
    expect([problem?.code, problem?.severity, problem?.field, others]).toEqual([
      'kerberos_not_counted',
      'warning',
      'settings.kerberosAndNtlm',
      [],
    ]);
    expect(problem?.message).toContain('no attack would be seen');
    expect(problem?.remedy).toContain('automatic');
  });

  it.each<[string, KerberosAndNtlm | undefined, LogonsSeen | null]>([
    ['they count', 'on', ALONE],
    ['they count by themselves', 'auto', ALONE],
    ['other machines send failed logons beside them', 'off', { kerberosAndNtlm: true, beside: true }],
    ['there are none', 'off', { kerberosAndNtlm: false, beside: false }],
    ['nobody looked', 'off', null],
    ['nobody asked', undefined, ALONE],
  ])('are not named where %s', (_why, setting, seen) => expect(kerberosProblems(setting, seen)).toEqual([]));
});
