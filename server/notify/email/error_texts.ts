import type { ErrorTexts } from '../delivery/error_rows';
import type { EmailErrorCode } from './error_table';
import { DELIVERY_TEXTS } from './error_texts_delivery';
import { SETUP_TEXTS } from './error_texts_setup';

/** The words for every row of the error table: a row without words does not compile. */
export const EMAIL_ERROR_TEXTS: Record<EmailErrorCode, ErrorTexts> = { ...SETUP_TEXTS, ...DELIVERY_TEXTS };
