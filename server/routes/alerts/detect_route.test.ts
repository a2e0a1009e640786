import { API, type DetectResponse, type JournalVerdict } from '../../../common/api/api';
import type { Problem } from '../../../common/status/problems';
import { ACCOUNT_RULE } from '../../../common/rules/default_rules';
import { evidence, MINUTE, NOW, SECOND } from '../../../test/builders';
import { FakeServices } from '../../../test/fake_services';
import { rulesWith } from '../../../test/rules_with';
import { memory, tick } from '../../../test/status_facts';
import { addDetectRoute } from './detect_route';

const ofSource: Problem = {
  code: 'pattern_unreadable',
  severity: 'error',
  message: 'No right.',
  remedy: 'Ask.',
};
const ofReading: Problem = { code: 'es_incomplete', severity: 'error', message: 'A part.', remedy: 'Again.' };
const verdict: JournalVerdict = {
  alertId: 'a1',
  channelId: 'night',
  ruleId: 'r',
  group: { kind: 'account', value: 'Guest' },
  attempts: 5,
  verdict: { decision: 'notify', reason: 'first' },
};
const guest = { account: 'Guest', spellings: ['Guest'], firedAt: NOW - MINUTE, evidence: evidence() };
let kibana: FakeServices;

beforeEach(() => {
  kibana = new FakeServices(addDetectRoute);
  kibana.saveTurnedOn({ rules: rulesWith({ threshold: 7, timespan: '2m' }) });
});
const detect = (notify?: string) =>
  kibana.ask<DetectResponse>('GET', API.detect, { query: notify === undefined ? {} : { notify } });
/** The run finishes during the n-th wait. */
const finishAt = (n: number, report: Parameters<typeof tick>[0]) => {
  let waits = 0;
  kibana.onWait = () => {
    waits += 1;
    if (waits === n) kibana.memory = memory({ lastTick: tick({ startedAt: kibana.now, ...report }) });
  };
};

it('answers the accounts, the slice and the rule of the saved settings', async () => {
  kibana.looked = { from: NOW - MINUTE, to: NOW, accounts: [guest], problems: [] };
  const { status, body } = await detect('false');
  expect(status).toBe(200);
  expect(body).toEqual({
    threshold: 7,
    timespan: '2m',
    from: NOW - MINUTE,
    to: NOW,
    accounts: [guest],
    problems: [],
  });
});

it('looks by the defaults where nothing was saved', async () => {
  kibana.saved = null;
  const { body } = await detect();
  const { threshold, timespan } = ACCOUNT_RULE;
  expect(body).toMatchObject({ threshold, timespan, notify: { state: 'detection_off' } });
});

it('says what it could not see: no accounts beside a problem is not "no attack"', async () => {
  kibana.callerSees = { patterns: [], logons: null, problems: [ofSource] };
  kibana.looked = { ...kibana.looked, problems: [ofReading] };
  expect((await detect('false')).body.problems).toEqual([ofSource, ofReading]);
});

describe('who may only look', () => {
  beforeEach(() => (kibana.maySend = false));

  it('is refused what sends, and is told how to look', async () => {
    const { status, problems } = await detect();
    expect([status, problems[0]?.code, kibana.done]).toEqual([403, 'only_looking', []]);
    expect(problems[0]?.remedy).toContain('?notify=false');
  });

  it('may look', async () => {
    const { status, body } = await detect('false');
    expect([status, 'notify' in body, kibana.done]).toEqual([200, false, []]);
  });
});

it.each(['yes', '', 'TRUE'])('refuses notify=%s at its field', async (notify) => {
  const { status, problems } = await detect(notify);
  expect([status, problems[0]?.field, kibana.done]).toEqual([400, 'notify', []]);
});

it('refuses a parameter that is not known', async () => {
  const { status, problems } = await kibana.ask('GET', API.detect, { query: { treshold: '5' } });
  expect([status, problems[0]?.code, problems[0]?.field]).toEqual([400, 'unknown_field', 'treshold']);
});

describe('sending what is due', () => {
  it('starts no run while detection is off', async () => {
    kibana.save();
    const { body } = await detect();
    expect([body.notify?.state, kibana.done]).toEqual(['detection_off', []]);
  });

  it('starts a run and waits for it, not for one from before', async () => {
    kibana.memory = memory({ lastTick: tick({ startedAt: NOW - 1 }) });
    finishAt(5, { verdicts: [verdict] });
    const { body } = await detect('true');
    expect(body.notify).toEqual({ state: 'ran', verdicts: [verdict] });
    expect(kibana.done).toEqual(['lookSoon']);
    expect(kibana.now).toBe(NOW + 5 * 250);
  });

  it('takes a run that read a part for one that ran', async () => {
    finishAt(1, { outcome: 'partial' });
    expect((await detect()).body.notify?.state).toBe('ran');
  });

  it('says why the run failed, and what to do', async () => {
    finishAt(1, { outcome: 'failed', problems: [ofReading] });
    expect((await detect()).body.notify).toEqual({ state: 'tick_failed', message: 'A part. Again.' });
  });

  it('waits no longer than half a minute, and says so', async () => {
    const { status, body } = await detect();
    expect([status, body.notify?.state]).toEqual([200, 'tick_not_finished']);
    expect(kibana.now).toBe(NOW + 30 * SECOND);
  });
});
