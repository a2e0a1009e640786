import { cpus, totalmem } from 'node:os';
import type { Client } from '@elastic/elasticsearch';

/** Where it was measured. Memory in bytes. */
export interface Environment {
  elasticsearch: string;
  elasticsearchHeap: number;
  cores: number;
  processor: string;
  memory: number;
  node: string;
}

export async function environmentOf(client: Client): Promise<Environment> {
  const { nodes } = await client.nodes.info({ metric: ['jvm'] });
  const [node] = Object.values(nodes);
  const heap = (node?.jvm?.mem as unknown as { heap_max_in_bytes?: number } | undefined)?.heap_max_in_bytes;
  return {
    elasticsearch: node?.version ?? 'unknown',
    elasticsearchHeap: heap ?? NaN,
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memory: totalmem(),
    node: process.version,
  };
}
