export type LogonKind = 'failure' | 'success' | 'lockout';

/** One logon event, read from a document of any shape and normalised. */
export interface LogonEvent extends LogonFacts {
  /** Index and id of the document: the same event indexed twice has two. */
  id: string;
  /** When it happened, epoch milliseconds. */
  at: number;
}

/** What an event says beside when it happened. */
export interface LogonFacts {
  kind: LogonKind;
  /** Windows' number of the event: 4625, 4771 or 4776 for a failure, 4624 for a success, 4740 for a lockout. */
  code: string;
  /** The account name as it was written; null where the event names none. */
  account: string | null;
  /** Null in a lockout, whose field of that name holds the computer that called. */
  domain: string | null;
  /** Source address; loopback in its forms is one, `-` is none. */
  source: string | null;
  host: string | null;
  workstation: string | null;
  /** The number, also where a word was logged; a word that is not known stays. */
  logonType: string | null;
  /** NTSTATUS codes, or Kerberos' own of event 4771, as `0xc000006a` and `0x18`. */
  status: string | null;
  subStatus: string | null;
}
