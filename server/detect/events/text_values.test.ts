import * as fc from 'fast-check';
import { unescapeXml, valuesInText, valuesInXml } from './text_values';

const NAMED = { TargetUserName: 'svc_backup', IpAddress: '203.0.113.7', Status: '0xc000006d' };
const READ = { TargetUserName: ['svc_backup'], IpAddress: ['203.0.113.7'], Status: ['0xc000006d'] };
const ELEMENTS = Object.entries(NAMED).map(([name, text]) => ({ '@Name': name, '#text': text }));

describe('the values of an event in one text', () => {
  it.each<[string, string]>([
    ['osquery', JSON.stringify({ EventData: NAMED })],
    ["Azure Monitor's JSON", JSON.stringify(NAMED)],
    ['EvtxECmd', JSON.stringify({ EventData: { Data: ELEMENTS } })],
    ['blanks before it', `\n ${JSON.stringify({ EventData: NAMED })}`],
    [
      "Azure Monitor's XML",
      `<EventData xmlns="x"><Data Name="TargetUserName">svc_backup</Data><Data Name="IpAddress">203.0.113.7</Data><Data Name="Status">0xc000006d</Data></EventData>`,
    ],
    [
      'a whole event with single quotes',
      `<Event><EventData><Data Name='TargetUserName'>svc_backup</Data><Data Name='IpAddress'>203.0.113.7</Data><Data Name='Status'>0xc000006d</Data></EventData></Event>`,
    ],
  ])('of %s are read by name', (_what, text) => expect(valuesInText(text, '4625')).toEqual(READ));

  it('in a list without names are read by their place', () => {
    const list = ['svc_backup', 'KIOSK', 'S-1-5-21-1', 'S-1-5-18', 'DC01$', 'CORP', '0x3e7'];
    const text = JSON.stringify({ EventData: list });
    expect(valuesInText(text, '4740')).toMatchObject({ TargetUserName: ['svc_backup'] });
    expect(valuesInText(text, '4625')).toBeUndefined();
  });

  it.each<[string, string]>([
    ['words', 'An account failed to log on.'],
    ['nothing', ''],
    ['JSON that was cut off', '{"EventData":{"TargetUserName":"svc_b'],
    ['another event', JSON.stringify({ EventData: { param1: 'x' } })],
    ['JSON of nothing', '{"EventData":""}'],
    ['a number of values without names', '{"EventData":{"Data":"a, b, c"}}'],
    ['a text longer than any event', JSON.stringify({ TargetUserName: 'x'.repeat(70_000) })],
  ])('%s has none', (_what, text) => expect(valuesInText(text, '4625')).toBeUndefined());

  it('has no names but those of values of logon events: nobody gives an event another number or provider', () => {
    const text = JSON.stringify({
      EventData: { ...NAMED, EventID: 4624, SourceName: 'x', __proto__: { a: 1 } },
    });
    expect(valuesInText(text, '4625')).toEqual(READ);
  });

  it('never throws, whatever the text is', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => `<Data Name="${text}`),
        ),
        (text) => {
          expect(() => valuesInText(text, '4625')).not.toThrow();
        },
      ),
    ));
});

describe('XML', () => {
  it.each<[string, string]>([
    ['a &lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;', `a <b> & "c" 'd'`],
    ['&#65;&#x42;', 'AB'],
    ['&nbsp; &#x110000; &', '&nbsp; &#x110000; &'],
    ['&amp;lt;', '&lt;'],
  ])('%j says %j', (written, said) => expect(unescapeXml(written)).toBe(said));

  it('has values whose signs are written as entities', () =>
    expect(valuesInXml('<Data Name="TargetUserName">a&lt;b</Data>')).toEqual({ TargetUserName: ['a<b'] }));
  it('has an empty value where an element has none', () =>
    expect(valuesInXml('<Data Name="IpAddress"></Data>')).toEqual({ IpAddress: [''] }));
});
