import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { DailyMessage, NoticeMessage, SummaryMessage, TestMessage } from './message';
import { UNTRIED } from './untried';

export type OfNoAlert<M> = Pick<
  OutboxEntry<M>,
  'id' | 'space' | 'channel' | 'reason' | 'priority' | 'message'
> & {
  /** Epoch ms. */
  now: number;
};

/** The entry of a new message that is of no single alert: about several attacks, or about none. */
export const entryOfNoAlert = <M extends SummaryMessage | NoticeMessage | DailyMessage | TestMessage>({
  now,
  ...entry
}: OfNoAlert<M>): OutboxEntry<M> => ({
  ...entry,
  alertId: null,
  ruleId: '',
  groupKey: '',
  alertOrdinal: 0,
  ordinal: 1,
  edits: null,
  ...UNTRIED,
  plannedAt: now,
  notBefore: now,
});
