import { addressesIn, EMPTY_EMAIL, withTls } from './email_options';

describe('another security', () => {
  it.each([
    ['takes its usual port along', 587, 'tls', 465],
    ['leaves an unusual port as it is', 2525, 'tls', 2525],
    ['takes the usual port of a talk without TLS', 587, 'none', 25],
  ] as const)('%s', (_what, port, tls, expected) => {
    expect(withTls({ ...EMPTY_EMAIL, port }, tls)).toMatchObject({ tls, port: expected });
  });
});

it.each([
  ['one', 'soc@mail.example', ['soc@mail.example']],
  [
    'several, as mail programs copy them',
    'a@x.example; b@x.example,\n c@x.example',
    ['a@x.example', 'b@x.example', 'c@x.example'],
  ],
  ['none', ' ,; ', []],
])('addresses in a text with %s', (_what, text, expected) => {
  expect(addressesIn(text)).toEqual(expected);
});
