import { randomUUID } from 'node:crypto';
import type { Logger, TaskRunner } from '../../kibana_contracts/server';
import { parseInterval } from '../duration';
import type { TaskDefinitions } from './definitions';
import type { StoredTask, TaskDocument, TaskStore } from './store';

/** How many tasks run at once in 8.12. */
const WORKERS = 10;

interface Run {
  runner: TaskRunner;
  expiresAt: number;
}

/** What a run leaves: its state as JSON, and when to run next where it says so. */
interface RunOutcome {
  state: string;
  runAt?: Date;
}

/**
 * Looks for due tasks, claims them by compare-and-set, runs them and stores what they return. As in 8.12 a run that is
 * cancelled no longer takes a worker, and what it returns is stored all the same, unless its time was up.
 */
export class TaskPoller {
  private readonly ownerId = randomUUID();
  private readonly runs = new Map<string, Run>();
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly store: TaskStore,
    private readonly definitions: TaskDefinitions,
    /** Milliseconds between the end of one look for tasks and the next. */
    private readonly pollInterval: number,
    private readonly logger: Logger,
  ) {}

  /** Polls now, and again and again until `stop`. */
  start(): void {
    this.polling = this.poll();
  }

  /** Starts no more runs. Running ones are left alone, as when Kibana's process ends. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.polling;
    this.runs.clear();
  }

  private async poll(): Promise<void> {
    try {
      await this.runDue();
    } catch (error) {
      this.logger.error(`Failed to poll for work: ${(error as Error).message}`);
      // Kibana's status shows that Elasticsearch is away, and running tasks are cancelled.
      if ((error as Error).name === 'ConnectionError')
        for (const id of [...this.runs.keys()]) this.cancel(id, 'Elasticsearch is not available');
    }
    if (!this.stopped) this.timer = setTimeout(() => this.start(), this.pollInterval);
  }

  private async runDue(): Promise<void> {
    const now = Date.now();
    for (const [id, { expiresAt }] of this.runs) if (now > expiresAt) this.cancel(id, 'it timed out');
    const types = this.definitions.types();
    const free = WORKERS - this.runs.size;
    if (free === 0 || types.length === 0) return;
    const due = await this.store.findDue(types, new Date(now).toISOString(), free);
    for (const document of due) if (!this.stopped) await this.claim(document);
  }

  private async claim({ id, task, version }: TaskDocument): Promise<void> {
    const definition = this.definitions.find(task.taskType);
    if (!definition) return;
    const now = Date.now();
    const retryAt = new Date(now + Math.max(parseInterval(task.interval), definition.timeout)).toISOString();
    const startedAt = new Date(now).toISOString();
    const claimed: StoredTask = { ...task, status: 'running', startedAt, retryAt, ownerId: this.ownerId };
    if (!(await this.store.replace(id, claimed, version))) return;
    // The next poll must not wait for the run.
    void this.run(id, claimed, now + definition.timeout);
  }

  private async run(id: string, task: StoredTask, expiresAt: number): Promise<void> {
    try {
      const runner = this.createRunner(id, task);
      const run = { runner, expiresAt };
      this.runs.set(id, run);
      const outcome = await this.outcomeOf(id, task, runner);
      if (Date.now() <= expiresAt && !this.stopped) await this.report(id, task, outcome);
      if (this.runs.get(id) === run) this.runs.delete(id);
    } catch (error) {
      this.runs.delete(id);
      this.logger.error(`Task ${task.taskType} "${id}" could not be run: ${(error as Error).message}`);
    }
  }

  private createRunner(id: string, task: StoredTask): TaskRunner {
    const taskInstance = {
      id,
      taskType: task.taskType,
      params: JSON.parse(task.params) as Record<string, unknown>,
      state: JSON.parse(task.state) as Record<string, unknown>,
      schedule: { interval: task.interval },
      startedAt: task.startedAt === null ? null : new Date(task.startedAt),
    };
    return this.definitions.demand(task.taskType).createTaskRunner({ taskInstance });
  }

  /** What a run returned. Where it throws, the state stays as it was. */
  private async outcomeOf(id: string, task: StoredTask, runner: TaskRunner): Promise<RunOutcome> {
    try {
      const { state, runAt } = await runner.run();
      return { state: JSON.stringify(state), runAt };
    } catch (error) {
      this.logger.error(`Task ${task.taskType} "${id}" failed: ${String(error)}`);
      return { state: task.state };
    }
  }

  /**
   * Stores what a run returned. Whether it failed or not, the next run is one interval after this one began, or at the
   * time that the run names.
   */
  private async report(id: string, run: StoredTask, outcome: RunOutcome): Promise<void> {
    const { task, version } = await this.store.get(id).catch(() => ({ task: null, version: null }));
    const isOurs = task?.ownerId === this.ownerId && task.startedAt === run.startedAt;
    if (!task || !version || !isOurs) return;
    const oneLater = new Date(Date.parse(String(run.startedAt)) + parseInterval(task.interval));
    const { state, runAt = oneLater } = outcome;
    await this.store.replace(
      id,
      {
        ...task,
        status: 'idle',
        state,
        runAt: runAt.toISOString(),
        startedAt: null,
        retryAt: null,
        ownerId: null,
      },
      version,
    );
  }

  private cancel(id: string, why: string): void {
    const run = this.runs.get(id);
    this.runs.delete(id);
    this.logger.warn(`Cancelling task "${id}": ${why}.`);
    run?.runner
      .cancel?.()
      .catch((error: Error) => this.logger.error(`Failed to cancel task "${id}": ${error.message}`));
  }
}
