import { writeFile } from 'node:fs/promises';
import { apiDocument, type JsonSchema } from '../openapi/document';

/** What there is in the place that is fuzzed: made up, such values would never be met. */
export interface Known {
  tokens: string[];
  chats: string[];
  patterns: string[];
  alerts: string[];
}

/** Writes docs/openapi.yaml as JSON, with values that are known here beside each form of text. */
export async function writeDescription(path: string, known: Known): Promise<void> {
  const document = structuredClone(apiDocument());
  const { schemas } = document.components;
  const offer = (owner: Record<string, JsonSchema> | undefined, name: string, values: string[]) => {
    const schema = owner?.[name];
    if (!owner || !schema) throw new Error(`docs/openapi.yaml has no schema of ${name}.`);
    owner[name] = { anyOf: [{ enum: values }, schema] };
  };
  offer(schemas, 'BotToken', known.tokens);
  offer(schemas, 'IndexPattern', known.patterns);
  offer(schemas.ChatRequest?.properties, 'chatId', known.chats);
  offer(schemas.TelegramOptions?.properties, 'chatId', ['', ...known.chats]);
  const [id] = (document.paths['/api/brute_force_alerts/alerts/{id}']?.get?.parameters ?? []) as Array<{
    schema: JsonSchema;
  }>;
  if (!id) throw new Error('docs/openapi.yaml has no id of an alert.');
  id.schema = { anyOf: [{ enum: known.alerts }, id.schema] };
  await writeFile(path, JSON.stringify(document));
}
