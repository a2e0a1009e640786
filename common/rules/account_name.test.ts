import { splitAccount } from './account_name';

describe('splitAccount', () => {
  it.each([
    ['guest', 'guest', null, 'there is neither'],
    [' guest ', 'guest', null, 'blanks are not of the name'],
    ['CORP\\guest', 'guest', 'CORP', 'of the domain'],
    ['guest@corp.lan', 'guest', 'corp.lan', 'a UPN'],
    ['AzureAD\\guest@corp.lan', 'guest', 'AzureAD', 'both: what stands before the backslash is the domain'],
    ['\\guest', 'guest', '', 'a domain that is empty'],
    ['odd\\', 'odd\\', null, 'a name is not lost'],
    ['@home', '@home', null, 'a name is not lost'],
    ['', '', null, 'nothing'],
  ])('%p: name %p, domain %p, since %s', (account, name, domain, _why) =>
    expect(splitAccount(account)).toEqual({ name, domain }),
  );
});
