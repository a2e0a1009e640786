import type { ErrorTexts } from '../delivery/error_rows';
import { PROXY_TEXTS } from '../delivery/proxy_texts';
import type { TelegramErrorCode } from './error_table';
import { DELIVERY_TEXTS } from './error_texts_delivery';
import { SETUP_TEXTS } from './error_texts_setup';

/** The words for every row of the error table: a row without words does not compile. */
export const TELEGRAM_ERROR_TEXTS: Record<TelegramErrorCode, ErrorTexts> = {
  ...SETUP_TEXTS,
  ...DELIVERY_TEXTS,
  ...PROXY_TEXTS,
};
