import { failedLogon } from '../../../test/builders';
import {
  accountKey,
  hostKey,
  normaliseAccount,
  normaliseHost,
  normaliseStatus,
  sourceKey,
  workstationKey,
} from './normalise';

const key = (account: string | null, domain: string | null = null, apart = false) =>
  accountKey(failedLogon({ account, domain }), apart);

describe('accountKey', () => {
  it.each([
    'Guest',
    'GUEST',
    ' guest ',
    'CORP\\Guest',
    'guest@corp.lan',
    'CORP\\GUEST',
    'AzureAD\\guest@x.y',
  ])('takes %p for guest', (account) => expect(key(account)).toBe('guest'));
  it('has none for an event without an account', () => {
    expect(key(null)).toBeUndefined();
    expect(key('  ')).toBeUndefined();
  });
  it('keeps a name that ends in a backslash, rather than losing it', () =>
    expect(key('odd\\')).toBe('odd\\'));
  it('keeps a name that starts with @', () => expect(key('@home')).toBe('@home'));

  describe('with domains kept apart', () => {
    it('tells CORP from LAB', () => expect(key('guest', 'CORP', true)).not.toBe(key('guest', 'LAB', true)));
    it('tells two machines that are named by address', () =>
      expect(key('guest', '10.0.0.1', true)).not.toBe(key('guest', '10.0.0.2', true)));
    it.each([
      ['CORP\\guest', null],
      ['\\\\CORP\\guest', null],
      ['guest@corp.lan', 'OTHER'],
      ['guest', 'corp'],
      ['guest', 'CORP.LAN'],
      ['guest', 'corp.lan.'],
    ])('takes %p of %p for the one of CORP', (account, domain) =>
      expect(key(account, domain, true)).toBe('corp\\guest'),
    );
    it.each(['.', '-', '', null])('takes domain %p for none', (domain) =>
      expect(key('guest', domain, true)).toBe('\\guest'),
    );
  });
});

describe('the other keys', () => {
  it('compare hosts and workstations without case', () => {
    const event = failedLogon({ host: 'DC01.Corp.LAN', workstation: 'KALI' });
    expect([hostKey(event), workstationKey(event)]).toEqual(['dc01.corp.lan', 'kali']);
  });
  it('keep a short and a full name of a host apart: two domains may share the short one', () =>
    expect(hostKey(failedLogon({ host: 'DC01' }))).not.toBe(hostKey(failedLogon({ host: 'DC01.corp.lan' }))));
  it('are none where the event names none', () => {
    const event = failedLogon({ source: null, host: null, workstation: null });
    expect([sourceKey(event), hostKey(event), workstationKey(event)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('normaliseStatus', () => {
  it.each<[string | null, string | null, string]>([
    ['0xC000006D', '0xc000006d', 'in lower case'],
    ['0XC000006D', '0xc000006d', 'in lower case'],
    ['0xffffffffc000006d', '0xc000006d', '32 bits written as 64'],
    ['-1073741715', '0xc000006d', '32 bits taken for signed'],
    ['3221225581', '0xc000006d', 'as a decimal number'],
    ['0x18', '0x18', 'a Kerberos code'],
    ['0x00000018', '0x18', 'leading zeros say nothing'],
    ['24', '0x18', 'a Kerberos code as a decimal number'],
    ['0x0', '0x0', 'no error'],
    ['0x00000000', '0x0', 'no error'],
    ['0', '0x0', 'no error'],
    ['%%2313', '%%2313', 'the number of a sentence'],
    ['STATUS_LOGON_FAILURE', 'status_logon_failure', 'words stay'],
    ['3221225581.0', '0xc000006d', 'a decimal number that a mapping took for a floating one'],
    ['C000006A', '0xc000006a', 'without the sign of a hexadecimal number'],
    ['0xC000006D (STATUS_LOGON_FAILURE)', '0xc000006d', 'with words behind it'],
    ['0xc000006dz', '0xc000006dz', 'no number'],
    ['-', null, 'nothing'],
    ['', null, 'nothing'],
    ['N/A', null, 'nothing'],
    [null, null, 'nothing'],
  ])('%p: %p, since it is %s', (logged, status, _why) => expect(normaliseStatus(logged)).toBe(status));
});

describe('names', () => {
  it.each<[string | null, string | null]>([
    ['DC01.corp.lan.', 'DC01.corp.lan'],
    ['\\\\KALI', 'KALI'],
    [' KALI ', 'KALI'],
    ['.', null],
    ['-', null],
    ['LOCAL', null],
    ['(null)', null],
    ['${hostname}', null],
    [null, null],
  ])('of a host %p: %p', (logged, host) => expect(normaliseHost(logged)).toBe(host));
  it.each<[string | null, string | null]>([
    [' guest', ' guest'],
    ['(null)', null],
    ['null', null],
    ['-', null],
    ['  ', null],
    ['CORP\\-', null],
    ['-\\-', null],
    ['\\', null],
    ['-@-', null],
    ['CORP\\%{[user][name]}', null],
    ['none@corp.lan', null],
    ['-\\svc_backup', '-\\svc_backup'],
    ['unknown-user', 'unknown-user'],
    ['Nan', 'Nan'],
    [null, null],
  ])('of an account %p: %p', (logged, account) => expect(normaliseAccount(logged)).toBe(account));
});
