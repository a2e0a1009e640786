import { addressesInDns } from './addresses_in_dns';

it.each(['localhost', 'LOCALHOST', 'hooks.localhost', 'localhost.'])('%s is this machine', async (name) => {
  expect(await addressesInDns(name)).toEqual(['127.0.0.1', '::1']);
});

it('a name that DNS cannot know has none, and is no error', async () => {
  expect(await addressesInDns('x'.repeat(64))).toEqual([]);
});
