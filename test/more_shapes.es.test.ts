import { readAll } from './read_all';
import { createEventSource } from '../server/adapters/events/elasticsearch_events';
import { createQuestion } from '../server/detect/events/question';
import { MINUTE, NOW } from './builders';
import { useTestElasticsearch } from './elasticsearch';
import { MORE_SHAPES } from './more_shapes';
import { facts, MAPPINGS, writeIndex, type Shape } from './shapes';

jest.setTimeout(120_000);

const QUESTION = createQuestion({}, { kerberosAndNtlm: false });
const SPAN = { from: NOW - 5 * MINUTE, to: NOW };
/** Elastic's own template for OpenTelemetry keeps what stands in the body so. */
const FLATTENED = { properties: { body: { properties: { structured: { type: 'flattened' } } } } };
const HOW = { ...MAPPINGS, 'a flattened body': FLATTENED };

describe('failed logons as further shippers write them', () => {
  const elasticsearch = useTestElasticsearch();
  const readFrom = async (pattern: string) => {
    const source = createEventSource(elasticsearch.client(), [pattern], QUESTION, () => 0);
    return (await readAll(source, SPAN, Infinity)).events;
  };
  const shapes = Object.entries(MORE_SHAPES);

  it.each(Object.entries(HOW))(
    'are read with %s, of all shippers under one pattern',
    async (how, mappings) => {
      const prefix = `more-${how.replaceAll(' ', '-')}`;
      for (const [n, [, shape]] of shapes.entries())
        await write(`${prefix}-${n}-${elasticsearch.id}`, shape, n, mappings);
      const events = await readFrom(`${prefix}-*${elasticsearch.id}`);
      const found = events.map(({ id: _id, at: _at, ...event }) => event);
      expect(found.map(({ account }) => account).sort()).toEqual(
        shapes.map((_shape, n) => `guest${n}`).sort(),
      );
      for (const event of found)
        expect({ shape: shapes[Number(event.account?.slice(5))]?.[0], ...event }).toMatchObject({
          kind: 'failure',
          code: '4625',
          domain: 'CORP',
          source: '203.0.113.7',
          host: 'DC01.corp.lan',
          workstation: 'KALI',
          logonType: '3',
          status: '0xc000006d',
          subStatus: '0xc000006a',
        });
    },
  );

  const write = (index: string, shape: Shape, n: number, mappings: object) =>
    writeIndex(elasticsearch.client(), index, {
      mappings,
      documents: [
        shape(facts({ account: `guest${n}` })),
        shape(facts({ account: `another event ${n}`, code: 46250 })),
      ],
    });
});
