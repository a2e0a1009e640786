import { nothingSet, type PatternFields } from '../../../common/settings/fields';
import { NOW, searchHit } from '../../../test/builders';
import { EVENT_XML } from '../../../test/hostile/base';
import { CANDIDATES } from './candidates';
import { INDIRECT_FIELDS } from './indirect_values';
import type { EventQuestion } from './event_source_port';
import { createQuestion } from './question';
import { WHOLE_TEXTS } from './whole_texts';

const queryOf = (question: EventQuestion) => JSON.stringify(question.query(0, 1));
const asked = (kerberosAndNtlm: boolean) => queryOf(createQuestion({}, { kerberosAndNtlm }));

describe('createQuestion', () => {
  it('does not ask for NTLM validations that worked: a domain controller logs very many', () => {
    expect(asked(true)).toMatch(/"must_not":\[\{"multi_match":\{"query":"0x0"/);
  });
  it('asks for Kerberos and NTLM only when told to', () => {
    expect(asked(true)).toMatch(/4771.*4776/);
    expect(asked(false)).not.toMatch(/4771|4776/);
  });
  it('asks for all fields of all shapes at once, each once', () => {
    const { fields, accountFields } = createQuestion({}, { kerberosAndNtlm: true });
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields).toEqual(expect.arrayContaining([...CANDIDATES.host, ...CANDIDATES.source]));
    expect(accountFields).toEqual([...CANDIDATES.account, ...INDIRECT_FIELDS]);
  });
  it('asks for the field that somebody set before its candidates, and for one field of time only', () => {
    const question = createQuestion({ account: 'who', time: 'when' }, { kerberosAndNtlm: false });
    expect(question.candidates.account).toEqual(['who', ...CANDIDATES.account]);
    expect(question.candidates.time).toEqual(['when']);
    expect(question.timeField).toBe('when');
    expect(question.fields).toEqual(expect.arrayContaining(['who', 'user.name']));
    expect(JSON.stringify(question.query(1, 2))).toContain('"range":{"when":{"gte":1,"lte":2');
  });
  it('asks once for a candidate that somebody set: it only comes first', () => {
    const { candidates } = createQuestion({ account: 'user.name' }, { kerberosAndNtlm: false });
    expect(candidates.account[0]).toBe('user.name');
    expect(candidates.account).toHaveLength(CANDIDATES.account.length);
  });
});

/** All that a tick asks Elasticsearch. */
const queriesOf = (question: EventQuestion): Record<string, object> => {
  const accounts = [{ key: 'guest', spellings: ['Guest', 'a<b'] }];
  const span = { from: 0, to: 1 };
  return {
    query: question.query(0, 1),
    successes: question.successQuery(accounts, { stringFields: [], anywhere: false }, 0, 1),
    'any success': question.anySuccessQuery(0, 1),
    'logons of any kind': question.sent('any', { only: ['dc01'] }, span),
    'without a time': question.untimed,
  };
};
const ofPatterns = (...patternFields: PatternFields[]) =>
  createQuestion({}, { kerberosAndNtlm: true, patternFields });
/** A clause that looks into a field that holds texts and nothing else. */
const ASKS_TEXTS = /"@message"/;

describe('the question for events that stand in one text', () => {
  const on = { ...nothingSet('aws-*'), fromText: true };
  const off = ofPatterns(nothingSet('aws-*'), nothingSet('logs-*'));

  it('is not asked, and no text is read, where no pattern says so', () => {
    const plain = createQuestion({}, { kerberosAndNtlm: true });
    expect(queriesOf(off)).toEqual(queriesOf(plain));
    expect(off.fields).toEqual(plain.fields);
    expect(plain.fields).not.toContain('@message');
    expect(plain.machineFields).toEqual(CANDIDATES.host);
    expect(JSON.stringify(queriesOf(plain))).not.toMatch(ASKS_TEXTS);
    expect(plain.query(0, 1)).toEqual({
      bool: {
        filter: [expect.objectContaining({ range: expect.anything() }), expect.anything(), expect.anything()],
        must_not: [{ exists: { field: 'kibana.alert.uuid' } }],
      },
    });
  });

  it.each(Object.keys(queriesOf(off)))('is a part of the one for %s where a pattern says so', (name) => {
    const query = JSON.stringify(queriesOf(ofPatterns(on))[name]);
    expect(query).toMatch(ASKS_TEXTS);
    expect(query).toContain('{"wildcard":{"_index":{"value":"aws-*"}}}');
  });

  it('finds the number of each event that counts, and the names of accounts as XML writes them', () => {
    const { query, successes } = queriesOf(ofPatterns(on));
    for (const code of ['4625', '4740', '4771', '4776'])
      expect(JSON.stringify(query)).toContain(`"EventID ${code}"`);
    expect(JSON.stringify(successes)).toMatch(/"EventID 4624".*"a&lt;b"|"a&lt;b".*"EventID 4624"/);
  });

  it.each(CANDIDATES.code.filter((name) => name.includes('.') && !name.includes('#')))(
    'finds the number under the flat name %s, which is one word',
    (name) => expect(queryOf(ofPatterns(on))).toContain(`"${name.toLowerCase()} 4625"`),
  );

  it('tells the machine of a document with a number of its own by its fields', () => {
    const question = ofPatterns(on);
    const shown: Record<string, unknown[]> = {
      'event.code': ['4625'],
      'winlog.computer_name': ['WS1'],
      message: [EVENT_XML],
    };
    const fields = question.machineFields.filter((field) => shown[field]);
    const hit = searchHit(Object.fromEntries(fields.map((field) => [field, shown[field] ?? []])));
    expect(question.machineOf(hit)).toBe('ws1');
  });

  it('reads a text in the indices of that pattern, and in no others', () => {
    const question = ofPatterns(on, nothingSet('logs-*'));
    expect(question.fields).toEqual(expect.arrayContaining([...WHOLE_TEXTS]));
    const fields = { '@timestamp': [String(NOW)], message: [EVENT_XML] };
    const readIn = (_index: string) => question.read({ _index, _id: '1', fields });
    expect(readIn('aws-1')).toMatchObject({ account: 'svc_backup', at: NOW });
    expect(readIn('logs-1')).toBeUndefined();
    expect(readIn('behind-an-alias')).toMatchObject({ account: 'svc_backup' });
  });

  it('reads and looks at a text by the names that its own pattern sets', () => {
    const question = ofPatterns(
      { ...on, fields: { account: 'who', provider: 'by' } },
      { ...on, pattern: 'logs-*' },
    );
    const text = JSON.stringify({ EventID: 4625, by: 'Microsoft-Windows-Security-Auditing', who: 'bob' });
    const of = (_index: string) => {
      const hit = { _index, _id: '1', fields: { '@timestamp': [String(NOW)], message: [text] } };
      return [question.read(hit)?.account, question.lookAtText(hit)?.fault];
    };
    expect(of('aws-1')).toEqual(['bob', null]);
    expect(of('behind-an-alias')).toEqual(['bob', null]);
    expect(of('logs-1')).toEqual([undefined, 'no_values']);
  });

  it('looks at a text of any pattern, to say whether it could be read', () => {
    const look = (text: unknown) => off.lookAtText(searchHit({ '@timestamp': [NOW], message: [text] }));
    expect(look(EVENT_XML)).toEqual({ field: 'message', fault: null, isLogon: true });
    expect(look(EVENT_XML.replace('>4625<', '>1102<'))).toEqual({
      field: 'message',
      fault: null,
      isLogon: false,
    });
    expect(look('words')).toEqual({ field: 'message', fault: 'no_values', isLogon: false });
    expect(look(7)).toBeNull();
  });
});
