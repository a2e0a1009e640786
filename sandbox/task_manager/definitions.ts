import type { Logger, TaskDefinition } from '../../kibana_contracts/server';
import { parseInterval } from '../duration';

/** A registered type; the timeout in milliseconds. */
export interface RegisteredTask {
  createTaskRunner: TaskDefinition['createTaskRunner'];
  timeout: number;
}

/** What 8.12 knows, less what the sandbox does not serve. `cost` and `priority` came later. */
const KNOWN_KEYS = ['title', 'description', 'timeout', 'maxAttempts', 'createTaskRunner'];
const DEFAULT_TIMEOUT = '5m';

/** The task types that were registered in setup. */
export class TaskDefinitions {
  private readonly tasks = new Map<string, RegisteredTask>();

  constructor(private readonly logger: Logger) {}

  /**
   * Registers task types. As in 8.12, one bad definition leaves the whole call unregistered, and only the log tells.
   */
  register(definitions: Record<string, TaskDefinition>): void {
    const twice = Object.keys(definitions).find((type) => this.tasks.has(type));
    if (twice) throw new Error(`Task ${twice} is already defined!`);
    try {
      const sane = Object.entries(definitions).map(([type, one]) => [type, sanitize(one)] as const);
      for (const [type, task] of sane) this.tasks.set(type, task);
    } catch (error) {
      this.logger.error(`Could not sanitize task definitions: ${(error as Error).message}`);
    }
  }

  find(type: string): RegisteredTask | undefined {
    return this.tasks.get(type);
  }

  demand(type: string): RegisteredTask {
    const task = this.tasks.get(type);
    if (task) return task;
    throw new Error(`Unsupported task type "${type}". Supported types are ${this.types().join(', ')}`);
  }

  types(): string[] {
    return [...this.tasks.keys()];
  }
}

function sanitize(definition: TaskDefinition): RegisteredTask {
  const unknown = Object.keys(definition).find((key) => !KNOWN_KEYS.includes(key));
  if (unknown) throw new Error(`[${unknown}]: definition for this key is missing`);
  const { title, createTaskRunner, maxAttempts = 1 } = definition;
  if (typeof createTaskRunner !== 'function')
    throw new Error('[createTaskRunner]: expected value of type [function]');
  if (title !== undefined && typeof title !== 'string')
    throw new Error('[title]: expected value of type [string]');
  if (maxAttempts < 1) throw new Error('[maxAttempts]: Value must be equal to or greater than [1].');
  return { createTaskRunner, timeout: parseInterval(definition.timeout ?? DEFAULT_TIMEOUT) };
}
