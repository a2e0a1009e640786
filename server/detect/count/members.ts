import type { LogonEvent, LogonFacts } from '../../../common/alerts/events';
import type { GiveWay } from '../../../common/give_way';
import type { Rule } from '../../../common/rules/rules';
import type { EventList, GroupEvents } from '../log/event_list';
import { machineKey } from '../events/normalise';
import { eachOf, SomeOf, valuesOf } from './lists';
import { isWithoutDomain, withoutDomain, type Naming } from './naming';
import { memoryOf, type Remembered } from './group_memory';

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

/** Those without a source, whose number is 0. */
async function sourcelessOf({ failures }: GroupEvents, { giveWay }: Membership): Promise<EventList> {
  const indices: number[] = [];
  await eachOf(wholeOf(failures), giveWay, (index) => {
    if (failures.numberAt(index, 'source') === 0) indices.push(index);
  });
  return new SomeOf(failures, indices);
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
  const counted = countsWithoutSource(rule) ? await sourcelessOf(group, given) : group.failures;
  const failures = await labelled(counted, given);
  const successes = await labelled(group.successes, given);
  const lockouts = await labelled(group.lockouts, given);
  const wanted = new Set(asked);
  const members: Member[] = [];
  const accounts = [...failures.accounts(), ...successes.accounts()].map((named) => toldAs(named, given));
  for (const key of new Set([...wanted, ...accounts])) {
    const wait = giveWay();
    if (wait) await wait;
    const of = (events: Labelled) => labelsOfAccount(key, name, events, given);
    const labels = of(failures);
    if (!wanted.has(key) && failures.count(labels) < rule.threshold) continue;
    const its = await failures.select(labels);
    const accountAt = valuesOf(its, 'name', naming.exactAccount);
    members.push({
      key,
      failures: its,
      successes: await successes.select(of(successes)),
      lockouts: await lockouts.select(of(lockouts)),
      isOwn: (index) => accountAt(index) === key,
      isOwnSuccess: (event) => naming.exactAccount(event) === key,
      remembered: rememberedIn(group, rule, key, its),
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
  if (given.naming.keepDomainsApart) return [...new Set([key, bare])].map((one) => labelFor(one));
  if (key === name) return events.labels().filter((label) => toldAs(accountIn(label), given) === key);
  const machine = key.slice(0, key.indexOf('\\'));
  return [labelFor(key), labelFor(bare, machine)];
}

/**
 * What decides which accounts count an event: the account, and the machine that logged it where that decides whose an
 * account without a domain may be. Undefined where it names no account.
 */
function labelOf(said: LogonFacts, { naming }: Membership): string | undefined {
  const account = naming.namedAccount(said);
  if (account === undefined) return undefined;
  return labelFor(account, isWithoutDomain(account) && !naming.keepDomainsApart ? machineKey(said) : '');
}
const labelFor = (account: string, machine = '') => `${machine}\n${account}`;
const accountIn = (label: string) => label.slice(label.indexOf('\n') + 1);

const wholeOf = ({ length }: { length: number }) => ({ start: 0, end: length });

async function labelled(events: EventList, given: Membership): Promise<Labelled> {
  const byLabel = new Map<string, number[]>();
  const labelAt = valuesOf(events, 'name', (said) => labelOf(said, given));
  await eachOf(wholeOf(events), given.giveWay, (index) => {
    const label = labelAt(index);
    if (label === undefined) return;
    const indices = byLabel.get(label);
    if (indices) indices.push(index);
    else byLabel.set(label, [index]);
  });
  return new Labelled(events, byLabel, given.giveWay);
}

/** Indices of events, which ascend. */
type Indices = ArrayLike<number>;

/** The events of a list by their labels. */
class Labelled {
  constructor(
    private readonly events: EventList,
    private readonly byLabel: ReadonlyMap<string, Indices>,
    private readonly giveWay: GiveWay,
  ) {}

  labels = (): string[] => [...this.byLabel.keys()];

  accounts = (): Set<string> => new Set(this.labels().map(accountIn));

  /** How many have one of these labels. */
  count = (labels: string[]): number =>
    labels.reduce((count, label) => count + (this.byLabel.get(label)?.length ?? 0), 0);

  /** The events with one of these labels, oldest first. */
  async select(labels: string[]): Promise<EventList> {
    let lists: Indices[] = labels.flatMap((label) => {
      const its = this.byLabel.get(label);
      return its ? [its] : [];
    });
    while (lists.length > 1) {
      const longer: Indices[] = [];
      for (let n = 0; n < lists.length; n += 2)
        longer.push(await merged(lists[n] ?? [], lists[n + 1] ?? [], this.giveWay));
      lists = longer;
    }
    return new SomeOf(this.events, lists[0] ?? []);
  }
}

/** Two lists of indices as one. */
async function merged(one: Indices, other: Indices, giveWay: GiveWay): Promise<Indices> {
  if (other.length === 0) return one;
  const all = new Int32Array(one.length + other.length);
  let taken = 0;
  await eachOf(wholeOf(all), giveWay, (place) => {
    const [fromOne, fromOther] = [one[taken] ?? Infinity, other[place - taken] ?? Infinity];
    all[place] = Math.min(fromOne, fromOther);
    if (fromOne < fromOther) taken += 1;
  });
  return all;
}
