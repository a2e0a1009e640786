import { normaliseAddress } from '../../server/detect/events/address';
import { createRanges, parseRange } from './addresses';

describe('an address or range to leave out', () => {
  it.each<[string, string, boolean]>([
    ['10.0.0.5', '10.0.0.5', true],
    ['10.0.0.5', '10.0.0.50', false],
    [' 10.0.0.5 ', '10.0.0.5', true],
    ['10.0.0.0/24', '10.0.0.255', true],
    ['10.0.0.0/24', '10.0.1.0', false],
    ['10.0.0.77/24', '10.0.0.1', true],
    ['10.0.0.5/32', '10.0.0.5', true],
    ['::ffff:10.0.0.5', '10.0.0.5', true],
    ['::ffff:10.0.0.0/120', '10.0.0.9', true],
    ['10.0.0.5', '::ffff:10.0.0.5', true],
    ['2001:DB8::/32', '2001:db8:0:0::7', true],
    ['2001:db8::/32', '2001:db9::7', false],
    ['fe80::1%eth0', 'fe80::1%12', true],
    ['::1', '127.0.0.1', true],
    ['127.0.0.0/8', '::1', true],
    ['127.0.0.5', '127.0.0.5', true],
    ['127.0.0.5', '::1', true],
    ['127.3.0.0/16', '127.0.0.1', true],
    ['::ffff:127.0.0.5', '127.0.0.1', true],
    ['126.0.0.0/7', '127.0.0.5', true],
    ['127.0.0.5', '10.0.0.5', false],
    ['2000::/3', '10.0.0.5', false],
  ])('%s, and %s comes from it: %p', (range, address, isIn) =>
    expect(createRanges([range])(normaliseAddress(address) ?? '')).toBe(isIn),
  );

  it.each<[string, string]>([
    ['', 'no_address'],
    ['gateway', 'no_address'],
    ['10.1', 'no_address'],
    ['010.0.0.1', 'no_address'],
    ['167772165', 'no_address'],
    ['0x0a000005', 'no_address'],
    ['10.0.0.256', 'no_address'],
    ['10.0.0.5:443', 'no_address'],
    ['[::1]', 'no_address'],
    ['10.0.0.*', 'no_address'],
    ['10.0.0.1-10.0.0.9', 'no_address'],
    ['10.0.0.0/33', 'no_range'],
    ['10.0.0.0/', 'no_range'],
    ['10.0.0.0/-1', 'no_range'],
    ['10.0.0.0/255.255.255.0', 'no_range'],
    ['10.0.0.0/8/8', 'no_range'],
    ['2001:db8::/129', 'no_range'],
    ['0.0.0.0/0', 'everything'],
    ['::/0', 'everything'],
  ])('is not %j: %s', (text, fault) => expect(parseRange(text)).toBe(fault));

  it('is in none where there are none', () => expect(createRanges([])('10.0.0.5')).toBe(false));
});
