import { KibanaClient } from '../kibana_client';
import { People, readsEventsOf } from './people';
import { attackedSpace, DOORS, sentTest, superuserIn, type TestSpace } from './place';
import { momentOf, pathOf, ROUTES, type Moment, type Route } from './routes';
import { stateOf } from './space_state';

jest.setTimeout(180_000);

const PERSONS = ['not logged in', 'without any privilege', 'reader', 'editor', 'superuser'] as const;
type Person = (typeof PERSONS)[number];
const SPACES = ['own', 'other'] as const;
interface Cell {
  person: Person;
  where: (typeof SPACES)[number];
  route: Route;
  expected: number;
}

/** Reader and editor have their privilege in the own space alone. */
function expectedOf(person: Person, where: Cell['where'], { needs }: Route): number {
  if (person === 'not logged in') return 401;
  if (person === 'superuser') return 200;
  if (where === 'other' || person === 'without any privilege') return 403;
  return person === 'editor' || needs === 'read' ? 200 : 403;
}

const CELLS: Cell[] = ROUTES.flatMap((route) =>
  PERSONS.flatMap((person) =>
    SPACES.map((where) => ({ person, where, route, expected: expectedOf(person, where, route) })),
  ),
);
const named = (cell: Cell) => ({
  ...cell,
  name: `${cell.route.method} ${cell.route.path}${cell.route.query ?? ''}`,
});
const REFUSED = CELLS.filter(({ expected }) => expected !== 200).map(named);
const LET_IN = CELLS.filter(({ expected }) => expected === 200).map(named);

describe.each(DOORS)('who may do what, guarded by %s', (_form, url) => {
  let own: TestSpace;
  let other: TestSpace;
  let people: People;
  let idsOf: Record<Cell['where'], Pick<Moment, 'alertId' | 'testId'>>;
  /** Before anybody was let in. */
  let untouched: Record<Cell['where'], Moment> & { state: object };
  let last: object;
  const count = { tried: 0, held: 0 };

  const state = async () => ({ own: await stateOf(own), other: await stateOf(other) });

  const clientOf = (person: Person, space: TestSpace): KibanaClient => {
    if (person === 'not logged in') return new KibanaClient(url, null, space.id);
    return person === 'superuser' ? superuserIn(space, url) : people.in(space, person, url);
  };

  const momentIn = (where: Cell['where']) =>
    momentOf({ space: where === 'own' ? own : other, ...idsOf[where] });
  const ask = async ({ person, where, route }: Cell, moment: Moment) => {
    const space = where === 'own' ? own : other;
    const path = pathOf(route, moment);
    return clientOf(person, space).call(route.method, path, route.body?.(moment));
  };

  beforeAll(async () => {
    const [first, second] = await Promise.all([attackedSpace('Guest'), attackedSpace('Guest')]);
    own = first.space;
    other = second.space;
    idsOf = {
      own: { alertId: first.alertId, testId: await sentTest(own) },
      other: { alertId: second.alertId, testId: await sentTest(other) },
    };
    people = new People(own);
    await people.make('without any privilege', {});
    const indices = [...readsEventsOf(own), ...readsEventsOf(other)];
    await people.make('reader', { feature: 'read', indices });
    await people.make('editor', { feature: 'all', indices });
    untouched = { state: await state(), own: await momentIn('own'), other: await momentIn('other') };
    last = untouched.state;
  });
  afterAll(async () => {
    process.stderr.write(`Privileges: ${count.tried} cells tried, ${count.held} held.\n`);
    await people.remove();
    await own.remove();
    await other.remove();
  });

  it.each(REFUSED)(
    '$person, $where space: $name is refused by $expected and changes nothing',
    async (cell) => {
      count.tried += 1;
      const answer = await ask(cell, untouched[cell.where]);
      // Against the state before this request: what an earlier one changed is told once.
      const before = last;
      last = await state();
      expect(answer.status).toBe(cell.expected);
      expect(JSON.stringify(answer.body)).not.toMatch(/Guest|winlog|203\.0\.113/);
      expect(last).toEqual(before);
      count.held += 1;
    },
  );

  it.each(LET_IN)('$person, $where space: $name is answered', async (cell) => {
    count.tried += 1;
    expect(await ask(cell, await momentIn(cell.where))).toMatchObject({ status: cell.expected });
    count.held += 1;
  });

  it('what is let in changes what is compared: the comparison can fail', async () => {
    expect(await state()).not.toEqual(untouched.state);
  });
});
