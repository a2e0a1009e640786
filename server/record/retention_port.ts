/** Removes what a space no longer keeps. Times are epoch milliseconds. */
export interface RetentionStore {
  /**
   * Removes some of the alerts that are over since before this time, and gives how many. Open, acknowledged and snoozed
   * ones stay; of those that are over and that nobody touched only the newest do, see `UNTOUCHED_KEPT`. What a person
   * does to an alert at the same moment keeps it.
   */
  removeAlerts(before: number): Promise<number>;
  /**
   * Looks at some of the deliveries that were planned before this time, and removes those of alerts that are no longer
   * there. `after`: where the last call stopped; it gives null where all were looked at.
   */
  removeDeliveries(before: number, after: string | null): Promise<{ removed: number; after: string | null }>;
}
