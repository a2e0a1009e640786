import type { SecretsNote } from '../../common/status/memory';

/** Which Kibana cannot decrypt the secrets of a space, as all Kibanas know it. */
export interface SecretsNotes {
  /** Null where no Kibana said so of late. */
  read(space: string): Promise<SecretsNote | null>;
  /**
   * Says whether this Kibana can decrypt them. Costs nothing where it can and always could. A Kibana removes only the
   * note that it made itself: another one may still be unable to.
   */
  saw(space: string, isReadable: boolean): Promise<void>;
}
