import type { LogonEvent } from '../../../common/alerts/events';
import type { GiveWay } from '../../../common/give_way';
import type { Rule } from '../../../common/rules/rules';
import type { EventList, GroupEvents } from '../log/event_list';
import { eachOf, minutesOf, PIECE, SomeOf, type MinuteOf } from './lists';
import { nameIn, withoutDomain, type Naming } from './naming';
import { memoryOf, type Remembered } from './per_minute';

/**
 * One group as alerts name it, with the events that a rule counts for it. Where domains are kept apart,
 * several members share one group of the log.
 */
export interface Member {
  key: string;
  failures: EventList;
  successes: EventList;
  lockouts: EventList;
  /**
   * Whether the failure at this index names the group itself. False only for a failure without a domain that
   * the group of an account with a domain counts too.
   */
  isOwn(index: number): boolean;
  isOwnSuccess(event: LogonEvent): boolean;
  /** What is remembered of the minutes of `failures`. */
  remembered: Remembered;
}

export interface Membership {
  rule: Rule;
  naming: Naming;
  giveWay: GiveWay;
}

const always = () => true;
const isApart = ({ rule, naming }: Pick<Membership, 'rule' | 'naming'>) =>
  rule.groupBy === 'account' && naming.keepDomainsApart;
const countsWithoutSource = (rule: Rule) => rule.kind !== 'temporal_ordered' && rule.withoutSource;

/** The key under which the log keeps the events of an alert's group. */
export const logKeyOf = (key: string, given: Pick<Membership, 'rule' | 'naming'>): string =>
  isApart(given) ? nameIn(key) : key;

/**
 * The groups that alerts know, made of the events that the log keeps under one key. Mostly that is one group.
 * For accounts with domains kept apart the log keeps all events of a name together: then each domain is a
 * group, and the events without a domain are one too. Nobody can tell which account an event without a domain
 * belongs to, so every account of the name counts it as well; but a timespan over the threshold must hold an
 * event of the group's own. So the order of arrival makes no difference, and one event more never undoes an
 * alert. `asked`: keys of known alerts; their groups are given even where they have no events.
 */
export async function membersOf(
  key: string,
  group: GroupEvents,
  asked: Iterable<string>,
  given: Membership,
): Promise<Member[]> {
  memoryOf(group).forgetOld(group);
  if (isApart(given)) return accountsOf(key, group, asked, given);
  const failures = countsWithoutSource(given.rule) ? await sourcelessOf(group, given) : group.failures;
  const { successes, lockouts } = group;
  const remembered = rememberedIn(group, given.rule, '', failures);
  return [{ key, failures, successes, lockouts, isOwn: always, isOwnSuccess: always, remembered }];
}

/**
 * What is remembered of these failures. Rules that count only failures without a source count other events,
 * so they have a memory of their own.
 */
const rememberedIn = (group: GroupEvents, rule: Rule, key: string, failures: EventList) =>
  memoryOf(group).of(rule.id, `${countsWithoutSource(rule)} ${key}`, failures);

async function sourcelessOf(group: GroupEvents, given: Membership): Promise<EventList> {
  const indices: number[] = [];
  await eachLabel(group, 'failures', given, (label, index) => {
    if (isSourceless(label)) indices.push(index);
  });
  return new SomeOf(group.failures, indices);
}

/**
 * Whoever tries to log on can make up domains without end: only those that are asked for are given, and those with enough
 * failures for the rule.
 */
async function accountsOf(
  name: string,
  group: GroupEvents,
  asked: Iterable<string>,
  given: Membership,
): Promise<Member[]> {
  const { rule, naming, giveWay } = given;
  const failures = await labelled(group, 'failures', given);
  const successes = await labelled(group, 'successes', given);
  const lockouts = await labelled(group, 'lockouts', given);
  const bare = withoutDomain(name);
  const wanted = new Set(asked);
  const members: Member[] = [];
  for (const key of new Set([...wanted, ...failures.accounts(), ...successes.accounts()])) {
    const wait = giveWay();
    if (wait) await wait;
    const labels = [...new Set([key, bare])].flatMap(labelsFor);
    const counted = countsWithoutSource(rule) ? labels.filter(isSourceless) : labels;
    if (!wanted.has(key) && failures.count(counted) < rule.threshold) continue;
    const its = failures.select(counted);
    members.push({
      key,
      failures: its.events,
      successes: successes.select(labels).events,
      lockouts: lockouts.select(labels).events,
      isOwn: (index) => accountIn(its.labelAt(index)) === key,
      isOwnSuccess: (event) => naming.exactAccount(event) === key,
      remembered: rememberedIn(group, rule, key, its.events),
    });
  }
  return members;
}

/** What decides who counts an event: whether it names a source, and its account where domains are kept apart. */
const labelOf = (event: LogonEvent, { naming }: Membership) =>
  `${event.source === null ? '-' : '+'}${naming.keepDomainsApart ? (naming.exactAccount(event) ?? '') : ''}`;
const isSourceless = (label: string) => label.startsWith('-');
const accountIn = (label: string) => label.slice(1);
const labelsFor = (account: string) => [`-${account}`, `+${account}`];

type Which = 'failures' | 'successes' | 'lockouts';

/** Calls back with the label of each event of a list of a group, by time. */
async function eachLabel(
  group: GroupEvents,
  which: Which,
  given: Membership,
  visit: (label: string, index: number) => void,
): Promise<void> {
  const [list, known] = [group[which], memoryOf(group).labels[which]];
  for (const part of minutesOf(list)) {
    const labels = known.at(part) ?? known.keep(part, await labelsOf(list, part, given));
    for (const [n, label] of labels.entries()) {
      const wait = n % PIECE === 0 ? given.giveWay() : undefined;
      if (wait) await wait;
      visit(label, part.start + n);
    }
  }
}

async function labelled(group: GroupEvents, which: Which, given: Membership): Promise<Labelled> {
  const byLabel = new Map<string, number[]>();
  await eachLabel(group, which, given, (label, index) => {
    const indices = byLabel.get(label);
    if (indices) indices.push(index);
    else byLabel.set(label, [index]);
  });
  return new Labelled(group[which], byLabel);
}

async function labelsOf(list: EventList, part: MinuteOf, given: Membership): Promise<string[]> {
  const labels: string[] = [];
  await eachOf(list, part, given.giveWay, (event) => labels.push(labelOf(event, given)));
  return labels;
}

/** The events of one list of a group with their labels. */
class Labelled {
  constructor(
    private readonly list: EventList,
    private readonly byLabel: ReadonlyMap<string, number[]>,
  ) {}

  /** How many have one of these labels. */
  count = (labels: string[]): number =>
    labels.reduce((count, label) => count + (this.byLabel.get(label)?.length ?? 0), 0);

  /** The events with one of these labels, oldest first, and the label at each index. */
  select(labels: string[]): { events: EventList; labelAt(index: number): string } {
    const picked: Array<[index: number, label: string]> = [];
    for (const label of labels)
      for (const index of this.byLabel.get(label) ?? []) picked.push([index, label]);
    picked.sort(([a], [b]) => a - b);
    const events = new SomeOf(
      this.list,
      picked.map(([index]) => index),
    );
    return { events, labelAt: (index) => picked[index]?.[1] ?? '' };
  }

  accounts(): Set<string> {
    return new Set([...this.byLabel.keys()].map(accountIn));
  }
}
