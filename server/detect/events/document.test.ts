import { NOW, searchHit } from '../../../test/builders';
import { CANDIDATES } from './candidates';
import { createReader } from './document';

const reader = createReader(CANDIDATES);
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
const read = (fields: Record<string, unknown>, time?: unknown) => reader.read(hit(fields, time));

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
    ['a number', { LogonType: '3 - Network' }, { logonType: '3' }, 'Sentinel writes both'],
    ['a number', { LogonType: 'Network (3)' }, { logonType: '3' }, 'others write both'],
    ['a number', { LogonType: '10.0' }, { logonType: '10' }, 'a mapping took it for a floating one'],
    ['a text', { LogonType: '1000 - x' }, { logonType: '1000 - x' }, 'it is no type of a logon'],
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
    [
      'the computer that called, of a lockout in ECS',
      { 'event.code': '4740', 'user.target.domain': 'KIOSK', 'user.domain': 'CORP' },
      { kind: 'lockout', domain: null, workstation: 'KIOSK' },
      'it stands beside the name of the account',
    ],
    [
      'no computer that called',
      { 'event.code': '4740', 'user.target.name': 'Guest', 'user.domain': 'CORP' },
      { kind: 'lockout', account: 'Guest', workstation: null },
      'the domain is that of who noticed the lockout',
    ],
  ])('reads %s of %j', (_what, fields, expected) => expect(read(fields)).toMatchObject(expected));

  const lists = (fields: Record<string, unknown[]>) =>
    reader.read(searchHit({ 'event.code': ['4625'], '@timestamp': [NOW], ...fields }));
  it.each<[Record<string, unknown[]>, object, string]>([
    [{ 'user.name': ['-', 'svc_backup'] }, { account: 'svc_backup' }, 'the first is no value'],
    [{ 'user.name': ['svc_backup', '-'] }, { account: 'svc_backup' }, 'the last is no value'],
    [{ Account_Name: ['FS01$', 'svc_backup'] }, { account: 'svc_backup' }, 'Windows names the subject first'],
    [
      { Account_Name: ['FS01$\nsvc_backup'] },
      { account: 'svc_backup' },
      'a table has them as lines of one value',
    ],
    [{ Account_Name: ['FS01$\r\n-'] }, { account: null }, 'so it has a target that is nobody'],
    [
      { Account_Name: ['FS01$', 'a\nb'] },
      { account: 'a\nb' },
      'beside another value it is a name with a line break',
    ],
    [{ Account_Name: ['FS01$', '-'] }, { account: null }, 'the target is nobody, and the subject is another'],
    [{ Account_Name: ['svc_backup'] }, { account: 'svc_backup' }, 'there is one value alone'],
    [{ 'user.name': ['alice', 'bob'] }, { account: 'bob' }, 'Windows names the subject first'],
    [{ TargetUserName: ['N/A', 'bob', 'carl'] }, { account: 'bob' }, 'the field names targets alone'],
    [{ 'user.name': ['-', 'null', ''] }, { account: null }, 'none is a value'],
    [{ 'user.name': [{ a: 1 }, 'bob'] }, { account: 'bob' }, 'an object names nobody'],
    [{ 'user.name': ['-', 4711] }, { account: '4711' }, 'a mapping took it for a number'],
    [
      { 'user.name': ['alice', 'bob'], 'user.domain': ['CORP', 'LAB'] },
      { account: 'bob', domain: 'LAB' },
      'name and domain stand at the same place',
    ],
    [
      { 'user.name': ['alice', 'bob'], 'user.domain': ['CORP', '-'] },
      { account: 'bob', domain: null },
      'the domain of the subject is not the domain of the target',
    ],
    [
      { Account_Name: ['bob'], Account_Domain: ['-', 'CORP'] },
      { account: 'bob', domain: 'CORP' },
      'lists of other lengths are read each for itself',
    ],
    [{ 'source.ip': ['-', 'Unknown', '10.0.0.1'] }, { source: '10.0.0.1' }, 'the first that is an address'],
    [{ 'source.ip': ['10.0.0.1', '10.0.0.2'] }, { source: '10.0.0.1' }, 'the first that is an address'],
    [{ 'host.name': ['(null)', 'DC01'] }, { host: 'DC01' }, 'the first that is a name'],
    [{ 'event.code': ['-', 4625] }, { code: '4625' }, 'the first that is a value'],
    [{ Status: ['-', 3221225581] }, { status: '0xc000006d' }, 'the first that is a value'],
    [
      { 'user.name': [...Array<string>(999).fill('-'), 'bob'] },
      { account: 'bob' },
      'a list may have a thousand values',
    ],
  ])('%j: %j, since %s', (fields, expected, _why) => expect(lists(fields)).toMatchObject(expected));

  it.each<[string, string | null, string | null, string]>([
    ['10.0.0.1', '10.0.0.1', null, 'it is an address'],
    ['KALI', null, 'KALI', 'a name where the address should be is that of the machine that called'],
    ['\\\\KALI', null, 'KALI', 'without what stands before it'],
    ['LOCAL', null, null, 'it stands where there is no value'],
    ['%{[source][ip]}', null, null, 'a template was not filled in'],
    ['0.0.0.0', null, null, 'it is no machine'],
    ['300.1.1.1', null, null, 'it is made like an address and is none'],
    ['fe80::zz', null, null, 'it is made like an address and is none'],
  ])('of source %p: address %p and workstation %p, since %s', (logged, source, workstation, _why) =>
    expect(read({ IpAddress: logged })).toMatchObject({ source, workstation }),
  );
  it('keeps the workstation that the event names, whatever stands where the address should be', () =>
    expect(read({ IpAddress: 'KALI', WorkstationName: 'PC1' })).toMatchObject({ workstation: 'PC1' }));

  it.each(['Unknown', 'N/A', '%{[user][name]}', '${user}', '(null)', 'LOCAL', 'undefined'])(
    'takes %p for no account, host, domain or workstation',
    (logged) =>
      expect(
        read({
          TargetUserName: logged,
          TargetDomainName: logged,
          WorkstationName: logged,
          Hostname: logged,
        }),
      ).toMatchObject({ account: null, domain: null, workstation: null, host: null }),
  );

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
    [{ 'event.provider': '' }, true, 'a name that is empty names nobody, so something else was found'],
    [{ 'event.provider': `My ${security}-Extra` }, false, 'a text holds the name within another'],
    [{ 'event.provider': 'Microsoft Windows Security Auditing' }, false, 'a text has the same words'],
    [{ 'event.provider': `${security} ${security}` }, false, 'twice the name is another'],
    [{ SourceName: 'Microsoft Windows security auditing.' }, true, 'Windows shows that name to people'],
    [{ ProviderName: security }, true, 'Fluent Bit names it so'],
    [{ 'winlog.channel': 'Security' }, true, 'no other program writes these events into that log'],
    [{ Channel: 'security' }, true, 'Cribl writes the log in lower case'],
    [{ 'event.dataset': 'system.security' }, true, 'the data set is that of the security log'],
    [{ sourcetype: 'WinEventLog:Security' }, true, 'Splunk says the log so'],
    [{ source: 'XmlWinEventLog:Security' }, true, 'Splunk says the log so'],
    [{ Source: security }, true, 'Get-EventLog says the provider so'],
    [{ 'winlog.channel': 'Application' }, false, 'it is of another log'],
    [
      { 'winlog.channel': 'Microsoft-Windows-Security-Mitigations/KernelMode' },
      false,
      'it is of another log',
    ],
    [{ 'winlog.channel': 'Security', 'event.provider': 'AD FS Auditing' }, false, 'the provider decides'],
    [{ 'winlog.channel': 'Security', 'event.provider': '-' }, true, 'no provider is named'],
    [{ 'winlog.channel': 'Application', 'event.dataset': 'system.security' }, true, 'one of them says so'],
  ])('an event of %j counts: %p, since %s', (fields, counts, _why) =>
    expect(read(fields) !== undefined).toBe(counts),
  );

  it.each(['46250', '4625.5', 4625.5, '4625-x', '14625', '4625 4624', '4625,4624', '46 25'])(
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
