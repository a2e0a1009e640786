import type { LogonEvent } from '../../../common/alerts/events';
import type { GiveWay } from '../../../common/give_way';
import type { Rule } from '../../../common/rules/rules';
import type { EventList, GroupEvents } from '../log/event_list';
import { eachOf, minutesOf, SomeOf, type MinuteOf } from './lists';
import { isWithoutDomain, nameIn, type Naming } from './naming';
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
  if (isApart(given)) return accountsOf(group, asked, given);
  const failures = countsWithoutSource(given.rule)
    ? (await labelled(group, 'failures', given)).select((label) => isSourceless(label)).events
    : group.failures;
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

async function accountsOf(group: GroupEvents, asked: Iterable<string>, given: Membership): Promise<Member[]> {
  const failures = await labelled(group, 'failures', given);
  const successes = await labelled(group, 'successes', given);
  const lockouts = await labelled(group, 'lockouts', given);
  const keys = new Set([...asked, ...failures.accounts(), ...successes.accounts()]);
  const members: Member[] = [];
  for (const key of keys) {
    const wait = given.giveWay();
    if (wait) await wait;
    const isIts = (label: string) => accountIn(label) === key || isWithoutDomain(accountIn(label));
    const its = failures.select(
      (label) => isIts(label) && (!countsWithoutSource(given.rule) || isSourceless(label)),
    );
    members.push({
      key,
      failures: its.events,
      successes: successes.select(isIts).events,
      lockouts: lockouts.select(isIts).events,
      isOwn: (index) => accountIn(its.labelAt(index)) === key,
      isOwnSuccess: (event) => given.naming.exactAccount(event) === key,
      remembered: rememberedIn(group, given.rule, key, its.events),
    });
  }
  return members;
}

/** What decides who counts an event: whether it names a source, and its account where domains are kept apart. */
const labelOf = (event: LogonEvent, { naming }: Membership) =>
  `${event.source === null ? '-' : '+'}${naming.keepDomainsApart ? (naming.exactAccount(event) ?? '') : ''}`;
const isSourceless = (label: string) => label.startsWith('-');
const accountIn = (label: string) => label.slice(1);

/** The events of one list of a group with their labels. */
async function labelled(
  group: GroupEvents,
  which: 'failures' | 'successes' | 'lockouts',
  given: Membership,
): Promise<Labelled> {
  const [list, known] = [group[which], memoryOf(group).labels[which]];
  const byLabel = new Map<string, number[]>();
  for (const part of minutesOf(list)) {
    const labels = known.at(part) ?? known.keep(part, await labelsOf(list, part, given));
    labels.forEach((label, n) => {
      const indices = byLabel.get(label);
      if (indices) indices.push(part.start + n);
      else byLabel.set(label, [part.start + n]);
    });
  }
  return new Labelled(list, byLabel);
}

async function labelsOf(list: EventList, part: MinuteOf, given: Membership): Promise<string[]> {
  const labels: string[] = [];
  await eachOf(list, part, given.giveWay, (event) => labels.push(labelOf(event, given)));
  return labels;
}

class Labelled {
  constructor(
    private readonly list: EventList,
    private readonly byLabel: ReadonlyMap<string, number[]>,
  ) {}

  /** The events whose labels `isPicked` accepts, oldest first, and the label at each index. */
  select(isPicked: (label: string) => boolean): { events: EventList; labelAt(index: number): string } {
    const picked: Array<[index: number, label: string]> = [];
    for (const [label, indices] of this.byLabel)
      if (isPicked(label)) for (const index of indices) picked.push([index, label]);
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
