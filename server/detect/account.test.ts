import { failedLogon } from '../../test/builders';
import { accountKey } from './account';

const key = (account: string | null, domain: string | null = null, apart = false) =>
  accountKey(failedLogon({ account, domain }), apart);

describe('accountKey', () => {
  it.each(['Guest', 'GUEST', ' guest ', 'CORP\\Guest', 'guest@corp.lan', 'CORP\\GUEST'])(
    'takes %p for guest',
    (account) => {
      expect(key(account)).toBe('guest');
    },
  );
  it('has none for an event without an account', () => {
    expect(key(null)).toBeUndefined();
    expect(key('  ')).toBeUndefined();
  });
  it('keeps a name that ends in a backslash, rather than losing it', () =>
    expect(key('odd\\')).toBe('odd\\'));
  it('keeps a name that starts with @', () => expect(key('@home')).toBe('@home'));

  describe('with domains kept apart', () => {
    it('tells CORP from LAB', () => expect(key('guest', 'CORP', true)).not.toBe(key('guest', 'LAB', true)));
    it.each([
      ['CORP\\guest', null],
      ['guest@corp.lan', 'OTHER'],
      ['guest', 'corp'],
      ['guest', 'CORP.LAN'],
    ])('takes %p of %p for the one of CORP', (account, domain) =>
      expect(key(account, domain, true)).toBe('corp\\guest'),
    );
    it.each(['.', '-', '', null])('takes domain %p for none', (domain) =>
      expect(key('guest', domain, true)).toBe('\\guest'),
    );
  });
});
