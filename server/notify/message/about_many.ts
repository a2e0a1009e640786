import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { SummaryMessage } from './message';
import { UNTRIED } from './untried';

export type AboutMany = Pick<
  OutboxEntry<SummaryMessage>,
  'id' | 'space' | 'channel' | 'reason' | 'priority' | 'message'
> & {
  /** Epoch ms. */
  now: number;
};

/** The entry of a new message about several attacks, which is of no single alert. */
export const entryAboutMany = ({ now, ...entry }: AboutMany): OutboxEntry<SummaryMessage> => ({
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
