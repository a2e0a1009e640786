import type { WorkAction } from '../message/work';

/** Somebody pressed a button. `isDone`: what it asked for was done, or was so already. `at`: epoch ms. */
export interface Pressed {
  by: string;
  at: number;
  isDone: boolean;
}

/** A button that was made. Of what comes back when it is pressed only the hash is kept. */
export interface MadeButton {
  hash: string;
  action: WorkAction;
  /** Null until somebody presses it. It is good for one press. */
  pressed: Pressed | null;
}

/** The buttons of one message about an alert, newest last. Each change of the message makes new ones. */
export interface MessageButtons {
  space: string;
  channelId: string;
  /** The entry of the outbox that sent the message. */
  entryId: string;
  alertId: string;
  /** Epoch ms. */
  madeAt: number;
  expiresAt: number;
  made: MadeButton[];
}

/** The buttons of a message as they are stored: written only while nobody else has written them since. */
export interface StoredButtons {
  buttons: MessageButtons;
  revision: { seqNo: number; primaryTerm: number };
}

export interface Buttons {
  /** Adds the buttons of a message that is about to be sent or changed. Those that were made before stay for a while. */
  keep(buttons: MessageButtons): Promise<void>;
  /** The message in this space that has, or lately had, a button with this hash; null where there is none. */
  find(space: string, hash: string): Promise<StoredButtons | null>;
  /** False where somebody else wrote them since they were read. */
  write(stored: StoredButtons): Promise<boolean>;
}
