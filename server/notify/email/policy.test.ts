import { createEmailPolicy, entryProblem, type EmailLists, type KibanaLists } from './policy';

const hostCode = (lists: EmailLists, host: string, kibana?: KibanaLists) =>
  createEmailPolicy(lists, kibana).ofHost(host)?.code;
const addressCode = (lists: EmailLists, address: string, kibana?: KibanaLists) =>
  createEmailPolicy(lists, kibana).ofAddresses([address])?.code;

describe('servers', () => {
  it.each<[string, string[] | undefined, string, boolean]>([
    ['any, where there is no list', undefined, 'mail.example', true],
    ['none, where the list is empty', [], 'mail.example', false],
    ['one that is listed', ['mail.example'], 'mail.example', true],
    ['one that is listed in other letters', ['MÜNCHEN.example'], 'xn--mnchen-3ya.example', true],
    ['one below a listed name', ['*.mail.example'], 'eu.mail.example', true],
    ['not the name itself', ['*.mail.example'], 'mail.example', false],
    ['not one that only ends alike', ['*.mail.example'], 'evilmail.example', false],
    ['an address that is listed', ['10.0.0.25'], '10.0.0.25', true],
    ['not below a name that is listed without a star', ['mail.example'], 'eu.mail.example', false],
  ])('%s', (_what, allowedHosts, host, isAllowed) => {
    expect(hostCode({ allowedHosts }, host)).toBe(isAllowed ? undefined : 'host_not_allowed');
  });
});

it.each([
  ['soc@mail.example', undefined],
  ['soc@eu.mail.example', 'domain_not_allowed'],
  ['mail.example@evil.example', 'domain_not_allowed'],
])('recipients of listed domains: %s', (address, code) => {
  expect(addressCode({ allowedDomains: ['mail.example'] }, address)).toBe(code);
});

describe("Kibana's own lists", () => {
  const kibana: KibanaLists = {
    isHostnameAllowed: (host) => host === 'mail.example',
    validateEmailAddresses: (all) =>
      all.every((one) => one.endsWith('@mail.example')) ? undefined : 'not valid',
  };
  it.each([
    ['mail.example', undefined],
    ['relay.example', 'host_not_allowed'],
  ])('hold for the server too: %s', (host, code) => {
    expect(hostCode({}, host, kibana)).toBe(code);
    expect(hostCode({ allowedHosts: ['relay.example', 'mail.example'] }, host, kibana)).toBe(code);
  });
  it.each([
    ['soc@mail.example', undefined],
    ['soc@home.example', 'domain_not_allowed'],
  ])('hold for addresses too: %s', (address, code) => {
    expect(addressCode({}, address, kibana)).toBe(code);
  });
  it('are named with the line to add', () => {
    const policy = createEmailPolicy({}, kibana);
    expect(policy.ofHost('relay.example')?.remedy).toContain(
      'xpack.actions.allowedHosts: [..., "relay.example"]',
    );
    expect(policy.ofAddresses(['a@home.example'])?.remedy).toContain(
      'xpack.actions.email.domain_allowlist: [..., "home.example"]',
    );
  });
});

it.each(['mail.example', '*.mail.example', '10.0.0.25', '2001:db8::25'])('takes the entry %s', (entry) => {
  expect(entryProblem(entry)).toBeUndefined();
});
it.each(['', '*', '*.', 'mail.*', 'https://mail.example', 'mail.example:25', 'a b'])(
  'refuses the entry %p',
  (entry) => {
    expect(entryProblem(entry)).toContain('must be a name');
  },
);
