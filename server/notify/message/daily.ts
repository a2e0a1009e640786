import type { DeliveryChannel } from '../../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { Problem } from '../../../common/status/problems';
import { priorityOf } from '../delivery/priority';
import type { DailyMessage } from './message';
import { entryOfNoAlert } from './of_no_alert';

/** How the detection of a space does, and what it saw. */
export interface DailyReport extends Pick<
  DailyMessage,
  'since' | 'until' | 'failures' | 'attacks' | 'open' | 'state'
> {
  /** All of them, the gravest first. */
  problems: Array<Pick<Problem, 'code' | 'message'>>;
}

/** The most problems that a message names. */
const PROBLEMS_MAX = 5;

interface Daily {
  space: string;
  channel: DeliveryChannel;
  /** The time at which it is due, epoch ms. */
  due: number;
  report: DailyReport;
  /** Address of the plugin's page; null where Kibana's public address is not known. */
  link: string | null;
  /** Epoch ms. */
  now: number;
}

/** The delivery of a daily message. Its id is made so that there is one for each day and channel. */
export function planDaily({ space, channel, due, report, link, now }: Daily): OutboxEntry<DailyMessage> {
  const { id, kind, name } = channel;
  const { problems, ...counts } = report;
  return entryOfNoAlert({
    id: `daily-${due}-${id}`,
    space,
    channel: { id, kind, name },
    reason: 'notice',
    priority: priorityOf({ reason: 'notice', edits: null }, 'low'),
    now,
    message: {
      ...counts,
      kind: 'daily',
      space,
      due,
      problems: problems.slice(0, PROBLEMS_MAX).map(({ code, message }) => ({ code, message })),
      moreProblems: Math.max(0, problems.length - PROBLEMS_MAX),
      link,
    },
  });
}
