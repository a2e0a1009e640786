import type { OpenedSettings } from '../routes/settings/settings_port';
import { KeptSettings } from './kept_settings';

const opened = {} as OpenedSettings;
let asked: string[];
let fails: Error | undefined;
let kept: KeptSettings;
beforeEach(() => {
  asked = [];
  fails = undefined;
  kept = new KeptSettings({
    open: async (space) => {
      asked.push(space);
      if (fails) throw fails;
      return opened;
    },
  });
});

it('decrypts the settings of a space once for each version of them', async () => {
  for (const version of ['v1', 'v1', 'v2', 'v2']) {
    kept.see([{ space: 'a', version }]);
    expect(await kept.open('a')).toBe(opened);
  }
  expect(asked).toEqual(['a', 'a']);
});

it('keeps those of each space', async () => {
  kept.see([
    { space: 'a', version: 'v1' },
    { space: 'b', version: 'v1' },
  ]);
  for (const space of ['a', 'b', 'a', 'b']) await kept.open(space);
  expect(asked).toEqual(['a', 'b']);
});

it('keeps nothing of a space that is off, or that nobody saw yet', async () => {
  await kept.open('a');
  kept.see([{ space: 'a', version: 'v1' }]);
  await kept.open('a');
  kept.see([]);
  await kept.open('a');
  expect(asked).toEqual(['a', 'a', 'a']);
});

it('tries again after a failure, and tells it', async () => {
  kept.see([{ space: 'a', version: 'v1' }]);
  fails = new Error('another encryption key');
  await expect(kept.open('a')).rejects.toThrow('another encryption key');
  fails = undefined;
  expect(await kept.open('a')).toBe(opened);
});
