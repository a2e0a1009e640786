import { sentenceOf } from '../../common/alerts/sentence';
import { alert, burst, failedLogon, iso, MINUTE, NOW, SECOND } from '../../test/builders';
import { evaluationOf } from '../../test/expected/evaluations';
import { toReport, toText } from './report';

const END = NOW - MINUTE;
const loading = { events: 9, rejected: 0, rejections: [], fromText: 0 };
const spray = ['dora', 'CORP\\Bert', 'anna', 'Carl', 'Emil', 'emil'].map((account, n) =>
  failedLogon({ at: END + n * SECOND, account, host: 'DC01' }),
);
const attack = burst(5, { source: null, host: 'DC02' }, SECOND, END - 30 * MINUTE);

describe('the report', () => {
  it('has one entry per alert, by time', async () => {
    const report = toReport(loading, await evaluationOf(attack));
    expect(report).toMatchObject({ events: 9, rejected: 0 });
    expect(report.alerts.map(({ rule }) => rule)).toEqual([
      { id: 'account', kind: 'event_count' },
      { id: 'host', kind: 'event_count' },
    ]);
    expect(report.alerts[0]).toEqual({
      rule: { id: 'account', kind: 'event_count' },
      group: { kind: 'account', value: 'Guest', spellings: ['Guest'] },
      fired_at: iso(END - 30 * MINUTE),
      first: iso(END - 30 * MINUTE - 4 * SECOND),
      last: iso(END - 30 * MINUTE),
      count: 5,
      members: [],
      severity: 'medium',
    });
  });
  it('names the different accounts of a spray as they are compared, sorted', async () => {
    const { alerts } = toReport(loading, await evaluationOf(spray));
    expect(alerts.find(({ rule }) => rule.kind === 'value_count')).toMatchObject({
      members: ['anna', 'bert', 'carl', 'dora', 'emil'],
      count: 6,
    });
  });
  it('for people has a line per alert, none wider than the terminal', async () => {
    const lines = toText(loading, await evaluationOf(attack), 60).split('\n');
    expect(lines[1]).toMatch(/^2026-11-22 02:44:00\.000 {2}medium {4}account .*…$/);
    expect(Math.max(...lines.slice(0, 3).map((line) => line.length))).toBe(60);
  });
  it('says the whole sentence where no terminal is', async () => {
    const evaluation = await evaluationOf(attack);
    const { fired } = evaluation;
    expect(toText(loading, evaluation, undefined)).toContain(
      `account  ${sentenceOf(fired[0]?.alert ?? alert())}`,
    );
  });
  it('says how many events stood in one text: by itself detection does not read these', async () => {
    const evaluation = await evaluationOf(attack);
    const texts = { ...loading, fromText: 2 };
    expect(toText(texts, evaluation, undefined)).toContain('\n2 events stand in one text: detection reads');
    expect(toReport(texts, evaluation)).toMatchObject({ from_text: 2 });
    expect(toReport(loading, evaluation)).not.toHaveProperty('from_text');
  });
  it('says what was not counted, and why', async () => {
    const nameless = failedLogon({ account: null, source: null });
    const text = toText(loading, await evaluationOf([nameless]), undefined);
    expect(text.split('\n')).toEqual([
      'No rule fired in 9 documents: 1 failed logon, 0 lockouts.',
      'Not counted, or not for everything:',
      '  8 are no failed logons; successes are looked at where an account has the failures',
      '  1 name no account and count for source and host only',
      '  1 name no source address and count for account and host only',
    ]);
  });
});
