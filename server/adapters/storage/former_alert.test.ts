import { alert, burst, evidence, MINUTE, NOW, SECOND } from '../../../test/builders';
import { FakeSpace, tickRun } from '../../../test/fakes';
import { tick } from '../../flow/tick';
import { toPresentAlert, type StoredForm } from './former_alert';

/** As 0.1 wrote it. */
function formerAlert(): StoredForm {
  const { severity: _severity, partOf: _partOf, linked: _linked, ...kept } = alert();
  const { of: _of, withoutSource: _without, technique: _technique, ...rule } = kept.rule;
  const { accounts: _accounts, successes: _successes, successCount: _count, ...rest } = evidence();
  const { lockouts: _lockouts, samples: _samples, statuses: _statuses, subStatuses: _subs, ...former } = rest;
  return { ...kept, rule, evidence: former };
}

it('an alert of this version stays as it is', () => expect(toPresentAlert(alert())).toEqual(alert()));

it('an alert of 0.1 is one of this version, of the account that it is about', () => {
  expect(toPresentAlert(formerAlert())).toEqual(
    alert({ evidence: evidence({ samples: [], statuses: [], subStatuses: [] }) }),
  );
});

it('an alert of 0.1 grows in the first run after the upgrade', async () => {
  const space = new FakeSpace();
  const known = toPresentAlert(formerAlert());
  const settled = { until: NOW - 10 * MINUTE, evidence: evidence({ count: 0 }) };
  space.alerts.set(known.id, { alert: known, settled, revision: undefined });
  space.events = burst(6, {}, SECOND, NOW - MINUTE);
  expect(await tick(space.ports(), tickRun({ now: NOW }))).toMatchObject({ outcome: 'ok' });
  expect(space.alerts.get(known.id)?.alert.evidence.count).toBe(6);
});
