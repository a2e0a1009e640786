/** The task of a space: how often it runs, and the API key it reads with; null where it needs none. */
export interface TickTask {
  space: string;
  interval: string;
  keyId: string | null;
}

/** What the routes ask of Task Manager. */
export interface Schedule {
  scheduleOutbox(): Promise<void>;
  /** Makes the task where there is none, and sets its interval. */
  scheduleTick(task: TickTask): Promise<void>;
  /** Makes it anew, so that it knows of another key. */
  rescheduleTick(task: TickTask): Promise<void>;
  /** Where it runs already, or is being claimed, Task Manager refuses: the run that follows is as good. */
  runTickSoon(space: string): Promise<void>;
  removeTick(space: string): Promise<void>;
}
