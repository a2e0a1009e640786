import { withAccounts } from './accounts';

it.each([
  ['a new one, at the end', ['b'], ['a'], ['b', 'a']],
  ['a name with blanks in it, without those around it', [], [' ANONYMOUS LOGON '], ['ANONYMOUS LOGON']],
  ['nothing that is there in other letters', ['SYSTEM'], ['system', 'System'], ['SYSTEM']],
  ['none twice', [], ['svc-*', 'SVC-*'], ['svc-*']],
  ['no empty one', ['a'], ['', '  '], ['a']],
] as const)('adds %s', (_what, accounts, added, expected) =>
  expect(withAccounts(accounts, added)).toEqual(expected),
);
