import { logonTypeInWords, reasonCode, reasonInWords, statusInWords } from './windows_codes';

describe('the reason', () => {
  it.each([
    ['0xc000006d', '0xc000006a', 'wrong password', 'the sub-status says more'],
    ['0xc000006d', '0xc0000064', 'no such user', 'the sub-status says more'],
    ['0xc0000234', '0x0', 'account locked out', 'a zero sub-status says nothing'],
    ['0xc000015b', null, 'logon type not granted', 'there is only a status'],
    ['0xc0ffee00', null, '0xc0ffee00', 'an unknown code is not hidden'],
    ['0x0', '0x00000000', null, 'neither says anything'],
    ['0x18', null, 'wrong password', 'Kerberos has codes of its own'],
    ['0x6', null, 'no such user', 'Kerberos has codes of its own'],
    ['0x12', null, 'account disabled, expired or locked out', 'Kerberos does not tell which'],
    ['%%2310', null, 'account disabled', 'it is the number of that sentence'],
    [null, null, null, 'nothing was logged'],
    ['constructor', null, 'constructor', 'a name that every object has is no code'],
    ['0xc000006d', '__proto__', '__proto__', 'a name that every object has is no code'],
  ])('%p and %p: %p, since %s', (status, subStatus, words, _why) => {
    const code = reasonCode(status, subStatus);
    expect(code && reasonInWords(code)).toBe(words);
  });
});

describe('every code of events 4625 and 4776 that is known', () => {
  it.each([
    ['0xc000005e', 'no logon server available'],
    ['0xc0000064', 'no such user'],
    ['0xc000006a', 'wrong password'],
    ['0xc000006d', 'wrong user name or password'],
    ['0xc000006e', 'account restriction'],
    ['0xc000006f', 'outside the allowed hours'],
    ['0xc0000070', 'workstation not allowed'],
    ['0xc0000071', 'password expired'],
    ['0xc0000072', 'account disabled'],
    ['0xc00000dc', 'server in the wrong state'],
    ['0xc000010b', 'invalid logon type'],
    ['0xc0000133', 'clocks too far apart'],
    ['0xc000015b', 'logon type not granted'],
    ['0xc000018c', 'trust relationship failed'],
    ['0xc0000192', 'Netlogon service not running'],
    ['0xc0000193', 'account expired'],
    ['0xc0000224', 'password must be changed'],
    ['0xc0000225', 'bug in Windows, no risk'],
    ['0xc0000234', 'account locked out'],
    ['0xc00002ee', 'error during logon'],
    ['0xc0000413', 'authentication firewall'],
  ])('%s: %s', (code, words) => expect(reasonInWords(reasonCode(code, null) ?? '')).toBe(words));
});

describe('a status in words', () => {
  it.each([
    ['0xc000006a', 'wrong password (0xc000006a)', 'the code stands beside it, for whoever looks it up'],
    ['0x18', 'wrong password (0x18)', 'a code of Kerberos stays what it is'],
    ['0x0', 'no further reason (0x0)', 'zero is a value too'],
    ['0xc0ffee', '0xc0ffee', 'there are no words for it'],
    ['constructor', 'constructor', 'a name that every object has is no code'],
  ])('%s: %s, since %s', (code, words, _why) => expect(statusInWords(code)).toBe(words));
});

describe('logonTypeInWords', () => {
  it.each([
    ['3', 'Network (3)'],
    ['Network', 'Network (3)'],
    ['RemoteInteractive', 'RemoteInteractive (10)'],
    ['Remote Interactive', 'RemoteInteractive (10)'],
    ['13', 'CachedUnlock (13)'],
    ['99', '99'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
  ])('%p: %p', (logged, words) => expect(logonTypeInWords(logged)).toBe(words));
});
