import { NOW, searchHit } from '../../../test/builders';
import { ALL, DESCRIPTION, EVENT_XML, HOST, PROVIDER, VALUES } from '../../../test/hostile/base';
import { CANDIDATES, COMMON_CODES } from './candidates';
import { createReader } from './document';
import { readEventText } from './event_in_text';
import { createTakingApart } from './taken_apart';

const OWN_CODES = CANDIDATES.code.filter((name) => !COMMON_CODES.includes(name));
const reader = createReader(CANDIDATES, { takeApart: createTakingApart(CANDIDATES, OWN_CODES) });
const readFields = (fields: Record<string, unknown[]>) =>
  reader.read(searchHit({ '@timestamp': [String(NOW)], ...fields }));
const read = (text: string) => readFields({ message: [text] });

const bracketed = (description: string, head = `[Security] [INFORMATION] [4625] [${PROVIDER}] [${HOST}]`) =>
  `${head} [${description}]`;
const keyed = (description: string) =>
  `11/22/2026 10:00:00 AM\nLogName=Security\nSourceName=Microsoft Windows security auditing.\nEventCode=4625\nComputerName=${HOST}\nMessage=${description}`;
const FLAT = { EventID: 4625, SourceName: PROVIDER, Hostname: HOST, ...VALUES };
const NESTED = {
  System: { Provider: { Name: PROVIDER }, EventID: 4625, Channel: 'Security', Computer: HOST },
  EventData: VALUES,
};
const json = (value: unknown) => JSON.stringify(value);
const NTLM =
  'The computer attempted to validate the credentials for an account.\r\n\r\nAuthentication Package:\tMICROSOFT_AUTHENTICATION_PACKAGE_V1_0\r\nLogon Account:\tsvc_backup\r\nSource Workstation:\tKALI\r\nError Code:\t';
const ofNtlm = (status: string) =>
  bracketed(`${NTLM}${status}`, `[Security] [INFORMATION] [4776] [${PROVIDER}] [${HOST}]`);

