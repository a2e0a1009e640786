import type { Severity } from '../../../common/rules/rules';
import type { Pace } from '../message/pace';

/** What a mail says, of which both its forms are made. Texts are plain: names from events stand in them as they are. */
export interface MailContent {
  subject: string;
  /** What a phone shows below the subject before the mail is opened. */
  preview: string;
  /** Decides the colour of the head; null for a mail about no attack. */
  severity: Severity | null;
  title: string;
  /** Sentences below the title. */
  lines: readonly string[];
  facts: readonly Fact[];
  /** Null where there is nothing to draw. */
  pace: Pace | null;
  /** Null where Kibana's public address is not known. */
  link: { words: string; url: string } | null;
  /** Why the reader gets it. */
  footer: string;
}

export interface Fact {
  label: string;
  value: string;
}
