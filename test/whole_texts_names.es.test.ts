import { fieldsByPattern, nothingSet } from '../common/settings/fields';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import { createQuestion } from '../server/detect/events/question';
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
  const read = async (key: string) => {
    const name = `names-${elasticsearch.id}`;
    const patternFields = fieldsByPattern([name], [{ ...nothingSet(name), fromText: true }]);
    const question = createQuestion({}, { kerberosAndNtlm: true, patternFields });
    const source = createEventSource(elasticsearch.client(), [name], question, () => 0);
    return (await source.readSuccesses([{ key, spellings: [key] }], SPAN, 1)).events;
  };
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
});
