import { type RefObject, useEffect, useRef } from 'react';
import { useHistory } from 'react-router-dom';
import type { Problem } from '../../common/status/problems';
import { firstInvalid, problemsOfNoField } from './field_errors';
import type { FieldName } from './field_name';
import { pathOf } from './pages';
import type { SettingsForm } from './use_settings';

interface Focus {
  fieldRef(field: FieldName): (element: HTMLElement | null) => void;
  noticesRef: RefObject<HTMLDivElement>;
}

/** What belongs to no single field. */
export const generalProblems = ({ state }: SettingsForm): Problem[] => [
  ...problemsOfNoField(state.problems),
  ...state.warnings,
];

/**
 * Moves the focus after a save that failed: to the problems of the whole form, else to the first wrong field. Where that
 * field is on another page of the settings, it goes there first.
 */
export function useFocusOnError(form: SettingsForm): Focus {
  const fields = useRef<Partial<Record<FieldName, HTMLElement | null>>>({});
  const noticesRef = useRef<HTMLDivElement>(null);
  const wanted = useRef<FieldName>();
  const seen = useRef(form.state.notices);
  const { push } = useHistory();
  useEffect(() => {
    const { notices, theirs, draft } = form.state;
    if (seen.current !== notices) {
      seen.current = notices;
      const isGeneral = theirs !== null || generalProblems(form).length > 0;
      const field = isGeneral ? undefined : firstInvalid(form.errors);
      wanted.current = field;
      if (isGeneral) reveal(noticesRef.current);
      if (field && draft && !fields.current[field]) push(pathOf(field, draft));
    }
    const element = wanted.current && fields.current[wanted.current];
    if (!element) return;
    wanted.current = undefined;
    reveal(element);
  });
  const fieldRef = (field: FieldName) => (element: HTMLElement | null) => {
    fields.current[field] = element;
  };
  return { fieldRef, noticesRef };
}

/**
 * Scrolls an element to the middle of the window and focuses it. A plain focus may leave it below the bar at the
 * bottom.
 */
function reveal(element: HTMLElement | null | undefined): void {
  if (!element) return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center' });
  takeBackFromAnnouncement(element);
}

/** How long after a new title Kibana may announce it, milliseconds: later on a machine that is busy. */
const ANNOUNCED_WITHIN = 10_000;

/**
 * Where the title of the page changed, Kibana reads it to people who cannot see, and moves the focus to the hidden text
 * that it reads. The element takes the focus back, so that they are where something is to be mended.
 */
function takeBackFromAnnouncement(element: HTMLElement): void {
  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof Element && target.querySelector(':scope > [aria-live]'))
      element.focus({ preventScroll: true });
  };
  document.addEventListener('focusin', onFocus);
  setTimeout(() => document.removeEventListener('focusin', onFocus), ANNOUNCED_WITHIN);
}
