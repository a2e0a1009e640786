import fc from 'fast-check';
import { normaliseAddress } from './address';
import { normaliseHost, normaliseStatus } from './normalise';
import { ANSWERS_MAX, remembered } from './remembered';

const text = fc.oneof(
  fc.constant(null),
  fc.string({ maxLength: 4 }),
  fc.constantFrom('::1', '10.0.0.1:80', '\\\\DC01.', '-', '0xC000006A', '-1073741718', 'x'.repeat(300)),
);

describe('an answer that is remembered', () => {
  it.each([
    ['normaliseAddress', normaliseAddress],
    ['normaliseHost', normaliseHost],
    ['normaliseStatus', normaliseStatus],
  ])('is what %s gives, whatever was asked before', (_name, answer) => {
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const again = remembered(answer);
        expect([...texts, ...texts].map(again)).toEqual([...texts, ...texts].map(answer));
      }),
    );
  });

  it.each<[string | null, number, string]>([
    ['DC01', 1, 'it is remembered'],
    [null, 1, 'nothing is an answer too'],
    ['x'.repeat(257), 2, 'long texts would take room'],
  ])('%p twice is worked out %p times: %s', (asked, times, _why) => {
    const answer = jest.fn(() => null);
    const again = remembered(answer);
    expect([again(asked), again(asked)]).toEqual([null, null]);
    expect(answer).toHaveBeenCalledTimes(times);
  });

  it('is forgotten when there are too many', () => {
    const answer = jest.fn((asked: string | null) => asked);
    const again = remembered(answer);
    for (let n = 0; n <= ANSWERS_MAX; n += 1) again(String(n));
    expect(again('0')).toBe('0');
    expect(answer).toHaveBeenCalledTimes(ANSWERS_MAX + 2);
  });
});
