import { proxyNameProblem, proxyNameSchema } from './proxy_name';
import { telegram } from './telegram';
import { webhook } from './webhook';

const WEBHOOK = { preset: 'json', host: '', headers: [], signed: false };

it.each(['dmz', 'DMZ-2', 'proxy.corp.example', '2nd_way', 'x'.repeat(40)])('%s names a proxy', (name) => {
  expect(proxyNameProblem(name)).toBeUndefined();
});

it.each([
  ['nothing', ''],
  ['an address', 'http://ada:hush@10.0.0.5:3128'],
  ['a host with its port', 'ada-hush.example:3128'],
  ['a login', 'ada:hush@proxy'],
  ['a blank', 'hush hush'],
  ['a line break', 'hush\n'],
  ['a dot at the beginning', '.hush'],
  ['41 characters', 'hush'.padEnd(41, 'x')],
])('%s names none, and is not repeated', (_what, name) => {
  expect(proxyNameProblem(name)).toMatch(/kibana\.yml/);
  expect(proxyNameProblem(name)).not.toContain('hush');
});

it('a channel has none unless one is chosen', () => {
  expect(telegram.options.parse({ chatId: '' }).proxy).toBeNull();
  expect(webhook.options.parse(WEBHOOK).proxy).toBeNull();
  expect(webhook.options.parse({ ...WEBHOOK, proxy: 'dmz' }).proxy).toBe('dmz');
});

it.each([['http://10.0.0.5:3128'], [{ url: 'http://10.0.0.5' }], [7], [['dmz']]])(
  'an option %j is refused',
  (proxy) => {
    expect(proxyNameSchema.safeParse(proxy).success).toBe(false);
    expect(telegram.options.safeParse({ chatId: '', proxy }).success).toBe(false);
    expect(webhook.options.safeParse({ ...WEBHOOK, proxy }).success).toBe(false);
  },
);

it('another proxy is no other destination: saved secrets go to the same host', () => {
  const at = (proxy: string | null) => webhook.destination(webhook.options.parse({ ...WEBHOOK, proxy }));
  expect(at('dmz')).toBe(at(null));
});
