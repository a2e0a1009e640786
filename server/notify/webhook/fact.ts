/** One line of a message: `Account: Guest`. */
export interface Fact {
  /** Our own words. */
  name: string;
  /** One line of plain text. It may hold names from events, which an attacker chooses. */
  value: string;
}
