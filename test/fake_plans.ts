import type { OutboxEntry } from '../common/deliveries/outbox';
import type { ChannelMessage } from '../server/notify/message/message';
import type { Plan, Plans } from '../server/record/plans_port';

type Planned = Map<string, OutboxEntry<unknown>>;

/** Plans in memory, which do what Elasticsearch's do. `call` runs the effect of a call. */
export function plansIn(
  planned: Planned,
  call: <T>(effect: () => T) => Promise<T>,
  broken: () => string[],
): Plans {
  return {
    plannedFor: (_places, since) =>
      call(() => {
        const plans = [...planned.values()].filter(({ plannedAt }) => plannedAt >= since).flatMap(toPlan);
        return {
          of: (ruleId, key) => plans.filter((plan) => plan.ruleId === ruleId && plan.groupKey === key),
        };
      }),
    ofChannels: ({ since, digests }) =>
      call(() => {
        const all = [...planned.values()];
        const recent = all
          .filter(({ plannedAt, edits }) => plannedAt >= since && edits === null)
          .flatMap(toPlan);
        return {
          broken: broken(),
          digests: all.filter(({ id }) => digests.includes(id)),
          firsts: recent
            .filter(({ reason }) => ['first', 'severity', 'reminder'].includes(reason))
            .filter(({ ordinal, severity }) => ordinal === 1 || severity === 'critical'),
        };
      }),
    add: (entries) =>
      call(() => entries.forEach((entry) => planned.has(entry.id) || planned.set(entry.id, entry))),
    replace: (entries) =>
      call(() =>
        entries.forEach((entry) => {
          const isWritten = entry.revision && entry.revision.seqNo !== planned.get(entry.id)?.revision?.seqNo;
          if (!isWritten) planned.set(entry.id, entry);
        }),
      ),
  };
}

function toPlan(entry: OutboxEntry<unknown>): Array<Plan & Pick<OutboxEntry<unknown>, 'reason'>> {
  const { alertId, channel } = entry;
  const message = entry.message as ChannelMessage;
  if (alertId === null || message.kind !== 'attack') return [];
  const { severity, attempts } = message;
  return [{ ...entry, alertId, channelId: channel.id, severity, attempts }];
}
