import type { SaveSettingsResponse, SettingsView } from '../../common/api/api';
import type { Problem } from '../../common/status/problems';
import { changedKeys, type Draft, type DraftKey, draftOf, rebase } from './draft';
import { type FieldErrors, fieldOf, problemsByField, validate } from './field_errors';
import { type FieldName, isOutdated } from './field_name';

export interface FormState {
  /** Null until loaded. */
  saved: SettingsView | null;
  draft: Draft | null;
  /** A saved token gives way to a field for a new one. */
  replacingToken: boolean;
  /** Fields that were left: their errors are shown. */
  visited: readonly FieldName[];
  /** Saves that were tried since the form was last loaded or saved; after one, every error is shown. */
  attempts: number;
  busy: 'saving' | 'switching' | undefined;
  /** Counts what the person should look at; each new one moves the focus, typing does not. */
  notices: number;
  /** What the server refused. */
  problems: Problem[];
  /** What the server saved all the same. */
  warnings: Problem[];
  /** What somebody else saved while this form was open. */
  theirs: SettingsView | null;
}

export type FormAction =
  | { type: 'loaded'; view: SettingsView }
  | { type: 'refreshed'; view: SettingsView }
  | { type: 'edited'; change: Partial<Draft> }
  | { type: 'left'; field: FieldName }
  | { type: 'replacingToken'; on: boolean }
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
  replacingToken: false,
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
    case 'replacingToken':
      return { ...edited(state, { botToken: '' }), replacingToken: action.on };
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

/** Back to what is saved: where somebody else saved meanwhile, that is theirs. */
function discarded(state: FormState): FormState {
  const view = state.theirs ?? state.saved;
  return view ? clean(state, view) : state;
}

/** Others save too; what they saved comes in only while nobody types here, or it would be overwritten unseen. */
function refreshed(state: FormState, view: SettingsView): FormState {
  const inUse = changesOf(state).length > 0 || state.busy !== undefined || state.theirs !== null;
  if (inUse) return state;
  const draft = draftOf(view.settings);
  // The same draft, by identity, where nothing changed: answers to checks go when what they are about is another one.
  const isSame = state.draft !== null && changedKeys(state.draft, draft).length === 0;
  return { ...state, saved: view, draft: isSame ? state.draft : draft };
}

/** What the server said of a field is about the old value of it; and rules that moved were not visited where they are. */
function edited(state: FormState, change: Partial<Draft>): FormState {
  const before = state.draft;
  if (!before) return state;
  const draft = { ...before, ...change };
  const problems = state.problems.filter((problem) => {
    const field = fieldOf(problem);
    return field === undefined || !isOutdated(field, before, change);
  });
  const visited = draft.rules.length === before.rules.length ? state.visited : state.visited.filter(isNoRule);
  return { ...state, draft, problems, visited };
}

const isNoRule = (field: FieldName) => !field.startsWith('rules.');

/** What was typed while it was switching stays. */
function switched(state: FormState, view: SettingsView): FormState {
  const { saved, draft } = state;
  const kept =
    saved && draft ? rebase(draft, draftOf(saved.settings), view.settings) : draftOf(view.settings);
  return { ...clean(state, view), draft: kept, replacingToken: state.replacingToken };
}

function afterSave(state: FormState, { warnings, ...view }: SaveSettingsResponse, sent: Draft): FormState {
  const draft = rebase(state.draft ?? sent, sent, view.settings);
  const before = warnings.length > 0 ? noticed(state) : state;
  return { ...clean(before, view), draft, warnings, replacingToken: draft.botToken !== '' };
}

/** Settings that differ from what is saved. */
export const changesOf = ({ saved, draft }: FormState): DraftKey[] =>
  saved && draft ? changedKeys(draft, draftOf(saved.settings)) : [];

/** What to show at each field: the form's own findings once the field was left, and what the server said. */
export function shownErrors(state: FormState): FieldErrors {
  const found = state.draft ? validate(state.draft) : {};
  const ofServer = problemsByField(state.problems);
  const shown = Object.entries(found).filter(
    ([field]) => state.attempts > 0 || state.visited.some((visited) => visited === field),
  );
  return { ...ofServer, ...Object.fromEntries(shown) };
}
