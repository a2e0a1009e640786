import type { DeliveryChannel } from '../../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { Trouble, TroubleState } from '../../../common/status/trouble';
import { priorityOf } from '../delivery/priority';
import type { NoticeMessage } from './message';
import { entryOfNoAlert } from './of_no_alert';

export interface Noticing {
  space: string;
  channel: DeliveryChannel;
  trouble: Trouble;
  state: TroubleState;
  /** Address of the plugin's page; null where Kibana's public address is not known. */
  link: string | null;
  /** When it was decided to tell, epoch ms. */
  now: number;
}

/** The delivery of a notice. Its id is made so that there is one for each trouble, channel and state. */
export function planNotice({
  space,
  channel,
  trouble,
  state,
  link,
  now,
}: Noticing): OutboxEntry<NoticeMessage> {
  const { id, kind, name } = channel;
  return entryOfNoAlert({
    id: `notice-${trouble.id}-${state}-${id}`,
    space,
    channel: { id, kind, name },
    reason: 'notice',
    priority: priorityOf({ reason: 'notice', edits: null }, 'low'),
    now,
    message: {
      kind: 'notice',
      troubleId: trouble.id,
      code: trouble.code,
      state,
      space,
      name: trouble.name,
      since: trouble.since,
      until: state === 'over' ? trouble.over : null,
      due: trouble.due,
      cause: state === 'began' ? trouble.cause : null,
      link,
    },
  });
}
