import type { PatternFields } from '../common/settings/fields';
import { fieldsByPattern, nothingSet } from '../common/settings/fields';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import { describeFields } from '../server/adapters/source_health/field_report';
import { createQuestion } from '../server/detect/events/question';
import { iso, MINUTE, NOW } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { readAll } from './read_all';

jest.setTimeout(60_000);

const SECURITY = 'Microsoft-Windows-Security-Auditing';
const event = (values: object, at = NOW - MINUTE) => ({ '@timestamp': iso(at), ...values });
const named = { EventID: 4625, SourceName: SECURITY };

describe('fields of one pattern, on a real Elasticsearch', () => {
  const elasticsearch = useTestElasticsearch();
  let serial = 0;
  const newName = () => `pattern-${(serial += 1)}-${elasticsearch.id}`;
  const write = async (index: string, documents: object[]) => {
    const client = elasticsearch.client();
    await client.indices.create({ index });
    const operations = documents.flatMap((one) => [{ create: {} }, one]);
    if (operations.length > 0) await client.bulk({ index, operations, refresh: true });
    return index;
  };
  const questionOf = (patterns: string[], patternFields: PatternFields[]) =>
    createQuestion({}, { kerberosAndNtlm: false, patternFields: fieldsByPattern(patterns, patternFields) });
  const read = async (patterns: string[], patternFields: PatternFields[]) => {
    const question = questionOf(patterns, patternFields);
    const source = createEventSource(elasticsearch.client(), patterns, question, () => 0);
    const { events } = await readAll(source, { from: NOW - 60 * MINUTE, to: NOW }, Infinity);
    return events.map(({ account, source: from, host }) => [account, from, host]).sort();
  };
  const report = (patterns: string[], patternFields: PatternFields[] = []) =>
    describeFields(elasticsearch.client(), {
      patterns,
      question: questionOf(patterns, patternFields),
      now: NOW,
    });
  const fieldsOf = (
    pattern: string,
    fields: PatternFields['fields'],
    anyProvider = false,
  ): PatternFields => ({ ...nothingSet(pattern), fields, anyProvider });

  it('two shippers call two things alike, and each is read by its own', async () => {
    const [a, b] = [newName(), newName()];
    await write(`${a}-1`, [event({ ...named, user: 'anna', host: 'collector', ip: '10.0.0.1' })]);
    await write(`${b}-1`, [event({ ...named, TargetUserName: 'bert', user: 'shipper', ip: '10.9.9.9' })]);
    const patterns = [`${a}-*`, `${b}-*`];
    const set = [fieldsOf(`${a}-*`, { account: 'user', source: 'ip' })];
    expect(await read(patterns, set)).toEqual([
      ['anna', '10.0.0.1', null],
      ['bert', null, null],
    ]);
  });

  it('behind a data stream and an alias they are the same', async () => {
    const [stream, alias] = [newName(), newName()];
    await write(`.ds-${stream}-2026.11.22-000001`, [event({ ...named, user: 'anna' })]);
    await write(`real-${alias}`, [event({ ...named, user: 'bert' })]);
    await elasticsearch.client().indices.putAlias({ index: `real-${alias}`, name: alias });
    const set = (pattern: string) => [fieldsOf(pattern, { account: 'user' })];
    expect(await read([`.ds-${stream}-*`], set(`.ds-${stream}-*`))).toEqual([['anna', null, null]]);
    expect(await read([alias], set(alias))).toEqual([['bert', null, null]]);
  });

  it('what is set for a pattern that is gone does nothing', async () => {
    const a = await write(newName(), [event({ ...named, user: 'anna' })]);
    expect(await read([a], [fieldsOf('gone-*', { account: 'user' })])).toEqual([[null, null, null]]);
  });

  it.each(['pattern', 'alias'])(
    'events of any program count in a %s that allows it, and in no other',
    async (how) => {
      const [a, b] = [newName(), newName()];
      const unnamed = { EventID: 4625, TargetUserName: 'anna' };
      const other = { EventID: 4625, TargetUserName: 'bert', SourceName: 'EventSystem' };
      await write(`${a}-1`, [event(unnamed), event(other)]);
      await write(`${b}-1`, [event(unnamed)]);
      const allowed = how === 'alias' ? `alias-${a}` : `${a}-*`;
      if (how === 'alias') await elasticsearch.client().indices.putAlias({ index: `${a}-1`, name: allowed });
      const patterns = [allowed, `${b}-*`];
      expect(await read(patterns, [])).toEqual([]);
      expect(await read(patterns, [fieldsOf(allowed, {}, true)])).toEqual([
        ['anna', null, null],
        ['bert', null, null],
      ]);
    },
  );

  it('the report says for each pattern how many failures name what, and offers the switch', async () => {
    const [a, b] = [newName(), newName()];
    await write(`${a}-1`, [
      event({ ...named, TargetUserName: 'anna', IpAddress: '10.0.0.1', Hostname: 'DC01' }),
      event({ ...named, TargetUserName: 'anna', IpAddress: '-' }),
    ]);
    await write(`${b}-1`, [event({ EventID: 4625, TargetUserName: 'anna' })]);
    const { patterns, problems } = await report([`${a}-*`, `${b}-*`]);
    expect(patterns).toEqual([
      {
        pattern: `${a}-*`,
        events: 2,
        account: 2,
        source: 1,
        host: 1,
        withoutProvider: 0,
        asText: 0,
        lacking: [],
        proposals: [],
      },
      expect.objectContaining({ pattern: `${b}-*`, events: 0, withoutProvider: 1 }),
    ]);
    expect(problems.map(({ code }) => code)).toContain('provider_not_named');
    const after = await report([`${b}-*`], [fieldsOf(`${b}-*`, {}, true)]);
    expect(after.patterns).toMatchObject([{ events: 1, account: 1, withoutProvider: 0 }]);
    expect(after.problems.map(({ code }) => code)).not.toContain('provider_not_named');
  });

  it('an index whose failures name nothing is named, beside one that is busier', async () => {
    const a = newName();
    await write(
      `${a}-good`,
      Array.from({ length: 30 }, () => event({ ...named, TargetUserName: 'anna' })),
    );
    await write(`${a}-poor`, [event({ ...named, who: 'bert' }, NOW - 30 * MINUTE)]);
    const { patterns, problems } = await report([`${a}-*`]);
    expect(patterns[0]?.lacking).toEqual([`${a}-poor`]);
    const [problem] = problems.filter(({ code }) => code === 'index_without_fields');
    expect(problem?.message).toContain(`${a}-poor`);
  });

  it('fields of common names are proposed with a sample, only for what is not found', async () => {
    const a = newName();
    await write(`${a}-1`, [
      event({
        ...named,
        user: 'anna',
        username: '-',
        src_ip: '10.0.0.1',
        Hostname: 'DC01',
        host: 'collector',
      }),
    ]);
    const before = await report([`${a}-*`]);
    expect(before.patterns[0]?.proposals).toEqual([
      { concept: 'account', field: 'user', sample: 'anna' },
      { concept: 'source', field: 'src_ip', sample: '10.0.0.1' },
    ]);
    const taken = (before.patterns[0]?.proposals ?? []).map(({ concept, field }) => [concept, field]);
    const set = [fieldsOf(`${a}-*`, Object.fromEntries(taken) as PatternFields['fields'])];
    expect(await read([`${a}-*`], set)).toEqual([['anna', '10.0.0.1', 'DC01']]);
    const after = await report([`${a}-*`], set);
    expect(after.patterns[0]).toMatchObject({ account: 1, source: 1, proposals: [] });
  });

  it('the field of the number is proposed where it holds that of a failed logon', async () => {
    const a = newName();
    await write(`${a}-1`, [
      event({ InstanceId: 4625, id: 'x', ProviderName: SECURITY, TargetUserName: 'anna' }),
    ]);
    const { patterns } = await report([`${a}-*`]);
    expect(patterns[0]?.proposals).toEqual([{ concept: 'code', field: 'InstanceId', sample: '4625' }]);
    expect(await read([`${a}-*`], [fieldsOf(`${a}-*`, { code: 'InstanceId' })])).toEqual([
      ['anna', null, null],
    ]);
  });

  it.each<[string, object, Array<string | null>]>([
    [
      "a row of Velociraptor's artifacts",
      {
        EventTime: iso(NOW),
        Computer: 'DC01',
        Channel: 'Security',
        EventID: 4625,
        DomainName: 'CORP',
        UserName: 'anna',
        SourceIP: '10.0.0.1',
      },
      ['anna', '10.0.0.1', 'DC01'],
    ],
    [
      "Splunk's event in its envelope",
      {
        source: 'WinEventLog:Security',
        event: {
          EventCode: 4625,
          Account_Name: ['DC01$', 'anna'],
          Source_Network_Address: '10.0.0.1',
          ComputerName: 'DC01',
        },
      },
      ['anna', '10.0.0.1', 'DC01'],
    ],
    [
      'an event that NXLog sent to Graylog as GELF',
      { source: 'DC01', EventID: 4625, Channel: 'Security', TargetUserName: 'anna', IpAddress: '10.0.0.1' },
      ['anna', '10.0.0.1', 'DC01'],
    ],
    [
      'what a script selected of Get-EventLog',
      { InstanceId: 4625, LogName: 'Security', MachineName: 'DC01', User: 'anna', ip: '10.0.0.1' },
      ['anna', '10.0.0.1', 'DC01'],
    ],
  ])('%s is read whole by taking what is proposed', async (_what, values, expected) => {
    const a = newName();
    await write(`${a}-1`, [event(values)]);
    let set: PatternFields['fields'] = {};
    for (let clicks = 0; clicks < 2; clicks += 1) {
      const { patterns } = await report([`${a}-*`], [fieldsOf(`${a}-*`, set)]);
      const taken = [...(patterns[0]?.proposals ?? [])].reverse();
      set = { ...set, ...Object.fromEntries(taken.map(({ concept, field }) => [concept, field])) };
    }
    expect(await read([`${a}-*`], [fieldsOf(`${a}-*`, set)])).toEqual([expected]);
  });
});
