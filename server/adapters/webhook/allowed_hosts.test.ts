import { createAllowedHosts, entryProblem } from './allowed_hosts';

const host = (entries: string[], name: string) => createAllowedHosts(entries).hasHost(name);
const address = (entries: string[], text: string) => createAllowedHosts(entries).hasAddress(text);

describe('the host of a URL', () => {
  it.each<[string, string[], string, boolean]>([
    ['by its name', ['hooks.slack.com'], 'hooks.slack.com', true],
    ['below a name', ['*.logic.azure.com'], 'prod-23.westeurope.logic.azure.com', true],
    ['the name itself, where only those below are listed', ['*.azure.com'], 'azure.com', false],
    ['a name with nothing before the dot', ['*.azure.com'], '.azure.com', false],
    ['a name that only ends alike', ['*.azure.com'], 'evilazure.com', false],
    ['a name that goes on', ['hooks.slack.com'], 'hooks.slack.com.evil.example', false],
    ['a name with a dot at its end', ['hooks.slack.com'], 'hooks.slack.com.', false],
    ['an address by itself', ['10.0.0.5'], '10.0.0.5', true],
    ['an address by its range', ['10.0.0.0/24'], '10.0.0.5', true],
    ['an address beside the range', ['10.0.0.0/24'], '10.0.1.5', false],
    ['a public address that is not listed', ['hooks.slack.com'], '93.184.215.14', false],
    ['an address of IPv6 in brackets', ['2001:db8::5'], '[2001:db8::5]', true],
    ['an address of IPv4 wrapped into IPv6', ['10.0.0.5'], '[::ffff:a00:5]', true],
    ['nothing listed', [], 'hooks.slack.com', false],
  ])('%s', (_what, entries, name, expected) => {
    expect(host(entries, name)).toBe(expected);
  });
});

describe('an address that a listed name leads to', () => {
  it.each(['93.184.215.14', '8.8.8.8', '2606:4700:4700::1111'])('%s, on the internet, is allowed', (text) => {
    expect(address([], text)).toBe(true);
  });

  it.each([
    ['loopback', '127.0.0.1'],
    ['all of loopback', '127.255.3.4'],
    ['this machine', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['shared by a provider', '100.64.0.1'],
    ['link-local', '169.254.1.1'],
    ['metadata of AWS, Azure, Google', '169.254.169.254'],
    ['metadata of Alibaba', '100.100.100.200'],
    ['the host of Azure machines', '168.63.129.16'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['loopback of IPv6', '::1'],
    ['no address', '::'],
    ['link-local of IPv6', 'fe80::1'],
    ['link-local with a network card', 'fe80::1%eth0'],
    ['private of IPv6', 'fd00::1'],
    ['metadata of AWS over IPv6', 'fd00:ec2::254'],
    ['site-local of old', 'fec0::1'],
    ['loopback wrapped into IPv6', '::ffff:127.0.0.1'],
    ['loopback in another notation of IPv6', '::127.0.0.1'],
    ['loopback behind NAT64', '64:ff9b::7f00:1'],
    ['loopback behind 6to4', '2002:7f00:1::'],
    ['no address at all', 'localhost'],
  ])('%s (%s) is not', (_what, text) => {
    expect(address(['hooks.example', '*.example'], text)).toBe(false);
  });

  it('is allowed where it is listed, by itself or by its range', () => {
    expect(['127.0.0.1', '10.0.0.0/8'].map((entry) => address([entry], '10.1.2.3'))).toEqual([false, true]);
    expect(address(['fd00::/8'], 'fd00::1')).toBe(true);
  });

  it('is not allowed to be metadata because of a range', () => {
    expect(address(['0.0.0.0/0'], '169.254.169.254')).toBe(false);
    expect(address(['169.254.169.254'], '169.254.169.254')).toBe(true);
  });
});

describe('an entry of kibana.yml', () => {
  it.each([
    'hooks.example',
    'localhost',
    '*.example.com',
    'xn--bcher-kva.example',
    '10.0.0.5',
    '10.0.0.0/8',
    '::1',
    'fd00::/8',
  ])('%s is taken', (entry) => {
    expect(entryProblem(entry)).toBeUndefined();
  });
  it.each([
    '',
    '*',
    'https://hooks.example',
    'hooks.example:8443',
    'hooks.example/path',
    'Hooks.Example',
    'bücher.example',
    '10.0.0',
    '10.0.0.0/33',
    'a..b',
    '*.*.example',
    'hooks.example\n',
  ])('%j is refused with the forms that are taken', (entry) => {
    expect(entryProblem(entry)).toMatch(/"hooks\.example".*"\*\.example".*"10\.0\.0\.5".*"10\.0\.0\.0\/24"/);
  });
});

it('names the whole line of kibana.yml, since a list replaces the default', () => {
  expect(createAllowedHosts(['ntfy.sh']).lineWith('hooks.example')).toBe(
    'bruteForceAlerts.webhook.allowedHosts: ["ntfy.sh","hooks.example"]',
  );
});
