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
  const byId = new Map<string, Judgement>();
  for (const judgement of perChannel.flat()) {
    yield;
    const others = byId.get(judgement.alertId);
    byId.set(judgement.alertId, others ? both(others, judgement) : judgement);
  }
  const judgements = yield* breakRings([...byId.values()], recent);
  return yield* linkAll(judgements, open);
}

function both(one: Judgement, other: Judgement): Judgement {
  return {
    ...one,
    verdicts: [...one.verdicts, ...other.verdicts],
    tellings: [...one.tellings, ...other.tellings],
    held: bothHeld(one.held, other.held),
    partOf: one.partOf ?? other.partOf,
  };
}

/** A channel that waits is not passed over because another one told. */
function bothHeld(one: Alert['held'], other: Alert['held']): Alert['held'] {
  if (isWaiting(one)) return one;
  if (isWaiting(other)) return other;
  return one === null || other === null ? null : one;
}
