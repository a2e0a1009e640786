import { TELL_WITHIN } from '../../common/bounds';
import { editId } from '../../common/deliveries/entry_ids';
import { reasonOf } from '../../common/text/reason_of';
import type { ChannelSenders } from '../notify/delivery/channel_sender_port';
import { EDIT_RATE } from '../notify/delivery/edit_rate';
import type { Channels, Outbox } from '../notify/delivery/outbox_port';
import { priorityOf } from '../notify/delivery/priority';
import type { ChannelMessage } from '../notify/message/message';
import { lastDeedAt } from '../notify/message/work';
import type { PeopleStore, RecentDeeds } from '../record/people_port';
import { editAgain } from './bring_up_to_date';
import { refOf, type Entry } from './outbox_ports';

/** What telling people's deeds needs. */
export interface DeedPorts {
  people(space: string): Pick<PeopleStore, 'read' | 'partsOf'>;
  recent: RecentDeeds;
  outbox: Pick<Outbox<ChannelMessage>, 'ofAlerts' | 'lastEditDue' | 'plan'>;
  channels: Pick<Channels, 'of'>;
  senders: ChannelSenders;
  pokeOutbox(): void;
  clock(): number;
  log(line: string): void;
}

/** Alerts whose messages are read at once: a few messages each, of some 3 kB. */
const AT_ONCE = 100;
/** How often it is looked again where the outbox writes the same changes: it does so twice for each that it sends. */
const TRIES = 5;
/** How far a look goes back behind the one before, ms: clocks of Kibanas differ. */
const MARGIN = 5 * 60_000;
/** So long after it began, ms, a deed is stored for sure: what is sent later says it. */
const STORED_WITHIN = 60_000;

/**
 * People did something with these alerts. Plans the change of the messages about them and their parts, so that whoever
 * reads a message in a chat sees that somebody took it. Only the newest message of an alert in each channel is changed,
 * and only where it does not say so yet: doing this twice plans nothing twice. Never throws: what was done is done, and
 * what could not be planned now is planned by the next look.
 */
export async function tellDeeds(ports: DeedPorts, space: string, alertIds: string[]): Promise<void> {
  try {
    await planDeeds(ports, { space, alertIds, sinceOf: justDone(ports.clock()) });
  } catch (error) {
    ports.log(`What people did with alerts is told in the chats a minute later: ${reasonOf(error)}`);
  }
}

/**
 * Looks for what people did since the last look and plans what a Kibana that was killed left unplanned. What was done
 * longer ago than a message may be late is not told. An error about one space is logged and keeps no other from being told
 * of; the next look goes back as far as this one for that space alone.
 */
export function deedLooker(ports: DeedPorts): () => Promise<void> {
  let lookedAt = -Infinity;
  /** Of the spaces whose look failed: when the last one was that did not. */
  let behind: ReadonlyMap<string, number> = new Map();
  return async () => {
    const now = ports.clock();
    const backTo = (at: number) => Math.max(now - TELL_WITHIN, Math.min(at, now) - MARGIN);
    const failed = new Map<string, number>();
    const found = await ports.recent.since(backTo(Math.min(lookedAt, ...behind.values())));
    for (const { space, deeds } of found) {
      const last = behind.get(space) ?? lookedAt;
      const alertIds = deeds.filter(({ at }) => at >= backTo(last)).map(({ alertId }) => alertId);
      if (!(await lookAgain(ports, space, alertIds))) failed.set(space, last);
    }
    lookedAt = now;
    behind = failed;
  };
}

/** Plans what is still to be planned of what people did with these alerts. Never throws; false where it failed. */
async function lookAgain(ports: DeedPorts, space: string, alertIds: string[]): Promise<boolean> {
  if (alertIds.length === 0) return true;
  try {
    await planDeeds(ports, { space, alertIds, sinceOf: doneBefore });
    return true;
  } catch (error) {
    ports.log(`What people did in space ${space} is looked for again in a minute: ${reasonOf(error)}`);
    return false;
  }
}

/** What was planned at or after the time that it gives, epoch ms, says the deed: what people did is read when it is sent. */
type SinceOf = (planned: Entry, deedAt: number) => number;

/** Deeds that were stored before `now`. A change that was planned while one was stored may have been sent without it. */
const justDone =
  (now: number): SinceOf =>
  (_planned, deedAt) =>
    deedAt > now - STORED_WITHIN ? now : deedAt;

/** Deeds of which nobody knows when they were stored. A change that is planned for a deed is planned after that. */
const doneBefore: SinceOf = ({ reason }, deedAt) =>
  reason === 'worked_on' ? deedAt : deedAt + STORED_WITHIN;

interface Telling {
  space: string;
  alertIds: string[];
  sinceOf: SinceOf;
}

