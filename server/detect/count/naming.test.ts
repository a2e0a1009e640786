import fc from 'fast-check';
import { comparing, failedLogon } from '../../../test/builders';
import { createNoise } from '../../../common/rules/noise';
import { accountKey } from '../events/normalise';
import { createNaming, NAMES_MAX } from './naming';

const excludedAccounts = ['?*$', 'SYSTEM'];
const isNoise = createNoise(excludedAccounts);
const account = fc.constantFrom(
  'guest',
  'GUEST',
  'CORP\\guest',
  'guest@lab.lan',
  'DC01$',
  'system',
  ' ',
  null,
);
const domain = fc.constantFrom('CORP', 'corp.lan', 'LAB', '-', null);

describe('the key of an account', () => {
  it.each([true, false])('is the same whatever was named before, with keepDomainsApart %p', (apart) => {
    fc.assert(
      fc.property(fc.array(fc.record({ account, domain }), { maxLength: 60 }), (named) => {
        const naming = createNaming(comparing({ keepDomainsApart: apart, excludedAccounts }));
        for (const event of named.map(failedLogon)) {
          const isNamed = event.account !== null && !isNoise(event.account);
          const exact = isNamed ? accountKey(event, apart) : undefined;
          expect(naming.exactAccount(event)).toBe(exact);
          expect(exact === undefined ? undefined : naming.nameOf(exact)).toBe(naming.account(event));
          expect(naming.account(event)).toBe(isNamed ? accountKey(event, false) : undefined);
        }
      }),
    );
  });

  it('is the same when so many names came that they were forgotten', () => {
    const naming = createNaming(comparing({ excludedAccounts }));
    const [event, machine] = [failedLogon(), failedLogon({ account: 'DC01$' })];
    const keys = () => [naming.account(event), naming.account(machine)];
    expect(keys()).toEqual(['guest', undefined]);
    for (let n = 0; n <= NAMES_MAX; n += 1)
      expect(naming.account({ ...event, account: `U${n}` }) === `u${n}`).toBe(true);
    expect(keys()).toEqual(['guest', undefined]);
  });
});

describe('where domains are not kept apart, an account', () => {
  const naming = createNaming(comparing());
  it.each<[string, string | null, string | null, string, string]>([
    ['Guest', 'WEB03', 'WEB03.corp.lan', 'web03\\guest', 'web03\\guest'],
    ['guest@web03', null, 'WEB03', 'web03\\guest', 'web03\\guest'],
    ['WEB03\\guest', 'CORP', 'web03', 'web03\\guest', 'web03\\guest'],
    ['guest', '10.0.0.5', '10.0.0.5', '10.0.0.5\\guest', '10.0.0.5\\guest'],
    ['guest', '10.0.0.5', '10.0.0.6', 'guest', 'guest'],
    ['guest', 'CORP', 'WEB03', 'guest', 'guest'],
    ['guest', 'WEB03', null, 'guest', 'guest'],
    ['guest', '-', 'WEB03', 'guest', '\\guest'],
    ['.\\guest', null, 'WEB03', 'guest', '\\guest'],
    ['guest', null, null, 'guest', '\\guest'],
    ['a\\odd\\', 'WEB03', 'WEB03', 'a\\odd\\', 'a\\odd\\'],
  ])('%s of %s on %s is %s, named %s', (account, domain, host, exact, named) => {
    const event = failedLogon({ account, domain, host });
    expect([naming.exactAccount(event), naming.namedAccount(event)]).toEqual([exact, named]);
    expect(naming.nameOf(exact)).toBe(naming.account(event));
  });
});
