/** What the routes ask of Task Manager. */
export interface Schedule {
  scheduleOutbox(): Promise<void>;
  scheduleTick(space: string, interval: string): Promise<void>;
  /** Where it runs already, or is being claimed, Task Manager refuses: the run that follows is as good. */
  runTickSoon(space: string): Promise<void>;
  removeTick(space: string): Promise<void>;
}
