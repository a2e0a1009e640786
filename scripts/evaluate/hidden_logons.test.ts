import { CANDIDATES } from '../../server/detect/events/candidates';
import { EVENT_XML } from '../../test/hostile/base';
import { HiddenLogons } from './hidden_logons';

const reasonsOf = (...documents: Array<Record<string, unknown>>) => {
  const hidden = new HiddenLogons(CANDIDATES.code);
  for (const document of documents) hidden.see({ document, json: JSON.stringify(document) });
  return hidden.found();
};

describe('failed logons whose number stands in no field that is read', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ id: 4625 }, 'id'],
    [{ Id: '7f3c', nr: { id: 4625 } }, 'nr.id'],
    [{ log: { event_id: '4625' } }, 'log.event_id'],
    [{ winevent: [{ eventCode: 4625 }] }, 'winevent.eventCode'],
    [{ Event: { Sys: { EventID: { value: 4625 } } } }, 'Event.Sys.EventID.value'],
    [{ message: '<Event><System><EventID Qualifiers="0">4625</EventID></System></Event>' }, 'message'],
    [{ log: '{\"EventID\":4625,\"SourceName\":\"x\"}' }, 'log'],
    [{ _raw: 'LogName=Security\nEventCode=4625\n' }, '_raw'],
    [{ message: 'MSWinEventLog 1 Security 4625 Microsoft-Windows-Security-Auditing x' }, 'message'],
    [{ event: { code: 'Microsoft-Windows-Security-Auditing:4625' } }, 'event.code'],
    [{ message: '<13>Nov 22 10:00:00 dc01 LEEF:1.0|Microsoft|Windows|2019|4625|usrName=x' }, 'message'],
    [{ event: { original: 'An account failed to log on.\r\n\r\nSubject:' } }, 'event.original'],
  ])('%j is one, in %s', (document, field) => {
    const [found] = reasonsOf(document);
    expect(found).toMatchObject({
      count: 1,
      sample: expect.stringContaining(Object.keys(document)[0] ?? ''),
    });
    expect(found?.reason).toContain(` in ${field}`);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ EventID: 4625 }, 'the field is read'],
    [{ Id: 4625, nr: { id: 4625 } }, 'the field is read'],
    [{ EventID: 4624, nr: { id: 4625 } }, 'a field that is read says another number'],
    [{ 'event.code': ['-', '4624'], nr: { id: 4625 } }, 'one of its values is another number'],
    [{ source: { port: 4625 } }, 'it is a port'],
    [{ record_number: 4625 }, 'it is a number of something else'],
    [{ nr: { id: 46250 } }, 'it is another number'],
    [{ message: 'took 4625 ms' }, 'it is a number of something else'],
    [{ nr: { id: null } }, 'it is nothing'],
  ])('%j is none: %s', (document, _why) => expect(reasonsOf(document)).toEqual([]));

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['its end is missing', { message: EVENT_XML.slice(0, -20) }, /message, and its end is missing: let/],
    ['it holds two events', { message: EVENT_XML.repeat(2) }, /message, and it holds more than one event/],
    ['it is too long', { log: `${EVENT_XML}${' '.repeat(70_000)}` }, /log, and it has more than 65,536/],
    ['no value is known', { _raw: 'EventCode=4625\n' }, /_raw, and no account and no address is found in it/],
    [
      'the rules file leaves texts out',
      { message: EVENT_XML },
      /message, which the rules file leaves out: set "fromText"/,
    ],
    ['its field is not looked into', { nr: { text: EVENT_XML } }, /nr\.text, which is not looked into/],
  ])('a text that is not read says why: %s', (_why, document, words) =>
    expect(reasonsOf(document)).toMatchObject([{ count: 1, reason: expect.stringMatching(words) }]),
  );

  it('are counted by reason, with the first as a sample', () =>
    expect(reasonsOf({ id: 4625, n: 1 }, { id: 4625, n: 2 }, { Code: 4625 })).toMatchObject([
      { count: 2, sample: '{"id":4625,"n":1}' },
      { count: 1, sample: '{"Code":4625}' },
    ]));
});
