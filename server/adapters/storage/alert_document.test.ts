import { UNTOUCHED } from '../../../common/alerts/workflow';
import { evidence, iso, NOW, SECOND } from '../../../test/builders';
import { unstored } from '../../../test/storage';
import { fromHit, toDocument, type AlertDocument } from './alert_document';

const STORED = unstored({
  status: 'recovered',
  firedAt: NOW - 2 * SECOND,
  detectedAt: NOW + SECOND,
  updatedAt: NOW + 2 * SECOND,
  evidence: evidence({ first: NOW - 3 * SECOND, last: NOW }),
  workflow: { ...UNTOUCHED, snoozedUntil: NOW + 4 * SECOND, changedAt: NOW + 3 * SECOND },
});

it('the times that other programs read are ISO 8601', () =>
  expect(toDocument(STORED, 'default')).toMatchObject({
    '@timestamp': iso(NOW + SECOND),
    kibana: {
      alert: {
        start: iso(NOW - 3 * SECOND),
        end: iso(NOW),
        last_detected: iso(NOW + 2 * SECOND),
        workflow_status_updated_at: iso(NOW + 3 * SECOND),
      },
    },
    brute_force: {
      fired_at: iso(NOW - 2 * SECOND),
      last_event_at: iso(NOW),
      snoozed_until: iso(NOW + 4 * SECOND),
    },
  }));

it('what nobody decided takes the times of an earlier decision away', () =>
  expect(toDocument(unstored(), 'default')).toMatchObject({
    kibana: { alert: { workflow_status_updated_at: null } },
    brute_force: { snoozed_until: null },
  }));

it('an alert comes back as it was, with numbers for times', () => {
  const document = JSON.parse(JSON.stringify(toDocument(STORED, 'default'))) as AlertDocument;
  const [read] = fromHit({ _source: document, _seq_no: 1, _primary_term: 1 });
  expect(read).toEqual({ ...STORED, generation: 1, revision: { seqNo: 1, primaryTerm: 1 } });
});
