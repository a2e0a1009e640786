import { CANDIDATES } from './candidates';
import { INDIRECT_FIELDS } from './indirect_values';
import { createQuestion } from './question';

const asked = (kerberosAndNtlm: boolean) =>
  JSON.stringify(createQuestion({}, { kerberosAndNtlm }).query(0, 1));

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
