import { NOW, searchHit } from '../../../test/builders';
import { CANDIDATES } from './candidates';
import { createReader } from './document';
import { INSERT_FIELDS } from './inserts';

const reader = createReader(CANDIDATES);
const SUBJECT = ['S-1-5-18', 'FS01$', 'CORP', '0x3e7'];
const FAILURE = [
  ...SUBJECT,
  'S-1-0-0',
  'svc_backup',
  'LAB',
  '0xc000006d',
  '%%2313',
  '0xc000006a',
  '3',
  'NtLmSsp ',
  'NTLM',
  'KALI',
  '-',
  '-',
  '0',
  '0x0',
  '-',
  '203.0.113.44',
  '50000',
];
const SUCCESS = [
  ...SUBJECT,
  'S-1-5-21-1-2-3-500',
  'svc_backup',
  'CORP',
  '0x1234',
  '10',
  'User32 ',
  'Negotiate',
  'FS01',
  '{00000000-0000-0000-0000-000000000000}',
  '-',
  '-',
  '0',
  '0x4a8',
  'C:\\Windows\\System32\\svchost.exe',
  '203.0.113.44',
  '0',
];
const LATER_SUCCESS = [...SUCCESS, '%%1833', '-', '-', '-', '%%1843', '0x0', '%%1842'];
const LOCKED = ['svc_backup', 'KIOSK', 'S-1-5-21-1-2-3-500', 'S-1-5-18', 'DC01$', 'CORP', '0x3e7'];
const KERBEROS = [
  'svc_backup',
  'S-1-5-21-1-2-3-500',
  'krbtgt/CORP',
  '0x40810010',
  '0x18',
  '2',
  '::ffff:10.9.8.7',
  '50000',
];
const NTLM = ['MICROSOFT_AUTHENTICATION_PACKAGE_V1_0', 'svc_backup', 'KALI', '0xC000006A'];

const read = (code: string, list: unknown[], field = 'StringInserts', more: Record<string, unknown[]> = {}) =>
  reader.read(searchHit({ EventID: [code], '@timestamp': [NOW], [field]: list, ...more }));
const without = (list: string[], place: number) => list.filter((_value, n) => n !== place);
const replaced = (list: string[], place: number, value: string) =>
  list.map((old, n) => (n === place ? value : old));

describe('values in a list without names', () => {
  it.each(INSERT_FIELDS)('are read in %s, in the order of the schema of the event', (field) =>
    expect(read('4625', FAILURE, field)).toMatchObject({
      kind: 'failure',
      account: 'svc_backup',
      domain: 'LAB',
      source: '203.0.113.44',
      workstation: 'KALI',
      logonType: '3',
      status: '0xc000006d',
      subStatus: '0xc000006a',
    }),
  );

  const backup = { account: 'svc_backup' };
  it.each<[string, string, unknown[], object]>([
    ['success', '4624', SUCCESS, { ...backup, source: '203.0.113.44', logonType: '10' }],
    ['success of a later Windows', '4624', LATER_SUCCESS, { ...backup, source: '203.0.113.44' }],
    ['failure with one more value', '4625', [...FAILURE, 'new'], { ...backup, source: '203.0.113.44' }],
    ['lockout', '4740', LOCKED, { ...backup, kind: 'lockout', workstation: 'KIOSK', domain: null }],
    ['Kerberos failure', '4771', KERBEROS, { ...backup, source: '10.9.8.7', status: '0x18' }],
    ['NTLM failure', '4776', NTLM, { ...backup, workstation: 'KALI', status: '0xc000006a' }],
    [
      'failure with SIDs as the old interface of Windows writes them',
      '4625',
      replaced(replaced(FAILURE, 0, '%{S-1-5-18}'), 4, '%{S-1-0-0}'),
      backup,
    ],
    ['failure with empty values', '4625', replaced(replaced(FAILURE, 1, ''), 20, '-'), backup],
    [
      'failure with SIDs as objects, as PowerShell writes them',
      '4625',
      FAILURE.map((value) => (value.startsWith('S-1-') ? { BinaryLength: 12, Value: value } : value)),
      backup,
    ],
    ['failure with a number', '4625', FAILURE.map((value, n) => (n === 10 ? 3 : value)), { logonType: '3' }],
  ])('are read of a %s', (_what, code, list, expected) => expect(read(code, list)).toMatchObject(expected));

  it.each<[string, string, unknown[]]>([
    ['of an event whose schema is not known', '4634', FAILURE],
    ['of which one is missing', '4625', without(FAILURE, 1)],
    ['of which one is missing and one too many is there', '4625', [...without(FAILURE, 1), 'more']],
    ['of which one is missing, of a later success', '4624', without(LATER_SUCCESS, 1)],
    ['in another order', '4625', [...FAILURE].reverse()],
    ['of something else', '4625', ['a', 'b']],
    ['that are objects', '4625', [{ Name: 'TargetUserName' }]],
  ])('name nobody rather than somebody else: %s', (_what, code, list) =>
    expect(read(code, list)?.account ?? null).toBeNull(),
  );

  it('do not replace what the document names itself', () =>
    expect(read('4625', FAILURE, 'StringInserts', { TargetUserName: ['own'] })).toMatchObject({
      account: 'own',
      source: '203.0.113.44',
    }));
});
