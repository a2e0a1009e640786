import type { Client } from '@elastic/elasticsearch';
import type { Logger, TaskManagerSetup, TaskManagerStart } from '../../kibana_contracts/server';
import { parseInterval } from '../duration';
import { TaskDefinitions } from './definitions';
import { TaskPoller } from './poller';
import { TaskStore } from './store';

type Scheduled = Parameters<TaskManagerStart['ensureScheduled']>[0];

/** The task manager plugin. */
export class TaskManager {
  private readonly definitions: TaskDefinitions;
  private readonly store: TaskStore;
  private readonly poller: TaskPoller;
  readonly setup: TaskManagerSetup;
  readonly contract: TaskManagerStart;

  /** `pollInterval` in milliseconds. */
  constructor(internal: Client, pollInterval: number, logger: Logger) {
    this.definitions = new TaskDefinitions(logger);
    this.store = new TaskStore(internal);
    this.poller = new TaskPoller(this.store, this.definitions, pollInterval, logger);
    this.setup = { registerTaskDefinitions: (definitions) => this.definitions.register(definitions) };
    this.contract = {
      ensureScheduled: (task) => this.ensureScheduled(task),
      runSoon: (id) => this.runSoon(id),
    };
  }

  prepare(): Promise<void> {
    return this.store.prepare();
  }

  start(): void {
    this.poller.start();
  }

  stop(): Promise<void> {
    return this.poller.stop();
  }

  /** A task that exists stays as it is, its interval too. */
  private async ensureScheduled(task: Scheduled): Promise<Scheduled> {
    this.definitions.demand(task.taskType);
    parseInterval(task.schedule.interval);
    await this.store.create(task.id, {
      taskType: task.taskType,
      status: 'idle',
      interval: task.schedule.interval,
      params: JSON.stringify(task.params),
      state: JSON.stringify(task.state),
      runAt: new Date().toISOString(),
      startedAt: null,
      retryAt: null,
      ownerId: null,
    });
    return task;
  }

  /** Makes a task due at once. A change by somebody else at the same moment is no error. */
  private async runSoon(id: string): Promise<{ id: string }> {
    const { task, version } = await this.store.get(id);
    if (task.status === 'running') throw new Error(`Failed to run task "${id}" as it is currently running`);
    await this.store.replace(id, { ...task, runAt: new Date().toISOString() }, version);
    return { id };
  }
}
