import type { Alert } from '../../common/alerts/alerts';
import { isWaiting } from '../../common/alerts/verdicts';
import type { Steps } from '../../common/give_way';
import type { Judgement } from './judgement';
import { breakRings, linkAll } from './parts';

/**
 * Combines the judgements of several channels on the same alerts, which each channel gives in the same order, the most
 * important alert first. Where nobody was told, the first channel's reason stands. However the channels told, an alert
 * leads by `partOf` to one that is part of nothing. `recent`: alerts that the judged ones may be part of.
 */
export function* combined(
  perChannel: Judgement[][],
  { open, recent }: { open: Alert[]; recent: Alert[] },
): Steps<Judgement[]> {
  const ofAlerts = new Map<string, Judgement[]>();
  for (const judgement of perChannel.flat()) {
    yield;
    const known = ofAlerts.get(judgement.alertId);
    if (known) known.push(judgement);
    else ofAlerts.set(judgement.alertId, [judgement]);
  }
  const judgements: Judgement[] = [];
  for (const [first, ...others] of ofAlerts.values()) {
    yield;
    if (first) judgements.push(others.length === 0 ? first : ofAll(first, others));
  }
  return yield* linkAll(yield* breakRings(judgements, recent), open);
}

function ofAll(first: Judgement, others: Judgement[]): Judgement {
  const all = [first, ...others];
  return {
    ...first,
    verdicts: all.flatMap(({ verdicts }) => verdicts),
    tellings: all.flatMap(({ tellings }) => tellings),
    held: all.map(({ held }) => held).reduce(bothHeld),
    partOf: all.map(({ partOf }) => partOf).find((partOf) => partOf !== null) ?? null,
  };
}

/** A channel that waits is not passed over because another one told. */
function bothHeld(one: Alert['held'], other: Alert['held']): Alert['held'] {
  if (isWaiting(one)) return one;
  if (isWaiting(other)) return other;
  return one === null || other === null ? null : one;
}