async function planDeeds(ports: DeedPorts, { space, alertIds, sinceOf }: Telling): Promise<void> {
  const deeds = await deedsOf(ports, space, alertIds);
  for (let n = 0; n < TRIES; n += 1) {
    const stale = await staleMessages(ports, { space, deeds, sinceOf });
    if (stale.length === 0) return;
    const isAll = await ports.outbox.plan(await planned(ports, stale));
    ports.pokeOutbox();
    if (isAll) return;
  }
}

/** When people last did something, epoch ms, by alert: of these alerts and of their parts. */
async function deedsOf(
  { people }: DeedPorts,
  space: string,
  alertIds: string[],
): Promise<Map<string, number>> {
  const store = people(space);
  const parts = [...(await store.partsOf(alertIds)).values()].flat();
  const stored = await store.read([...new Set([...alertIds, ...parts])]);
  return new Map(
    stored.flatMap(({ id, part }) => {
      const at = lastDeedAt(part);
      return at === null ? [] : [[id, at] as const];
    }),
  );
}

/** A message that does not say yet what people did at `deedAt`, with its last change. */
interface Stale {
  message: Entry;
  edit: Entry | null;
  deedAt: number;
}

interface Done {
  /** When people last did something, epoch ms, by alert. */
  deeds: ReadonlyMap<string, number>;
  sinceOf: SinceOf;
}

async function staleMessages(
  ports: DeedPorts,
  { space, ...done }: Done & Pick<Telling, 'space'>,
): Promise<Stale[]> {
  const ids = [...done.deeds.keys()];
  const found: Stale[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const entries = await ports.outbox.ofAlerts(space, ids.slice(start, start + AT_ONCE));
    for (const ofOne of groupsOf(entries)) found.push(...staleOf(ofOne, done));
  }
  const isOpen = await openChannels(ports, found);
  return found.filter(({ message }) => isOpen.has(message.channel.id));
}

/** The entries about one alert through one channel, for each of them. */
function groupsOf(entries: Entry[]): Iterable<Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.alertId, entry.channel.id]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return groups.values();
}

function staleOf(entries: Entry[], { deeds, sinceOf }: Done): Stale[] {
  const [message] = entries
    .filter(({ edits }) => edits === null)
    .sort((a, b) => b.ordinal - a.ordinal || b.plannedAt - a.plannedAt);
  const deedAt = deeds.get(message?.alertId ?? '');
  // One that is still to be sent says what people did by then.
  if (message?.status !== 'delivered' || message.messageId === null || deedAt === undefined) return [];
  const edit = entries.find(({ id }) => id === editId(message.id)) ?? null;
  const planned = edit ?? message;
  const saysIt = planned.status === 'pending' || planned.plannedAt >= sinceOf(planned, deedAt);
  return saysIt ? [] : [{ message, edit, deedAt }];
}

/** The ids of the channels that are still there, and whose messages can be changed. */
async function openChannels({ channels, senders }: DeedPorts, stale: Stale[]): Promise<Set<string>> {
  const one = new Map(stale.map(({ message }) => [message.channel.id, message]));
  const open = new Set<string>();
  for (const [id, message] of one) {
    if (!senders[message.channel.kind]?.edit) continue;
    if (typeof (await channels.of(refOf(message))) === 'object') open.add(id);
  }
  return open;
}

/**
 * The changes, those of the newest messages first: people see these. Each but the first has its own turn, behind what
 * waits already: a channel has one change every ten seconds, and a thousand that were due at once would be put off again
 * and again.
 */
async function planned(ports: DeedPorts, stale: Stale[]): Promise<Entry[]> {
  const now = ports.clock();
  const entries: Entry[] = [];
  for (const ofOne of ofChannels(stale)) {
    const [{ message }] = ofOne;
    const last = ofOne.length > 1 ? await ports.outbox.lastEditDue(refOf(message)) : null;
    const start = Math.max(now, last ?? now);
    entries.push(
      ...ofOne.map((one, n) => editOf(one, { now, notBefore: n === 0 ? now : start + n * EDIT_RATE.per })),
    );
  }
  return entries;
}

/** By channel, the newest message first. */
function ofChannels(stale: Stale[]): Array<[Stale, ...Stale[]]> {
  const byChannel = new Map<string, [Stale, ...Stale[]]>();
  for (const one of [...stale].sort((a, b) => b.message.plannedAt - a.message.plannedAt)) {
    const { id } = one.message.channel;
    const known = byChannel.get(id);
    if (known) known.push(one);
    else byChannel.set(id, [one]);
  }
  return [...byChannel.values()];
}

const editOf = ({ message, edit, deedAt }: Stale, { now, notBefore }: { now: number; notBefore: number }) =>
  editAgain(message, edit, {
    priority: priorityOf({ reason: 'worked_on', edits: message.id }, 'low'),
    // The clock of the Kibana where it was done may be ahead.
    plannedAt: Math.max(now, deedAt),
    notBefore,
  });
