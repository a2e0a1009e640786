/** What spaces left in the plugin's own indices, as Kibana's internal user. */
export interface SpaceRemains {
  /** The spaces that have indices of their own, sorted. */
  spaces(): Promise<string[]>;
  /** Removes both indices of a space; answers the names of those that were there. */
  remove(space: string): Promise<string[]>;
}
