import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { toMilliseconds } from './evtx_time';

describe('the time of a record', () => {
  it.each([
    ['2026-11-22T03:14:59.9999999Z', '2026-11-22T03:15:00.000Z', 'up into the next minute'],
    ['2026-11-22T03:14:00.1234999Z', '2026-11-22T03:14:00.123Z', 'down below a half'],
    ['2026-11-22T03:14:00.1235000Z', '2026-11-22T03:14:00.124Z', 'a half up'],
    ['2026-11-22T03:14:00.2855Z', '2026-11-22T03:14:00.286Z', 'a half that a float has just below'],
    ['2026-11-22T03:14:00.1Z', '2026-11-22T03:14:00.100Z', 'a single digit as tenths'],
    ['2026-11-22T03:14:00Z', '2026-11-22T03:14:00.000Z', 'whole seconds'],
    ['2026-11-22 03:14:00.123987 UTC', '2026-11-22T03:14:00.124Z', 'as older dumps write it'],
    ['2026-11-22T05:14:00.1239+02:00', '2026-11-22T03:14:00.124Z', 'with an offset'],
    ['1601-01-01T00:00:00.0000000Z', '1601-01-01T00:00:00.000Z', 'of which Windows tells nothing'],
  ])('%s is %s: %s', (time, milliseconds, _why) => expect(toMilliseconds(time)).toBe(milliseconds));

  it('rounds every half up, whatever a float makes of it', () => {
    const wrong = Array.from({ length: 999 }, (_, n) => n).filter((n) => {
      const [half, above] = [n, n + 1].map((ms) => String(ms).padStart(3, '0'));
      return toMilliseconds(`2026-11-22T03:14:00.${half}5Z`) !== `2026-11-22T03:14:00.${above}Z`;
    });
    expect(wrong).toEqual([]);
  });

  it.each(['yesterday', '', '2026-11-22', '2026-13-22T03:14:00Z', '11/22/2026 03:14:00', '1795317240000'])(
    '%j is none',
    (text) => expect(toMilliseconds(text)).toBeUndefined(),
  );

  it('is UTC without a zone, wherever the machine is', async () => {
    const script = `console.log(require('./scripts/evaluate/evtx_time.ts').toMilliseconds('2026-11-22T03:14:00.5'), new Date(0).getHours())`;
    const env = { ...process.env, TZ: 'Asia/Tokyo' };
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', '--eval', script], { env });
    expect((await run).stdout.trim()).toBe('2026-11-22T03:14:00.500Z 9');
  });
});
