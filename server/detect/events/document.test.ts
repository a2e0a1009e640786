import { NOW } from '../../../test/builders';
import { CANDIDATES } from './candidates';
import { readLogon } from './document';

const hit = (fields: Record<string, unknown>, time: unknown = String(NOW)) => ({
  _index: 'winlogbeat-8.17.0',
  _id: '1',
  fields: Object.fromEntries(
    Object.entries({ 'event.code': '4625', '@timestamp': time, ...fields }).map(([name, value]) => [
      name,
      [value],
    ]),
  ),
});
const read = (fields: Record<string, unknown>, time?: unknown) => readLogon(hit(fields, time), CANDIDATES);

describe('readLogon', () => {
  it('reads what Winlogbeat 8 writes', () => {
    expect(
      read({
        'winlog.event_data.TargetUserName': 'Guest',
        'winlog.event_data.TargetDomainName': 'CORP',
        'source.ip': '203.0.113.7',
        'winlog.computer_name': 'DC01.corp.lan',
        'host.name': 'dc01',
        'source.domain': 'KALI',
        'winlog.event_data.LogonType': '3',
        'winlog.event_data.Status': '0xC000006D',
        'winlog.event_data.SubStatus': '0xC000006A',
      }),
    ).toEqual({
      id: 'winlogbeat-8.17.0/1',
      at: NOW,
      kind: 'failure',
      code: '4625',
      account: 'Guest',
      domain: 'CORP',
      source: '203.0.113.7',
      host: 'DC01.corp.lan',
      workstation: 'KALI',
      logonType: '3',
      status: '0xc000006d',
      subStatus: '0xc000006a',
    });
  });

  it.each<[string, Record<string, unknown>, object, string]>([
    ['user.name', { 'user.name': 'Guest' }, { account: 'Guest' }, 'the event data has none'],
    [
      'user.name',
      { 'winlog.event_data.TargetUserName': '-', 'user.name': 'Guest' },
      { account: 'Guest' },
      'the event data has a sign for none',
    ],
    ['a number', { 'user.name': 4711 }, { account: '4711' }, 'a dynamic mapping took it for one'],
    [
      'a number',
      { 'winlog.event_data.LogonType': 3 },
      { logonType: '3' },
      'a dynamic mapping took it for one',
    ],
    ['a word', { 'winlog.logon.type': 'Remote Interactive' }, { logonType: '10' }, 'it is that of a number'],
    ['no account', { 'user.name': '-' }, { account: null }, 'that is a sign for none'],
    ['no account', { 'user.name': { first: 'a' } }, { account: null }, 'an object names nobody'],
    [
      'an account of the SID S-1-0-0',
      { 'user.name': 'a', 'user.id': 'S-1-0-0' },
      { account: 'a' },
      'all have it',
    ],
    [
      'the next address',
      { 'source.ip': '::', 'winlog.event_data.IpAddress': '10.0.0.1' },
      { source: '10.0.0.1' },
      'the first is none',
    ],
    [
      'the computer that called as the workstation of a lockout',
      { 'event.code': '4740', TargetDomainName: '\\\\KIOSK', 'user.domain': 'CORP' },
      { kind: 'lockout', domain: null, workstation: 'KIOSK' },
      'the field of the domain holds it',
    ],
  ])('reads %s of %j', (_what, fields, expected) => expect(read(fields)).toMatchObject(expected));

  it.each<[Record<string, unknown>, string | undefined, string]>([
    [{ 'event.code': 4625 }, 'failure', 'as a number'],
    [{ 'event.code': '4771' }, 'failure', 'is logged for failures only'],
    [{ 'event.code': '4776', Status: '0xc0000064' }, 'failure', 'its status says so'],
    [{ 'event.code': '4776', Status: '0x00000000' }, undefined, 'its status says that it worked'],
    [{ 'event.code': '4776', Status: 0 }, undefined, 'its status says that it worked'],
    [{ 'event.code': '4776' }, undefined, 'without a status nobody can tell'],
    [{ 'event.code': '4740' }, 'lockout', 'is one'],
    [{ 'event.code': '4624' }, 'success', 'is one'],
    [{ 'event.code': '4634' }, undefined, 'is none of them'],
    [{ 'event.code': 'constructor' }, undefined, 'is none of them'],
    [{ 'event.code': '-' }, undefined, 'is none of them'],
  ])('%j: %p, since it %s', (fields, kind, _why) => expect(read(fields)?.kind).toBe(kind));

  const security = 'Microsoft-Windows-Security-Auditing';
  it.each<[Record<string, unknown>, boolean, string]>([
    [{ 'event.provider': security }, true, 'it is the one'],
    [{ 'event.provider': ` ${security.toLowerCase()} ` }, true, "a shipper's filter wrote it in lower case"],
    [{ SourceName: security }, true, 'any shape may say so'],
    [{ 'event.provider': 'Security', 'winlog.provider_name': security }, true, 'one of its fields says so'],
    [{}, true, 'Elasticsearch found the name in a field that it does not show'],
    [{ 'event.provider': '' }, false, 'a name that is empty is another'],
    [{ 'event.provider': `My ${security}-Extra` }, false, 'a text holds the name within another'],
    [{ 'event.provider': 'Microsoft Windows Security Auditing' }, false, 'a text has the same words'],
    [{ 'event.provider': `${security} ${security}` }, false, 'twice the name is another'],
  ])('an event of %j counts: %p, since %s', (fields, counts, _why) =>
    expect(read(fields) !== undefined).toBe(counts),
  );

  it.each(['4625-x', '14625', '4625 4624', '4625,4624', '46 25'])(
    '%j is not the number of an event',
    (code) => expect(read({ 'event.code': code })).toBeUndefined(),
  );

  it.each<[unknown, number | undefined, string]>([
    ['1700000000123.999999', 1_700_000_000_123, 'nanoseconds are cut off'],
    [1_700_000_000_123, 1_700_000_000_123, 'a number'],
    ['yesterday', undefined, 'no event of 1970'],
    [null, undefined, 'no event of 1970'],
  ])('time %p: %p, %s', (time, at, _why) => expect(read({}, time)?.at).toBe(at));
});
