import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOW, searchHit } from './builders';
import { createQuestion } from '../server/detect/events/question';
import { DESCRIPTION, EVENT_XML } from './hostile/base';

interface Grok {
  patterns: string[];
  pattern_definitions: Record<string, string>;
}

/** The processor of the pipeline that the documentation gives. */
function documentedGrok(): Grok {
  const text = readFileSync(join(__dirname, '../docs/shippers.md'), 'utf8');
  const [, body = ''] = /PUT _ingest\/pipeline\/[\w-]+\n([\s\S]*?)```/.exec(text) ?? [];
  return (JSON.parse(body) as { processors: [{ grok: Grok }] }).processors[0].grok;
}

/** What grok takes out of a text: each `%{NAME:field}` is a group that is named by its field. */
function grokked({ patterns, pattern_definitions: own }: Grok, text: string): Record<string, unknown[]> {
  const definitions: Record<string, string> = { INT: '[+-]?\\d+', ...own };
  for (const pattern of patterns) {
    const fields: string[] = [];
    const expression = pattern.replace(/%\{(\w+):([\w.]+)\}/g, (_all, name: string, field: string) => {
      fields.push(field);
      return `(${definitions[name] ?? ''})`;
    });
    const found = new RegExp(expression).exec(text);
    if (found) return Object.fromEntries(fields.map((field, n) => [field, [found[n + 1]]]));
  }
  return {};
}

describe('the pipeline that takes an event as one text apart, as documented', () => {
  it.each([
    ['XML', EVENT_XML],
    [
      "CloudWatch's text",
      `[Security] [INFORMATION] [4625] [Microsoft-Windows-Security-Auditing] [DC01.corp.lan] [${DESCRIPTION}]`,
    ],
  ])('makes %s readable', (_what, text) => {
    const fields = { '@timestamp': [NOW], ...grokked(documentedGrok(), text) };
    const event = createQuestion({}, { kerberosAndNtlm: false }).read(searchHit(fields));
    expect(event).toMatchObject({
      kind: 'failure',
      account: 'svc_backup',
      source: '203.0.113.7',
      host: 'DC01.corp.lan',
    });
  });
});
