import { SILENT } from '../../test/background';
import { sweepSpace, sweepSpaces, type SweepPorts } from './sweep';

let spaces: string[];
let gone: Set<string>;
let removed: string[];
let logged: string[];
let failing: Map<string, Error>;
beforeEach(() => {
  spaces = ['day', 'default', 'night'];
  gone = new Set();
  removed = [];
  logged = [];
  failing = new Map();
});
const fail = (step: string) => {
  const error = failing.get(step);
  if (error) throw error;
};
const ports = (): SweepPorts => ({
  remains: {
    spaces: async () => {
      fail('spaces');
      return spaces;
    },
    remove: async (space) => {
      fail(`remove ${space}`);
      removed.push(space);
      return [`index of ${space}`];
    },
  },
  isGone: async (space) => {
    fail(`isGone ${space}`);
    return gone.has(space);
  },
  logger: { ...SILENT, info: (line) => logged.push(line), warn: (line) => logged.push(line) },
});

it('leaves spaces that are there', async () => {
  await sweepSpaces(ports());
  expect([removed, logged]).toEqual([[], []]);
});

it('removes what a deleted space left, says so, and nothing of others', async () => {
  gone.add('night');
  await sweepSpaces(ports());
  expect(removed).toEqual(['night']);
  expect(logged).toEqual(['The space night was deleted: removed index of night']);
});

const STAYS = 'stays for now: away';
it.each<[string, string[], string[]]>([
  ['spaces', [], [`What deleted spaces may have left ${STAYS}`]],
  [
    'isGone day',
    ['night'],
    [`What the space day may have left ${STAYS}`, 'The space night was deleted: removed index of night'],
  ],
  [
    'isGone night',
    ['day'],
    ['The space day was deleted: removed index of day', `What the space night may have left ${STAYS}`],
  ],
  [
    'remove day',
    ['night'],
    [`What the space day may have left ${STAYS}`, 'The space night was deleted: removed index of night'],
  ],
])(
  'where %s fails, what other deleted spaces left is removed, and all of it is said',
  async (step, out, lines) => {
    gone = new Set(['day', 'night']);
    failing.set(step, new Error('away'));
    await sweepSpaces(ports());
    expect([removed, logged]).toEqual([out, lines]);
  },
);

it('one space that is there stays, one that is gone is removed', async () => {
  gone.add('night');
  await sweepSpace(ports(), 'day');
  await sweepSpace(ports(), 'night');
  expect(removed).toEqual(['night']);
});

it('an error about one space is none that it is gone', async () => {
  gone.add('night');
  failing.set('isGone night', new Error('away'));
  await sweepSpace(ports(), 'night');
  expect(removed).toEqual([]);
});
