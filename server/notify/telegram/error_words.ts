/** What is said of an error of Telegram. Functions, since the language is known only once Kibana runs. */
export interface ErrorTexts {
  /** What happened and why. */
  message: () => string;
  /** What the admin should do, or that nothing needs to be done. */
  remedy: () => string;
}
