import { createGiveWay } from './event_loop';

describe('createGiveWay', () => {
  it('lets work go on at once that has held the event loop for less than 10 ms', () => {
    let now = 0;
    const giveWay = createGiveWay(() => now);
    now = 9;
    expect(giveWay()).toBeUndefined();
  });

  it('lets others have their turn after 10 ms, and counts from then on', async () => {
    let now = 0;
    const giveWay = createGiveWay(() => now);
    let turns = 0;
    setImmediate(() => (turns += 1));
    now = 10;
    await giveWay();
    expect(turns).toBe(1);
    now = 19;
    expect(giveWay()).toBeUndefined();
  });
});
