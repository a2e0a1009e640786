/**
 * Characters that do not show, or that change how the text around them shows: controls, line breaks, direction marks
 * and other format characters, halves of surrogate pairs, private use, and letters that are blank.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu;
/** Shows that something stood there: a forged name should look forged. */
const REPLACEMENT = '\ufffd';

/** Text from an event as it may be shown: one line, nothing hidden, and nothing that turns the words around it. */
export const visible = (text: string): string => text.replace(INVISIBLE, REPLACEMENT);
