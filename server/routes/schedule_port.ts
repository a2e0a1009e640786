/** What the routes ask of the tasks. */
export interface Schedule {
  /** Makes the tasks that are missing. Those that are there stay as they are. */
  ensureTasks(): Promise<void>;
  /**
   * Has the space's own tick run at once, with the settings as they are now. The Kibana that watches the space runs
   * it: at once where that is this Kibana, else at that Kibana's next look. Never throws.
   */
  lookSoon(space: string): Promise<void>;
}
