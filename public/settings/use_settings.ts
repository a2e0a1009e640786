import { i18n } from '@kbn/i18n';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useReducer } from 'react';
import type { SettingsView } from '../../common/api/api';
import type { Problem } from '../../common/status/problems';
import type { StatusResponse } from '../../common/status/status';
import type { PageName, SettingsPageName } from '../shared/addresses';
import type { ApiError } from '../shared/api_error';
import { useServices } from '../shared/services';
import type { Polled } from '../shared/polling';
import type { Draft } from './draft';
import type { FieldErrors } from './field_errors';
import type { FieldName } from './field_name';
import { changesOf, EMPTY_FORM, type FormState, formReducer, shownErrors } from './form_state';
import { unsavedPages } from './pages';
import { withTextsOf } from './pattern_fields';
import { renewKey, saveChange, saveForm, switchDetection } from './settings_actions';

/** The settings form: what is saved, what is typed, and what can be done with it. */
export interface SettingsForm {
  state: FormState;
  errors: FieldErrors;
  /** How many fields differ from what is saved. */
  changes: number;
  /** The pages on which they are, in their order. */
  unsavedPages: SettingsPageName[];
  loadError: ApiError | undefined;
  reload(): void;
  /** The same function at every rendering. */
  edit: (change: Partial<Draft>) => void;
  leave(field: FieldName): void;
  save(): void;
  /** Makes a change and saves it at once, with all that was typed. Undefined where it was not saved: the form says why. */
  saveChange(change: Partial<Draft>): Promise<SettingsView | undefined>;
  overwrite(): void;
  discard(): void;
  turn(on: boolean): void;
  /** Saves at once that Kerberos and NTLM failures count by themselves, as automatic does. */
  countKerberosAndNtlm(): void;
  /** Saves at once that events in one text are read, in these index patterns. */
  readTexts(patterns: string[]): void;
  /** Has detection read with the rights of the person. Gives the problems where that is refused. */
  renewKey(): Promise<Problem[]>;
}

interface UseSettingsInput {
  page: PageName;
  status: Polled<StatusResponse>;
}

export function useSettings({ page, status }: UseSettingsInput): SettingsForm {
  const { api, toasts, presses } = useServices();
  const [state, dispatch] = useReducer(formReducer, EMPTY_FORM);
  const seen = useMemo(() => seenIn(state), [state]);
  const context = { api, toasts, state, dispatch, refreshStatus: status.refresh };

  const loaded = useSavedSettings(page, status.data);
  useEffect(() => {
    if (loaded.data) dispatch({ type: 'refreshed', view: loaded.data });
  }, [loaded.data, loaded.dataUpdatedAt]);
  const edit = useCallback((change: Partial<Draft>) => dispatch({ type: 'edited', change }), []);
  useLeaveGuard(seen.changes > 0);

  return {
    state,
    ...seen,
    loadError: loaded.error ?? undefined,
    reload: () => void loaded.refetch(),
    edit,
    // Its error moves what stands below it, which somebody may be pressing: that is how most fields are left.
    leave: (field) => presses.whenReleased(() => dispatch({ type: 'left', field })),
    save: () => void saveForm(context, state.saved?.version ?? null),
    saveChange: (change) => saveChange(context, change),
    overwrite: () => void saveForm(context, state.theirs?.version ?? null),
    discard: () => dispatch({ type: 'discarded' }),
    turn: (on) => void switchDetection(context, on),
    countKerberosAndNtlm: () => void saveChange(context, { kerberosAndNtlm: 'auto' }),
    readTexts: (patterns) =>
      void saveChange(context, { patternFields: withTextsOf(state.draft?.patternFields ?? [], patterns) }),
    renewKey: () => renewKey(context),
  };
}

/** What follows from the state, worked out once for each. */
const seenIn = (state: FormState) => ({
  errors: shownErrors(state),
  changes: changesOf(state).length,
  unsavedPages: unsavedPages(state),
});

/**
 * Loads the saved settings. They are loaded again when the page changes and when detection is switched, since other
 * people change them too.
 */
function useSavedSettings(page: PageName, status: StatusResponse | undefined) {
  const { api } = useServices();
  const isOff = status && status.state === 'off';
  return useQuery<SettingsView, ApiError>({
    queryKey: ['settings', page, isOff],
    queryFn: () => api.settings(),
    cacheTime: 0,
    refetchOnWindowFocus: false,
  });
}

function useLeaveGuard(unsaved: boolean): void {
  const { onAppLeave } = useServices();
  useEffect(() => {
    onAppLeave((actions) => (unsaved ? actions.confirm(leaveText(), leaveTitle()) : actions.default()));
  }, [onAppLeave, unsaved]);
}

const leaveTitle = () =>
  i18n.translate('bruteForceAlerts.settings.leaveTitle', { defaultMessage: 'Leave without saving?' });
const leaveText = () =>
  i18n.translate('bruteForceAlerts.settings.leaveDescription', {
    defaultMessage: 'Your changes of the settings of brute force alerts are not saved and will be lost.',
  });
