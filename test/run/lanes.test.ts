import { ONE_PASSED } from './counts';
import { runLanes, type Lane } from './lanes';

const result = (name: string) => ({ name, counts: ONE_PASSED, seconds: 1 });

/** Lanes that end when they are told to, and the order in which they began. */
function heldLanes(names: string[]) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const lanes = names.map((name): Lane => () => {
    begun.push(name);
    return new Promise((resolve) => ends.set(name, () => resolve([result(name)])));
  });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise(setImmediate);
  };
  return { begun, lanes, end };
}

describe('runLanes', () => {
  it('begins so many at once, and the next when one ends', async () => {
    const { begun, lanes, end } = heldLanes(['a', 'b', 'c', 'd']);
    const all = runLanes(lanes, 2);
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    await end('d');
    await end('c');
    expect((await all).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });
  it('needs no more lanes than there are', async () => {
    expect(await runLanes([async () => [result('a'), result('b')]], 3)).toHaveLength(2);
  });
  it('rejects with a lane that rejects', async () => {
    await expect(runLanes([() => Promise.reject(new Error('broken'))], 2)).rejects.toThrow('broken');
  });
});
