/** What the routes ask of the tasks. */
export interface Schedule {
  /** Makes the tasks that are missing. Those that are there stay as they are. */
  ensureTasks(): Promise<void>;
  /**
   * Has the space's own tick run at once, with the settings as they are now. Whichever Kibana watches does it; this one
   * where it can, else that one when it looks next. Never throws.
   */
  lookSoon(space: string): Promise<void>;
}