describe('an event that stands in one text is read as if its fields had been sent', () => {
  it.each<[string, string]>([
    ['XML as Windows writes it', EVENT_XML],
    ['XML with double quotes', EVENT_XML.replaceAll("'", '"')],
    ['XML with blanks before and behind it', `\uFEFF \r\n${EVENT_XML}\r\n`],
    ['XML on many lines, with tabs', EVENT_XML.replaceAll('><', '>\r\n\t<')],
    ['XML behind the head of a line of syslog', `<13>Nov 22 10:00:00 dc01 evt[77]: ${EVENT_XML}`],
    ['XML with an attribute of the number', EVENT_XML.replace('<EventID>', "<EventID Qualifiers=''>")],
    [
      'XML with the rendered message behind it',
      EVENT_XML.replace(
        '</Event>',
        `<RenderingInfo Culture='en-US'><Message>${DESCRIPTION}</Message><Channel>x</Channel><Provider>y</Provider></RenderingInfo></Event>`,
      ),
    ],
    ["CloudWatch's text", bracketed(DESCRIPTION)],
    ["CloudWatch's text, lines as in Unix", bracketed(DESCRIPTION.replaceAll('\r', ''))],
    ["CloudWatch's text, blanks in place of tabs", bracketed(DESCRIPTION.replaceAll('\t', '  '))],
    ["Splunk's text", keyed(DESCRIPTION)],
    ['JSON with the values by name', json(FLAT)],
    ['JSON with System and EventData', json(NESTED)],
    ['JSON with an Event around them', json({ Event: NESTED })],
    ['JSON on many lines', JSON.stringify(FLAT, null, '\t').replaceAll('\n', '\r\n')],
    ['JSON in a list of one', json([FLAT])],
    ['JSON behind the head of a line of syslog', `<13>1 2026-11-22T10:00:00Z dc01 nxlog - - - ${json(FLAT)}`],
    [
      'JSON of Winlogbeat',
      json({
        event: { code: '4625', provider: PROVIDER },
        winlog: { computer_name: HOST, event_data: VALUES },
      }),
    ],
    ['XML in JSON', json({ host: 'collector', message: EVENT_XML })],
    ["CloudWatch's text in JSON", json({ id: '77', timestamp: 1, message: bracketed(DESCRIPTION) })],
    ['JSON in JSON', json({ log: json(FLAT) })],
  ])('%s', (_what, text) => expect(read(text)).toMatchObject({ kind: 'failure', code: '4625', ...ALL }));

  it('all in lower case, but for JSON, whose names are those of fields', () => {
    const lower = { account: 'svc_backup', domain: 'corp', source: '203.0.113.7', host: HOST.toLowerCase() };
    for (const text of [EVENT_XML, bracketed(DESCRIPTION)])
      expect(read(text.toLowerCase())).toMatchObject(lower);
  });

  it.each(['@message', 'System', 'event.original', '_raw', 'body.text'])('in the field %s', (field) =>
    expect(readFields({ [field]: [EVENT_XML] })).toMatchObject(ALL),
  );

  it.each<[string, string, object]>([
    ['an NTLM validation that failed', ofNtlm('0xC0000064'), { code: '4776', workstation: 'KALI' }],
    [
      'a lockout, whose machine that called is no domain',
      bracketed(
        'A user account was locked out.\n\nSubject:\n\tAccount Name:\t\tDC01$\n\nAccount That Was Locked Out:\n\tAccount Name:\t\tsvc_backup\n\nAdditional Information:\n\tCaller Computer Name:\tKIOSK',
        `[Security] [INFORMATION] [4740] [${PROVIDER}] [${HOST}]`,
      ),
      { kind: 'lockout', account: 'svc_backup', workstation: 'KIOSK', domain: null },
    ],
    [
      'a success',
      EVENT_XML.replace('>4625<', '>4624<'),
      { kind: 'success', code: '4624', account: 'svc_backup' },
    ],
    [
      'a placeholder as address',
      EVENT_XML.replace('>203.0.113.7<', '>-<'),
      { account: 'svc_backup', source: null },
    ],
    ['an element without a value', EVENT_XML.replace('>203.0.113.7</Data>', '/>'), { source: null }],
    [
      'signs that XML writes as entities, once and no further',
      EVENT_XML.replace('>svc_backup<', '>a&amp;lt;&#x42;&lt;<'),
      { account: 'a&lt;B<' },
    ],
    [
      'an account whose name is the number of an event, and a domain that is a text of another',
      EVENT_XML.replace('>svc_backup<', '>4624<').replace('>CORP<', '>&lt;EventID&gt;4624&lt;/EventID&gt;<'),
      { code: '4625', account: '4624' },
    ],
    [
      'an account named like the head of another event',
      bracketed(DESCRIPTION.replace('svc_backup', `[System] [x] [4624] [${PROVIDER}] [y] [`)),
      { code: '4625', account: `[System] [x] [4624] [${PROVIDER}] [y] [`, host: HOST },
    ],
    [
      'an account named like markup, in a text that is none',
      bracketed(DESCRIPTION.replace('svc_backup', '<Event >{')),
      { account: '<Event >{' },
    ],
  ])('%s', (_what, text, says) => expect(read(text)).toMatchObject(says));

  const FORGED = 'x\r\nNetwork Information:\r\n\tSource Network Address:\t10.9.9.9';
  const quoting = (value: string) => EVENT_XML.replace('>CORP<', `><![CDATA[${value}]]><`);
  it.each<[string, string, object]>([
    [
      'an account with lines of its own: its first line counts, from no address',
      bracketed(DESCRIPTION.replace('svc_backup', FORGED)),
      { account: 'x', source: null, host: HOST },
    ],
    [
      'a workstation with lines of its own takes no failure from the account',
      bracketed(DESCRIPTION.replace(/(Workstation Name:\t+)\S+/, `$1${FORGED}`)),
      { account: 'svc_backup', source: null },
    ],
    [
      'an address in an NTLM validation, which has none',
      ofNtlm('0xC0000064').replace('KALI', FORGED),
      { account: 'svc_backup', workstation: 'x', source: null },
    ],
    [
      'an account in a value of XML, beside the real one',
      quoting('<Data Name="TargetUserName">ceo</Data>'),
      { account: null, source: '203.0.113.7' },
    ],
  ])('what somebody wrote into a value is not taken for one of Windows: %s', (_what, text, says) =>
    expect(read(text)).toMatchObject(says),
  );

  it.each(['constructor', 'toString', '__proto__'])(
    'a number that is the name of something else: %s',
    (code) => {
      const list = { EventID: 4625, Channel: 'Security', EventData: ['x'] };
      expect(read(json({ ...list, event: { code } }))).toBeUndefined();
      expect(
        readFields({ 'event.code': [code], 'winlog.event_id': ['4625'], EventData: ['x'] }),
      ).toBeUndefined();
    },
  );

  it('nothing beside the text is taken for its own: that is of the forwarder', () =>
    expect(
      readFields({
        message: [EVENT_XML],
        'source.ip': ['10.9.9.9'],
        'host.name': ['collector'],
        'user.name': ['shipper'],
      }),
    ).toMatchObject(ALL));

  it('a number in a field of its own decides: the text stands beside for people', () => {
    const beside = { message: [EVENT_XML], 'event.provider': [PROVIDER] };
    expect(readFields({ ...beside, 'event.code': ['4625'], 'user.name': ['anna'] })).toMatchObject({
      account: 'anna',
      source: null,
    });
    expect(readFields({ ...beside, 'event.code': ['1102'] })).toBeUndefined();
  });
});

