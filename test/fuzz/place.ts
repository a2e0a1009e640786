import type { SettingsView } from '../../common/api/api';
import { API } from '../../common/api/api';
import { BOT_TOKEN, eventually, GROUP_CHAT, REVOKED_TOKEN, TestSpace } from '../e2e/harness';
import { basicAuthorization, examineAnswers } from '../kibana_client';
import { People, readsEventsOf } from '../security/people';
import type { Known } from './description';
import type { Door } from './gate';
import { livingKeys, spaceState } from './state';
import type { Caller, Fault } from './tally';

/**
 * How many spaces take requests. A space takes 60 questions a minute, so with this many most questions of a person
 * with all rights are answered. Detection is on in half of them.
 */
const OPEN_SPACES = 12;
/** An interval that is so long that no run disturbs the comparison of states. */
const QUIET = '1h';

/**
 * The spaces to fuzz: one with detection on and an attack, which must not change, and others in which everything is
 * allowed.
 */
export interface Place {
  known: Known;
  doorsOf(caller: Caller): Door[];
  /** Everything that a request could change in the space that must not change. */
  watchedState(): Promise<Record<string, string[]>>;
  /** API keys that are valid although no settings name them. */
  strayKeys(): Promise<Array<Pick<Fault, 'request' | 'detail'>>>;
  remove(): Promise<void>;
}

export async function makePlace(progress: (line: string) => void): Promise<Place> {
  progress(`Making ${OPEN_SPACES + 1} spaces …`);
  // The gate judges. Here a place is made and taken away again, whatever is wrong with the answers.
  examineAnswers(() => undefined);
  const undo: Undo = [];
  const remove = () => undoAll(undo);
  try {
    const watched = await makeSpace(undo);
    const open: TestSpace[] = [];
    for (let n = 0; n < OPEN_SPACES; n += 1) open.push(await makeSpace(undo));
    return { ...(await fill(watched, open, undo)), remove };
  } catch (error) {
    await remove().catch((failure: Error) => progress(failure.message));
    throw error;
  }
}

type Undo = Array<() => Promise<unknown>>;

/**
 * Undoes the steps, the last one first. Errors are thrown at the end, so that one does not keep the others from being
 * undone.
 */
async function undoAll(undo: Undo): Promise<void> {
  const failures: unknown[] = [];
  for (const step of undo.splice(0).reverse()) await step().catch((error) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `Not all was removed: ${String(failures[0])}`);
}

async function makeSpace(undo: Undo): Promise<TestSpace> {
  const space = await TestSpace.create();
  undo.push(() => space.remove());
  return space;
}

async function fill(watched: TestSpace, open: TestSpace[], undo: Undo): Promise<Omit<Place, 'remove'>> {
  const attacked = [watched, ...open.slice(0, OPEN_SPACES / 2)];
  await Promise.all(attacked.map(attack));
  for (const space of open.slice(OPEN_SPACES / 2)) await space.save({ interval: QUIET });
  const alerts = (await Promise.all(attacked.map((space) => space.alerts()))).flat().map(({ id }) => id);
  const outsiders = new People(watched);
  undo.push(() => outsiders.remove());
  const indices = readsEventsOf(watched);
  await outsiders.make('none', { indices });
  await outsiders.make('read', { feature: 'read', indices });
  const insiders = await Promise.all(open.map((space) => insiderOf(space, open, undo)));
  const named = (name: string) => basicAuthorization(outsiders.login(name));
  const doors: Record<Caller, Door[]> = {
    nobody: [doorTo(watched, null)],
    none: [doorTo(watched, named('none'))],
    read: [doorTo(watched, named('read'))],
    all: insiders,
  };
  return {
    known: knownIn(open, alerts),
    doorsOf: (caller) => doors[caller],
    watchedState: () => spaceState(watched.client, watched.id),
    strayKeys: async () => (await Promise.all(open.map(strayKeysOf))).flat(),
  };
}

/** Detection is on, an attack was found, its message arrived, and nothing runs for the next hour. */
async function attack(space: TestSpace): Promise<void> {
  await space.fail(`target-${space.id}`, 6);
  await space.turnOn({ interval: QUIET });
  await eventually(
    'the delivery',
    async () => (await space.alerts())[0]?.deliveries[0]?.status === 'delivered',
  );
}

/** Somebody who may do everything in one space, and reads the events of all. */
async function insiderOf(space: TestSpace, open: TestSpace[], undo: Undo): Promise<Door> {
  const people = new People(space);
  undo.push(() => people.remove());
  return doorTo(
    space,
    basicAuthorization(await people.make('all', { feature: 'all', indices: open.flatMap(readsEventsOf) })),
  );
}

const doorTo = (space: TestSpace, authorization: string | null): Door => ({
  space: space.id,
  authorization,
  version: async () => (await space.kibana.expect<SettingsView>('GET', API.settings)).version,
});

const knownIn = (open: TestSpace[], alerts: string[]): Known => ({
  tokens: [BOT_TOKEN, REVOKED_TOKEN],
  chats: [GROUP_CHAT, '1001', '-2006', '@soc_public'],
  patterns: open.map(({ index }) => index),
  alerts,
});

async function strayKeysOf(space: TestSpace): Promise<Array<Pick<Fault, 'request' | 'detail'>>> {
  const alive = await livingKeys(space.client, space.id);
  const { detectionOn } = await space.kibana.expect<SettingsView>('GET', API.settings);
  const due = detectionOn ? 1 : 0;
  if (alive === due) return [];
  return [{ request: space.id, detail: `${alive} keys live, detection is ${detectionOn ? 'on' : 'off'}` }];
}
