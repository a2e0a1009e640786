import type { SavedObjectsClient } from '../../../kibana_contracts/server';
import { savedObjectsError } from '../../../test/thrown_errors';
import { isSpaceGone } from './space_remains';

/** What the repository answers of a space: it is there, or an error of this status. */
type Answers = Record<string, number | undefined>;
let asked: string[];
const repository = (answers: Answers) =>
  ({
    get: async (type: string, id: string) => {
      asked.push(`${type} ${id}`);
      const status = answers[id];
      if (status) throw savedObjectsError(status);
      return { type, id, attributes: {} };
    },
  }) as unknown as SavedObjectsClient;
beforeEach(() => {
  asked = [];
});

it.each<[string, string, Answers, boolean]>([
  ['that is found is there', 'night', {}, false],
  ['that is not found is gone', 'night', { night: 404 }, true],
  ['which is the default one is never gone', 'default', { default: 404 }, false],
])('a space %s', async (_name, space, answers, isGone) => {
  expect(await isSpaceGone(repository(answers), space)).toBe(isGone);
});

it.each<[string, Answers]>([
  ['Elasticsearch is away', { default: 503, night: 503 }],
  ['the space could not be read', { night: 503 }],
  ['reading it is forbidden', { night: 403 }],
  ['Kibana has no spaces at all, not even the default one', { default: 404, night: 404 }],
])('nobody says that a space is gone where %s', async (_name, answers) => {
  await expect(isSpaceGone(repository(answers), 'night')).rejects.toMatchObject({ isBoom: true });
});

it('of the default space nothing is asked', async () => {
  await isSpaceGone(repository({}), 'default');
  expect(asked).toEqual([]);
});
