import type { LogonEvent } from '../../../common/alerts/events';
import type { GiveWay } from '../../../common/give_way';
import type { Rule } from '../../../common/rules/rules';
import type { EventList, GroupEvents } from '../log/event_list';
import { eachOf, SomeOf, valuesOf } from './lists';
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
  asked: Iterable<string>,
  given: Membership,
): Promise<Member[]> {
  const { rule, naming, giveWay } = given;
  const counted = countsWithoutSource(rule) ? await sourcelessOf(group, given) : group.failures;
  const failures = await byAccount(counted, given);
  const successes = await byAccount(group.successes, given);
  const lockouts = await byAccount(group.lockouts, given);
  const bare = withoutDomain(name);
  const wanted = new Set(asked);
  const members: Member[] = [];
  for (const key of new Set([...wanted, ...failures.keys(), ...successes.keys()])) {
    const wait = giveWay();
    if (wait) await wait;
    const keys = [...new Set([key, bare])];
    if (!wanted.has(key) && failures.count(keys) < rule.threshold) continue;
    const its = await failures.of(keys);
    const accountAt = valuesOf(its, 'name', naming.exactAccount);
    members.push({
      key,
      failures: its,
      successes: await successes.of(keys),
      lockouts: await lockouts.of(keys),
      isOwn: (index) => accountAt(index) === key,
      isOwnSuccess: (event) => naming.exactAccount(event) === key,
      remembered: rememberedIn(group, rule, key, its),
    });
  }
  return members;
}

const wholeOf = ({ length }: { length: number }) => ({ start: 0, end: length });

async function byAccount(events: EventList, { naming, giveWay }: Membership): Promise<ByAccount> {
  const indices = new Map<string, number[]>();
  const accountAt = valuesOf(events, 'name', naming.exactAccount);
  await eachOf(wholeOf(events), giveWay, (index) => {
    const account = accountAt(index);
    if (account === undefined) return;
    const there = indices.get(account);
    if (there) there.push(index);
    else indices.set(account, [index]);
  });
  return new ByAccount(events, indices, giveWay);
}

/** The events of a list by the account that they name. */
class ByAccount {
  constructor(
    private readonly events: EventList,
    private readonly indices: ReadonlyMap<string, readonly number[]>,
    private readonly giveWay: GiveWay,
  ) {}

  keys = (): Iterable<string> => this.indices.keys();

  /** How many name one of these accounts. */
  count = (accounts: string[]): number =>
    accounts.reduce((count, account) => count + (this.indices.get(account)?.length ?? 0), 0);

  /** The events that name one of these accounts, of which there are one or two. Oldest first. */
  async of(accounts: string[]): Promise<EventList> {
    const [one = [], other = []] = accounts.flatMap((account) => {
      const its = this.indices.get(account);
      return its ? [its] : [];
    });
    return new SomeOf(this.events, other.length === 0 ? one : await merged(one, other, this.giveWay));
  }
}

/** Both lists of numbers, which ascend, as one that ascends. */
async function merged(
  one: readonly number[],
  other: readonly number[],
  giveWay: GiveWay,
): Promise<Int32Array> {
  const all = new Int32Array(one.length + other.length);
  let taken = 0;
  await eachOf(wholeOf(all), giveWay, (place) => {
    const fromOne = one[taken] ?? Infinity;
    const fromOther = other[place - taken] ?? Infinity;
    all[place] = Math.min(fromOne, fromOther);
    if (fromOne < fromOther) taken += 1;
  });
  return all;
}
