import type { TelegramErrorCode } from './error_table';
import { DELIVERY_TEXTS } from './error_texts_delivery';
import { SETUP_TEXTS } from './error_texts_setup';

/** Functions, since the language is known only once Kibana runs. */
export interface ErrorTexts {
  /** What happened and why. */
  message: () => string;
  /** What the admin should do, or that nothing needs to be done. */
  remedy: () => string;
}

/** The words for every row of the error table: a row without words does not compile. */
export const TELEGRAM_ERROR_TEXTS: Record<TelegramErrorCode, ErrorTexts> = {
  ...SETUP_TEXTS,
  ...DELIVERY_TEXTS,
};
