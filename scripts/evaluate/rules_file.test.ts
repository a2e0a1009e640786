import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { ROOT } from '../paths';
import { EXPECTED_RULES } from '../../test/expected/expected_folder';
import { defaultRules, readRulesFile, toEvaluationRules } from './rules_file';

const rule = {
  id: 'account',
  kind: 'event_count',
  groupBy: 'account',
  threshold: 5,
  timespan: '5m',
  severity: 'medium',
  technique: 'T1110.001',
};
const problemsOf = (document: unknown) => () => toEvaluationRules(document, 'my.json');

describe('rules of a file', () => {
  it('are enabled and count failures from anywhere where they do not say otherwise', () => {
    const { id, kind, groupBy, threshold, severity, technique } = rule;
    expect(toEvaluationRules({ rules: [rule] }, 'my.json').rules).toEqual([
      { id, kind, groupBy, threshold, severity, technique, timespan: 300_000, withoutSource: false },
    ]);
  });
  it('may be switched off', () => {
    const off = { ...rule, id: 'off', enabled: false };
    expect(toEvaluationRules({ rules: [rule, off] }, 'my.json').rules).toHaveLength(1);
    expect(problemsOf({ rules: [off] })).toThrow('my.json has no rule that is enabled.');
  });
  it('read events that stand in one text where they do not say otherwise', () => {
    expect(defaultRules().fromText).toBe(true);
    expect(toEvaluationRules({ fromText: false }, 'my.json').fromText).toBe(false);
    expect(problemsOf({ fromText: 'no' })).toThrow('fromText: ');
  });
  it('may count by workstation what names no address', () => {
    const fallback = { ...rule, groupBy: 'workstation', withoutSource: true };
    expect(toEvaluationRules({ rules: [fallback] }, 'my.json').rules).toMatchObject([
      { groupBy: 'workstation', withoutSource: true },
    ]);
  });
  it('leave everything else as in a new installation', () => {
    expect(toEvaluationRules({}, 'my.json')).toEqual(defaultRules());
    const { comparing, kerberosAndNtlm, fields } = defaultRules();
    expect(comparing.excludedAccounts).toEqual(DEFAULT_SETTINGS.excludedAccounts);
    expect({ kerberosAndNtlm, fields }).toEqual({ kerberosAndNtlm: 'auto', fields: {} });
  });
  it('come with exclusions, merging, other events and other fields', () =>
    expect(
      toEvaluationRules(
        {
          excludedAccounts: ['svc_*'],
          keepDomainsApart: true,
          kerberosAndNtlm: true,
          fields: { account: 'who' },
        },
        'my.json',
      ),
    ).toMatchObject({
      comparing: { excludedAccounts: ['svc_*'], keepDomainsApart: true },
      kerberosAndNtlm: 'on',
      fields: { account: 'who' },
    }));
  it.each<[string, unknown, string]>([
    ['a key that is none', { rulez: [] }, 'rulez'],
    [
      'a key of a rule that is none',
      { rules: [{ ...rule, treshold: 3 }] },
      'rules[0]: Unrecognized key: "treshold"',
    ],
    ['a threshold', { rules: [{ ...rule, threshold: 0 }] }, 'rules[0].threshold: The threshold must be'],
    ['a kind', { rules: [{ ...rule, kind: 'many' }] }, 'rules[0].kind: '],
    ['two of one id', { rules: [rule, rule] }, 'rules[1].id: Two rules have the id account.'],
    ['a field', { fields: { acount: 'who' } }, 'fields'],
    ['a list', [rule], 'my.json must be a JSON object'],
  ])('are refused with the place: %s', (_what, document, message) =>
    expect(problemsOf(document)).toThrow(message),
  );
  it('are read from a file, or refused with its name', () => {
    expect(readRulesFile(EXPECTED_RULES).rules).toHaveLength(6);
    expect(() => readRulesFile('/absent.json')).toThrow(
      '/absent.json cannot be read: there is no /absent.json',
    );
    expect(() => readRulesFile(ROOT)).toThrow(`${ROOT} cannot be read: it is a folder.`);
    expect(() => readRulesFile(join(ROOT, 'Makefile'))).toThrow('is no JSON');
  });
  it('are read with a byte order mark too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'evaluate-rules-'));
    const file = join(folder, 'rules.json');
    writeFileSync(file, `\uFEFF${JSON.stringify({ rules: [rule] })}`);
    expect(readRulesFile(file).rules).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });
});
