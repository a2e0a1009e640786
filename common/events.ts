/** One failed logon (event 4625), read from a document of any shape and normalised. */
export interface FailedLogon {
  /** Index and id of the document: the same event indexed twice has two. */
  id: string;
  /** When it happened, epoch milliseconds. */
  at: number;
  /** The account name as it was written; null where the event names none. */
  account: string | null;
  domain: string | null;
  /** Source address; loopback in its forms is one, `-` is none. */
  source: string | null;
  host: string | null;
  workstation: string | null;
  /** Number or word, as logged. */
  logonType: string | null;
  /** NTSTATUS codes in lower case, e.g. `0xc000006a`. */
  status: string | null;
  subStatus: string | null;
}
