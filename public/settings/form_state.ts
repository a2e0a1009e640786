import type { SaveSettingsResponse, SettingsView } from '../../common/api/api';
import type { Problem } from '../../common/status/problems';
import { changedKeys, type Draft, type DraftKey, draftOf, rebase } from './draft';
import { type FieldErrors, fieldOf, problemsByField, validate } from './field_errors';
import { type FieldName, isOutdated } from './field_name';

export interface FormState {
  /** Null until loaded. */
  saved: SettingsView | null;
  draft: Draft | null;
  /** Fields that were left: their errors are shown. */
  visited: readonly FieldName[];
  /** How often a save was tried since the form was last loaded or saved. After the first one all errors are shown. */
  attempts: number;
  busy: 'saving' | 'switching' | undefined;
  /**
   * Counts events that the person should look at, such as a refusal. Each one moves the focus; typing does not count.
   */
  notices: number;
  /** Problems of the last refusal. */
  problems: Problem[];
  /** Problems that did not keep the server from saving. */
  warnings: Problem[];
  /** What somebody else saved while this form was open. */
  theirs: SettingsView | null;
}

export type FormAction =
  | { type: 'loaded'; view: SettingsView }
  | { type: 'refreshed'; view: SettingsView }
  | { type: 'edited'; change: Partial<Draft> }
  | { type: 'left'; field: FieldName }
  | { type: 'attempted' }
  | { type: 'started'; what: 'saving' | 'switching' }
  | { type: 'switched'; view: SettingsView }
  | { type: 'saved'; view: SaveSettingsResponse; sent: Draft }
  | { type: 'refused'; problems: Problem[] }
  | { type: 'conflicted'; theirs: SettingsView }
  | { type: 'discarded' };

export const EMPTY_FORM: FormState = {
  saved: null,
  draft: null,
  visited: [],
  attempts: 0,
  busy: undefined,
  notices: 0,
  problems: [],
  warnings: [],
  theirs: null,
};

export function formReducer(state: FormState, action: FormAction): FormState {
  switch (action.type) {
    case 'loaded':
      return clean(state, action.view);
    case 'refreshed':
      return refreshed(state, action.view);
    case 'edited':
      return edited(state, action.change);
    case 'left':
      return state.visited.includes(action.field)
        ? state
        : { ...state, visited: [...state.visited, action.field] };
    case 'attempted':
      return { ...noticed(state), attempts: state.attempts + 1, problems: [], warnings: [] };
    case 'started':
      return { ...state, busy: action.what, problems: [], warnings: [] };
    case 'switched':
      return switched(state, action.view);
    case 'saved':
      return afterSave(state, action.view, action.sent);
    case 'refused':
      return { ...noticed(state), busy: undefined, problems: action.problems };
    case 'conflicted':
      return { ...noticed(state), busy: undefined, theirs: action.theirs };
    case 'discarded':
      return discarded(state);
  }
}

const noticed = (state: FormState): FormState => ({ ...state, notices: state.notices + 1 });

const clean = ({ notices }: FormState, view: SettingsView): FormState => ({
  ...EMPTY_FORM,
  notices,
  saved: view,
  draft: draftOf(view.settings),
});

/** Drops what was typed: the form shows what is saved, by somebody else too. */
function discarded(state: FormState): FormState {
  const view = state.theirs ?? state.saved;
  return view ? clean(state, view) : state;
}

/**
 * Takes over newer settings, but only while nothing is typed, saved or in conflict. Otherwise a save would overwrite
 * what somebody else saved without anybody seeing it.
 */
function refreshed(state: FormState, view: SettingsView): FormState {
  const inUse = changesOf(state).length > 0 || state.busy !== undefined || state.theirs !== null;
  if (inUse) return state;
  const draft = draftOf(view.settings);
  // Where nothing changed, the draft stays the same object: an answer to a check is removed once its values are other
  // objects.
  const isSame = state.draft !== null && changedKeys(state.draft, draft).length === 0;
  return { ...state, saved: view, draft: isSame ? state.draft : draft };
}

/**
 * Applies an edit. Problems of the server about an old value are removed. Where rules or channels were added or removed,
 * their fields no longer count as left, since their numbers changed.
 */
function edited(state: FormState, change: Partial<Draft>): FormState {
  const before = state.draft;
  if (!before) return state;
  const draft = { ...before, ...change };
  const problems = state.problems.filter((problem) => {
    const field = fieldOf(problem);
    return field === undefined || !isOutdated(field, before, change);
  });
  const moved = (['rules', 'channels'] as const).filter((key) => draft[key].length !== before[key].length);
  const visited = state.visited.filter((field) => moved.every((key) => !field.startsWith(`${key}.`)));
  return { ...state, draft, problems, visited };
}

/** Takes over the settings after detection was switched. Whatever was typed meanwhile stays. */
function switched(state: FormState, view: SettingsView): FormState {
  const { saved, draft } = state;
  const kept =
    saved && draft ? rebase(draft, draftOf(saved.settings), view.settings) : draftOf(view.settings);
  return { ...clean(state, view), draft: kept };
}

function afterSave(state: FormState, { warnings, ...view }: SaveSettingsResponse, sent: Draft): FormState {
  const draft = rebase(state.draft ?? sent, sent, view.settings);
  const before = warnings.length > 0 ? noticed(state) : state;
  return { ...clean(before, view), draft, warnings };
}

/** Settings that differ from what is saved. */
export const changesOf = ({ saved, draft }: FormState): DraftKey[] =>
  saved && draft ? changedKeys(draft, draftOf(saved.settings)) : [];

/**
 * The error to show at each field: what the form itself finds, once the field was left or a save was tried; else what
 * the server said.
 */
export function shownErrors(state: FormState): FieldErrors {
  const found = state.draft ? validate(state.draft) : {};
  const ofServer = problemsByField(state.problems);
  const shown = Object.entries(found).filter(
    ([field]) => state.attempts > 0 || state.visited.some((visited) => visited === field),
  );
  return { ...ofServer, ...Object.fromEntries(shown) };
}
