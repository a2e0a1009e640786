import type { Hidden } from '../../../common/settings/hidden';
import { createQuestion } from '../../detect/events/question';
import { hiddenBy, hiddenProblems, type ReadGrant } from './hidden_data';

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });

const grant = (names: string[], overrides: Partial<ReadGrant> = {}): ReadGrant => ({
  names,
  hasQuery: false,
  fieldRules: [],
  ...overrides,
});
const query = { hasQuery: true };
const without = (...except: string[]) => ({ fieldRules: [{ grant: ['*'], except }] });
const only = (...granted: string[]) => ({ fieldRules: [{ grant: granted, except: [] }] });
const hidden = (...grants: ReadGrant[]) => hiddenBy(grants, ['winlogbeat-*'], QUESTION);

it.each<[string, ReadGrant[], Partial<Hidden>]>([
  ['a role that hides nothing', [grant(['winlogbeat-*'])], {}],
  ['no role at all', [], {}],
  ['a role that hides documents', [grant(['winlogbeat-*'], query)], { documents: ['winlogbeat-*'] }],
  ['of a part of the pattern', [grant(['winlogbeat-*']), grant(['winlogbeat-8*'], query)], {}],
  [
    'of a part that no other role shows',
    [grant(['winlogbeat-7*']), grant(['winlogbeat-8*'], query)],
    { documents: ['winlogbeat-*'] },
  ],
  ['of other indices', [grant(['winlogbeat-*']), grant(['logs-*'], query)], {}],
  ['documents, and another role shows all of everything', [grant(['winlogbeat-*'], query), grant(['*'])], {}],
  [
    'documents in one role and fields in another: together they show everything',
    [grant(['winlogbeat-*'], query), grant(['winlogbeat-*'], without('user.*'))],
    {},
  ],
  [
    'documents in two roles',
    [grant(['winlogbeat-*'], query), grant(['*'], query)],
    { documents: ['winlogbeat-*'] },
  ],
  ['fields that nobody needs', [grant(['winlogbeat-*'], without('message'))], {}],
  ['a field', [grant(['winlogbeat-*'], without('user.*'))], { fields: ['user.name'] }],
  [
    'all but some fields',
    [grant(['winlogbeat-*'], only('@timestamp', 'event.*', 'user.*', 'source.*'))],
    {
      fields: [
        'winlog.event_data.TargetUserName',
        'winlog.event_id',
        'winlog.provider_name',
        'winlog.event_data.IpAddress',
        'winlog.event_data.WorkstationName',
      ],
    },
  ],
  [
    'a field in one rule, shown by another of the same role',
    [
      grant(['winlogbeat-*'], {
        fieldRules: [
          { grant: ['*'], except: ['user.*'] },
          { grant: ['user.*'], except: [] },
        ],
      }),
    ],
    {},
  ],
])('%s', (_name, grants, expected) => {
  expect(hidden(...grants)).toEqual({ documents: [], fields: [], ...expected });
});

it.each<[string, string[], string[], Array<[string, string]>]>([
  ['nothing', [], [], []],
  ['documents', ['winlogbeat-*'], [], [['documents_hidden', 'warning']]],
  ['one of the names of the account', [], ['user.name'], [['fields_hidden', 'warning']]],
  [
    'both names of the account',
    [],
    ['user.name', 'winlog.event_data.TargetUserName'],
    [['needed_fields_hidden', 'error']],
  ],
  ['the time', [], ['@timestamp'], [['needed_fields_hidden', 'error']]],
  ['the code', [], ['event.code', 'winlog.event_id'], [['needed_fields_hidden', 'error']]],
  ['the provider', [], ['event.provider', 'winlog.provider_name'], [['needed_fields_hidden', 'error']]],
  [
    'the source',
    ['winlogbeat-*'],
    ['source.ip', 'source.domain', 'winlog.event_data.IpAddress', 'winlog.event_data.WorkstationName'],
    [
      ['documents_hidden', 'warning'],
      ['needed_fields_hidden', 'error'],
    ],
  ],
])('hiding %s is said', (_name, documents, fields, expected) => {
  const problems = hiddenProblems({ documents, fields }, QUESTION);
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual(expected);
  expect(problems.filter(({ field, remedy }) => field !== 'settings.indexPatterns' || remedy === '')).toEqual(
    [],
  );
});
