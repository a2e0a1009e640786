import type { LogonEvent } from '../../../common/alerts/events';
import type { GiveWay } from '../../../common/give_way';
import type { Rule } from '../../../common/rules/rules';
import type { EventList, GroupEvents } from '../log/event_list';
import { eachOf, minutesOf, PIECE, SomeOf, type MinuteOf } from './lists';
import { machineKey } from '../events/normalise';
import { isWithoutDomain, withoutDomain, type Naming } from './naming';
import { memoryOf, type Remembered } from './per_minute';

/**
 * One group as alerts name it, with the events that a rule counts for it. Several accounts of one name share
 * one group of the log: each domain's where domains are kept apart, else those of machines.
 */
export interface Member {
  key: string;
  failures: EventList;
  successes: EventList;
  lockouts: EventList;
  /**
   * Whether the failure at this index names the group itself. False only for a failure without a domain that
   * the group of an account with a domain or of a machine counts too.
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
const countsWithoutSource = (rule: Rule) => rule.kind !== 'temporal_ordered' && rule.withoutSource;

/** The key under which the log keeps the events of an alert's group. */
export const logKeyOf = (key: string, { rule, naming }: Pick<Membership, 'rule' | 'naming'>): string =>
  rule.groupBy === 'account' ? naming.nameOf(key) : key;

/**
 * The groups that alerts know, made of the events that the log keeps under one key. Mostly that is one group.
 * For accounts the log keeps all events of a name together. Where domains are kept apart each domain is a
 * group, and the events without a domain are one too. Where they are not, each machine's own account is a
 * group, and all others of the name are one, with those that name no domain. Nobody can tell which account an
 * event without a domain belongs to. So every account of the name counts it as well, that of a machine where
 * the machine logged it; but a timespan over the threshold must hold an event of the group's own. So the order
 * of arrival makes no difference, and one event more never undoes an alert. `asked`: keys of known alerts;
 * their groups are given even where they have no events. `isMixed`: whether the key is a name that several
 * accounts have.
 */
export async function membersOf(
  key: string,
  group: GroupEvents,
  { asked, isMixed }: { asked: readonly string[]; isMixed: boolean },
  given: Membership,
): Promise<Member[]> {
  memoryOf(group).forgetOld(group);
  if (isMixed || asked.some((one) => one !== key)) return accountsOf(key, group, asked, given);
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
  asked: readonly string[],
  given: Membership,
): Promise<Member[]> {
  const { rule, naming, giveWay } = given;
  const failures = await labelled(group, 'failures', given);
  const successes = await labelled(group, 'successes', given);
  const lockouts = await labelled(group, 'lockouts', given);
  const wanted = new Set(asked);
  const members: Member[] = [];
  const accounts = [...failures.accounts(), ...successes.accounts()].map((named) => toldAs(named, given));
  for (const key of new Set([...wanted, ...accounts])) {
    const wait = giveWay();
    if (wait) await wait;
    const labelsIn = (events: Labelled) => labelsOfAccount(key, name, events, given);
    const labels = labelsIn(failures);
    const counted = countsWithoutSource(rule) ? labels.filter(isSourceless) : labels;
    if (!wanted.has(key) && failures.count(counted) < rule.threshold) continue;
    const its = failures.select(counted);
    members.push({
      key,
      failures: its.events,
      successes: successes.select(labelsIn(successes)).events,
      lockouts: lockouts.select(labelsIn(lockouts)).events,
      isOwn: (index) => toldAs(accountIn(its.labelAt(index)), given) === key,
      isOwnSuccess: (event) => naming.exactAccount(event) === key,
      remembered: rememberedIn(group, rule, key, its.events),
    });
  }
  return members;
}

/** The account, as `exactAccount` gives it, of one as `namedAccount` does. */
const toldAs = (named: string, { naming }: Membership): string =>
  isWithoutDomain(named) && !naming.keepDomainsApart ? naming.nameOf(named) : named;

/** The labels of the events that an account counts. `name`: its bare name. */
function labelsOfAccount(key: string, name: string, events: Labelled, given: Membership): string[] {
  const bare = withoutDomain(name);
  if (given.naming.keepDomainsApart) return [...new Set([key, bare])].flatMap((one) => labelsFor(one));
  if (key === name) return events.labels().filter((label) => toldAs(accountIn(label), given) === key);
  const machine = key.slice(0, key.indexOf('\\'));
  return [...labelsFor(key), ...labelsFor(bare, machine)];
}

/**
 * What decides who counts an event: whether it names a source; and in groups of accounts its account, and the
 * machine that logged it where that decides whose an account without a domain may be.
 */
function labelOf(event: LogonEvent, { rule, naming }: Membership): string {
  const sign = event.source === null ? '-' : '+';
  if (rule.groupBy !== 'account') return sign;
  const account = naming.namedAccount(event) ?? '';
  const machine = isWithoutDomain(account) && !naming.keepDomainsApart ? machineKey(event) : '';
  return `${sign}${machine}\n${account}`;
}
const isSourceless = (label: string) => label.startsWith('-');
const accountIn = (label: string) => label.slice(label.indexOf('\n') + 1);
const labelsFor = (account: string, machine = '') =>
  ['-', '+'].map((sign) => `${sign}${machine}\n${account}`);

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

  labels = (): string[] => [...this.byLabel.keys()];

  accounts(): Set<string> {
    return new Set(this.labels().map(accountIn));
  }
}
