import { fieldsByPattern, nothingSet } from '../common/settings/fields';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import type { Account } from '../server/detect/events/event_source_port';
import { createQuestion } from '../server/detect/events/question';
import { WHOLE_TEXTS } from '../server/detect/events/whole_texts';
import { MINUTE, NOW } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { asGoWrites, DESCRIPTION, EVENT_XML, HOST, PROVIDER, time, valuesWith } from './hostile/base';

jest.setTimeout(60_000);

const SPAN = { from: NOW - 5 * MINUTE, to: NOW };
/** So many successes of others that those of an account are asked for by its name. */
const OTHERS = 600;

const xml = (account: string) =>
  EVENT_XML.replace('>4625<', '>4624<').replace('>svc_backup<', `>${account}<`);
const json = (TargetUserName: string) =>
  JSON.stringify({ EventID: 4624, SourceName: PROVIDER, ...valuesWith({ TargetUserName }) });
/** JSON of ASCII alone: `escaped` as it stands in the text. */
const asPythonWrites = (escaped: string) => json('NAME').replace('NAME', escaped);
const described = (account: string) =>
  `[Security] [INFORMATION] [4624] [${PROVIDER}] [${HOST}] [${DESCRIPTION.replace('svc_backup', account)}]`;

const SPELLED: Array<[sentence: string, key: string, message: string]> = [
  ['XML', 'anna', xml('Anna')],
  ['XML, with an ampersand', 'a&b', xml('a&amp;b')],
  ['XML, with an apostrophe that is written as one', "o'neil", xml("o'neil")],
  ['XML, with an apostrophe by its name', "o'brien", xml('o&apos;brien')],
  ['XML, with a quotation mark by its name', 'a"c', xml('a&quot;c')],
  ['JSON with letters beyond ASCII', 'jürgen', json('Jürgen')],
  ['JSON of ASCII, in small letters', 'müller', asPythonWrites('m\\u00fcller')],
  ['JSON of ASCII, in capitals', 'schäfer', asPythonWrites('SCH\\u00C4FER')],
  ['JSON of ASCII, with a capital first', 'özgür', asPythonWrites('\\u00d6zg\\u00fcr')],
  ['JSON of ASCII, beyond 16 bits', '𐐨𐐨', asPythonWrites('\\ud801\\udc28\\ud801\\udc28')],
  ['XML within JSON', 'bert', asGoWrites({ log: xml('bert') })],
  ['a description within JSON, behind a tab', 'carl', JSON.stringify({ log: described('carl') })],
];

describe('the successes of an account in texts, among many of others', () => {
  const elasticsearch = useTestElasticsearch();
  const successesOf = async (accounts: Account[], name = `names-${elasticsearch.id}`) => {
    const patternFields = fieldsByPattern([name], [{ ...nothingSet(name), fromText: true }]);
    const question = createQuestion({}, { kerberosAndNtlm: true, patternFields });
    const source = createEventSource(elasticsearch.client(), [name], question, () => 0);
    return (await source.readSuccesses(accounts, SPAN, 1)).events;
  };
  const read = (key: string) => successesOf([{ key, spellings: [key] }]);
  beforeAll(async () => {
    const others = Array.from({ length: OTHERS }, (_, n) => xml(`other${n}`));
    const messages = [...SPELLED.map(([, , message]) => message), ...others];
    const index = `names-${elasticsearch.id}`;
    const operations = messages.flatMap((message) => [{ create: {} }, { ...time, message }]);
    expect((await elasticsearch.client().bulk({ index, operations, refresh: true })).errors).toBe(false);
  });

  it.each(SPELLED)('%s: that of %s is found', async (_sentence, key) =>
    expect((await read(key)).map(({ account }) => account?.toLowerCase())).toEqual([key]),
  );

  it('those of 200 accounts with odd names, where every field that may hold a text is one', async () => {
    const name = `fields-${elasticsearch.id}`;
    const properties = Object.fromEntries(WHOLE_TEXTS.map((field) => [field, { type: 'text' }]));
    const { body: _own, event: _object, ...plain } = properties as Record<string, { type: 'text' }>;
    await elasticsearch.client().indices.create({
      index: name,
      mappings: { properties: { '@timestamp': { type: 'date' }, ...plain } },
    });
    const names = Array.from({ length: 200 }, (_, n) => `ö'"<&>${n}`);
    const operations = [
      ...SPELLED.map(([, , message]) => message),
      ...Array(OTHERS).fill(xml('other')),
    ].flatMap((message: string) => [{ create: {} }, { ...time, message }]);
    await elasticsearch.client().bulk({ index: name, operations, refresh: true });
    const accounts = names.map((key) => ({ key, spellings: [key, `CORP\\${key}`] }));
    const found = await successesOf([{ key: 'anna', spellings: ['anna'] }, ...accounts.slice(1)], name);
    expect(found.map(({ account }) => account)).toEqual(['Anna']);
  });
});
