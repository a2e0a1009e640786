import type { Client } from '@elastic/elasticsearch';
import { SILENT, testBackground } from '../../test/background';
import { NOW, SECOND } from '../../test/builders';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { watchPorts } from './watching';

const space = (name: string, interval: string, version = 'v1') => ({
  space: name,
  version,
  attributes: {
    settings: { ...DEFAULT_SETTINGS, interval },
    detectionOn: true,
    authority: null,
    channels: [],
  },
});

function watching() {
  const background = testBackground({} as Client, {}, () => NOW);
  const logged: string[] = [];
  background.logger = { ...SILENT, warn: (line) => void logged.push(String(line)) };
  const wanted = { ask: async () => undefined, take: async () => [] };
  const ports = watchPorts({ background, wanted, cleanUp: async () => undefined, see: () => undefined });
  const seen = async (...spaces: Array<ReturnType<typeof space>>) => {
    background.settings.spacesTurnedOn = async () => spaces;
    return (await ports.spaces()).map(({ space: name, interval }) => [name, interval]);
  };
  return { seen, logged };
}

describe('a space whose interval cannot be read', () => {
  it('keeps no other space from being watched', async () => {
    const { seen } = watching();
    expect(await seen(space('a', '2s'), space('broken', 'soon'), space('b', '5s'))).toEqual([
      ['a', 2 * SECOND],
      ['b', 5 * SECOND],
    ]);
  });

  it('is told of once for each version of its settings, and watched when they are mended', async () => {
    const { seen, logged } = watching();
    for (let n = 0; n < 3; n += 1) await seen(space('broken', 'soon'));
    expect(logged).toEqual([expect.stringContaining('Space broken is not watched')]);
    await seen(space('broken', 'later', 'v2'));
    expect(logged).toHaveLength(2);
    expect(await seen(space('broken', '2s', 'v3'))).toEqual([['broken', 2 * SECOND]]);
  });
});
