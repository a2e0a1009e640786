import fc from 'fast-check';
import PostalMime, { type Email } from 'postal-mime';
import { anyChannelMessage } from '../../../test/any_message';
import { emailChannel } from '../../../test/channels';
import { attackMessage } from '../../../test/messages';
import { mailOf } from '../../notify/email/mail';
import type { ChannelMessage } from '../../notify/message/message';
import { compose } from './compose';

jest.setTimeout(60_000);

const { options } = emailChannel({ recipients: ['soc@mail.example', 'night@mail.example'] });
const composed = (message: ChannelMessage) => compose(mailOf(message, 'mail', options));

/** The headers that a mail may have. */
const HEADERS = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'in-reply-to',
  'message-id',
  'mime-version',
  'references',
  'subject',
  'to',
  'x-auto-response-suppress',
];

/** What the mail says of itself, as software reads it. */
function shapeOf(read: Email) {
  return {
    from: read.from,
    to: read.to?.map(({ address, name }) => ({ address, name })),
    cc: read.cc ?? [],
    bcc: read.bcc ?? [],
    attachments: read.attachments,
    strange: read.headers.map(({ key }) => key).filter((key) => !HEADERS.includes(key)),
    twice: read.headers.length - new Set(read.headers.map(({ key }) => key)).size,
    unnamed: [read.subject, read.text, read.html].filter((text) => !text?.trim()).length,
  };
}
const CALM = {
  from: { name: 'Brute force alerts', address: 'kibana@mail.example' },
  to: [
    { address: 'soc@mail.example', name: '' },
    { address: 'night@mail.example', name: '' },
  ],
  cc: [],
  bcc: [],
  attachments: [],
  strange: [],
  twice: 0,
  unnamed: 0,
};

describe('whatever the events hold', () => {
  it('the mail has its own headers, recipients and parts, and no others', async () => {
    await fc.assert(
      fc.asyncProperty(anyChannelMessage, async (message) => {
        const raw = await composed(message);
        expect(shapeOf(await PostalMime.parse(raw))).toEqual(CALM);
        // RFC 5321: a line has at most 998 characters, and ends with both CR and LF.
        expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        expect(
          Math.max(
            ...raw
              .toString('latin1')
              .split('\r\n')
              .map(({ length }) => length),
          ),
        ).toBeLessThanOrEqual(998);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    'x\r\nBcc: evil@evil.example',
    'x\nTo: evil@evil.example\n\nbody',
    '=?utf-8?q?=0D=0ABcc:_evil@evil.example?=',
    '\r\n.\r\nMAIL FROM:<evil@evil.example>\r\n',
    '--_boundary--\r\nContent-Type: text/html',
  ])('a name that would be a header, a part or a command stays a name: %j', async (value) => {
    const read = await PostalMime.parse(await composed(attackMessage({ group: { kind: 'account', value } })));
    expect(shapeOf(read)).toEqual(CALM);
    expect(read.subject).toMatch(/^Brute force: /);
  });
});

it('a mail of the longest names stays far below what servers take', async () => {
  const long = { value: '&'.repeat(9_000), count: 1 };
  const list = { total: 1_000, isCut: true, top: Array.from({ length: 10 }, () => long) };
  const codes = { isCut: true, codes: list.top };
  const raw = await composed(
    attackMessage({
      group: { kind: 'host', value: long.value },
      ...{ accounts: list, sources: list, hosts: list, workstations: list },
      ...{ logonTypeCodes: codes, reasonCodes: codes },
      link: `https://kibana.example/${'x'.repeat(1_000)}`,
    }),
  );
  expect(raw.length).toBeLessThan(100_000);
});