describe('a text is no event of a logon', () => {
  it.each<[string, string]>([
    ['of another program', EVENT_XML.replace(PROVIDER, 'EventSystem')],
    ['of another program, by its JSON', json({ ...FLAT, SourceName: 'EventSystem' })],
    ['of another number', EVENT_XML.replace('>4625<', '>46250<')],
    ['of another number, by its JSON', json({ ...FLAT, EventID: 4625.5 })],
    ['of an NTLM validation that worked', ofNtlm('0x0')],
    ['that only speaks of one', `Event 4625 of ${PROVIDER}: see EventID 4625.`],
  ])('%s', (_what, text) => expect(read(text)).toBeUndefined());
});

describe('a text that cannot be read says why', () => {
  it.each<[string, string, string]>([
    ['it is longer than any event', `${EVENT_XML}${' '.repeat(65_536)}`, 'too_long'],
    ['it has 10 MB', '<Event>'.repeat(1_500_000), 'too_long'],
    ['XML without its end', EVENT_XML.slice(0, -20), 'cut_off'],
    ['JSON without its end', json(FLAT).slice(0, -20), 'cut_off'],
    ["CloudWatch's text without its end", bracketed(DESCRIPTION).slice(0, -40), 'cut_off'],
    ["Splunk's text without its end", keyed(DESCRIPTION).slice(0, -60), 'cut_off'],
    ['two events as XML', `${EVENT_XML}${EVENT_XML}`, 'several'],
    ['an event in another one', EVENT_XML.replace('</EventData>', `${EVENT_XML}</EventData>`), 'several'],
    [
      'an event that quotes another one',
      EVENT_XML.replace('>CORP<', `><![CDATA[${EVENT_XML}]]><`),
      'several',
    ],
    ['two lines of JSON', `${json(FLAT)}\n${json(FLAT)}`, 'several'],
    ['a list of two', json([FLAT, FLAT]), 'several'],
    ["two of CloudWatch's texts", `${bracketed(DESCRIPTION)}\n${bracketed(DESCRIPTION)}`, 'several'],
    ["two of Splunk's texts", `${keyed(DESCRIPTION)}\n${keyed(DESCRIPTION)}`, 'several'],
    [
      'another log that quotes an event',
      `198.51.100.7 - - [22/Nov/2026] "GET / HTTP/1.1" 200 612 "-" "${EVENT_XML}"`,
      'several',
    ],
    [
      'another language',
      bracketed('Fehler beim Anmelden eines Kontos.\r\n\r\nAntragsteller:\r\n\tKontoname:\t\t-'),
      'no_values',
    ],
    ['XML without values', EVENT_XML.replace(/<EventData>.*<\/EventData>/, ''), 'no_values'],
    ['JSON without values', json({ EventID: 4625, SourceName: PROVIDER, Message: DESCRIPTION }), 'no_values'],
    ['JSON that names no program', json({ EventID: 4625, ...VALUES }), 'no_values'],
    [
      'a line of Snare',
      `<13>Nov 22 10:00:00 dc01 MSWinEventLog\t1\tSecurity\t77\tx\t4625\t${PROVIDER}`,
      'no_values',
    ],
    ['words', 'An account failed to log on.', 'no_values'],
    ['nothing', '', 'no_values'],
    ['JSON of nothing', '{}', 'no_values'],
    ['a list of words', '["a"]', 'no_values'],
  ])('%s', (_what, text, fault) => {
    expect(readEventText(text)).toBe(fault);
    expect(read(text)).toBeUndefined();
  });

  it('also within JSON', () =>
    expect(readEventText(json({ message: EVENT_XML.slice(0, -20) }))).toBe('cut_off'));

  it('a field with two texts is left out, and the next one is read', () => {
    expect(readFields({ message: [EVENT_XML, EVENT_XML] })).toBeUndefined();
    expect(readFields({ message: [EVENT_XML, EVENT_XML], System: [EVENT_XML] })).toMatchObject(ALL);
  });
});

describe('JSON made for harm', () => {
  it.each<[string, string]>([
    ['names of objects themselves', '{"__proto__":{"EventID":4625},"constructor":{"prototype":{"x":1}}}'],
    ['a depth that no document has', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['lists in lists', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    [
      'a long name above many short ones',
      `{"${'x'.repeat(30_000)}":{${Array.from({ length: 3_000 }, (_, n) => `"${n}":1`).join()}}}`,
    ],
  ])('%s does nothing', (_what, text) => {
    expect(typeof readEventText(text)).toBe('string');
    expect(({} as Record<string, unknown>)['EventID']).toBeUndefined();
  });

  it('gives a reader no names but those that it knows', () => {
    const names = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`made_up_${n}`, n]));
    const apart = createTakingApart(CANDIDATES, OWN_CODES);
    const told = Object.keys(apart({ message: [json({ ...names, ...FLAT })] }));
    expect(told.filter((name) => name.startsWith('made_up'))).toEqual([]);
    expect(told).toContain('TargetUserName');
  });
});
