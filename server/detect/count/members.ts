import type { LogonEvent } from '../../../common/alerts/events';
import type { GiveWay } from '../../../common/give_way';
import type { Rule } from '../../../common/rules/rules';
import type { EventList, GroupEvents } from '../log/event_list';
import { eachOf, minutesOf, SomeOf, type MinuteOf } from './lists';
import { isWithoutDomain, nameIn, type Naming } from './naming';
import { memoryOf, type Remembered } from './per_minute';

/** The events that a rule counts of one group as alerts name it. */
export interface Member {
  key: string;
  failures: EventList;
  successes: EventList;
  lockouts: EventList;
  /** Whether the failure at this index is the group's own, as are all but those that name no domain. */
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
 * The groups that the log keeps under one key. It is one, but for accounts where domains are kept apart: then each domain
 * has its own, and the events that name no domain have one too. Nobody can tell whose those are, so each account of the
 * name counts them as well; a timespan over its limit must hold an event of its own. So no order of arrival makes a
 * difference, and one event more never undoes an alert. `asked`: keys of known alerts, which are given in any case.
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

/** A rule for failures without a source counts others than the rest do. */
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

  /** Those whose labels are picked, by time. */
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
