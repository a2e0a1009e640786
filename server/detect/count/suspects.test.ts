import { burst, comparing, failedLogon, rule, successRule } from '../../../test/builders';
import type { LogonEvent } from '../../../common/alerts/events';
import type { Rule } from '../../../common/rules/rules';
import { windowOf } from '../log/window';
import { createNaming } from './naming';
import { suspectOf } from './suspects';

describe('the account whose successes matter', () => {
  const suspect = (events: LogonEvent[], rules: Rule[], key = 'guest') =>
    suspectOf(windowOf(events, rules, createNaming(comparing())), key, rules);

  it('is one whose success would be an attack that worked, with every spelling', () => {
    const events = [
      ...burst(4, { account: 'Guest', domain: 'CORP' }),
      failedLogon({ account: 'guest@lab.lan', domain: 'LAB' }),
      ...burst(4, { account: 'Anna' }),
    ];
    expect(suspect(events, [successRule()])).toEqual({
      key: 'guest',
      spellings: ['Guest', 'guest@lab.lan'],
    });
    expect(suspect(events, [successRule()], 'anna')).toBeNull();
  });
  it('is nobody where no rule asks', () => expect(suspect(burst(50), [rule()])).toBeNull());
});
