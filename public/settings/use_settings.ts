import { i18n } from '@kbn/i18n';
import { useCallback, useEffect, useReducer, useState } from 'react';
import type { StatusResponse } from '../../common/status';
import { type ApiError, toApiError } from '../api_error';
import type { PageName } from '../routing';
import { useServices } from '../services';
import type { Polled } from '../use_polling';
import { type Draft, type FieldName, settingsOf } from './draft';
import { firstInvalid, type FieldErrors, validate } from './field_errors';
import { changesOf, EMPTY_FORM, type FormState, formReducer, shownErrors } from './form_state';

/** The settings form: what is saved, what is typed, and what can be done with it. */
export interface SettingsForm {
  state: FormState;
  errors: FieldErrors;
  /** How many fields differ from what is saved. */
  changes: number;
  loadError: ApiError | undefined;
  reload(): void;
  edit(change: Partial<Draft>): void;
  leave(field: FieldName): void;
  replaceToken(on: boolean): void;
  save(): Promise<void>;
  overwrite(): Promise<void>;
  discard(): void;
  turn(on: boolean): Promise<void>;
}

interface UseSettingsInput {
  page: PageName;
  status: Polled<StatusResponse>;
}

export function useSettings({ page, status }: UseSettingsInput): SettingsForm {
  const { api, toasts } = useServices();
  const [state, dispatch] = useReducer(formReducer, EMPTY_FORM);
  const [loadError, setLoadError] = useState<ApiError>();
  const changes = changesOf(state).length;

  const reload = useCallback(async () => {
    try {
      const view = await api.settings();
      setLoadError(undefined);
      dispatch({ type: 'refreshed', view });
    } catch (error) {
      setLoadError(toApiError(error));
    }
  }, [api]);

  useReload(page, status.data, reload);
  useLeaveGuard(changes > 0);

  async function put(version: string | null): Promise<void> {
    const sent = state.draft;
    if (!sent) return;
    dispatch({ type: 'attempted' });
    if (firstInvalid(validate(sent))) return;
    dispatch({ type: 'started', what: 'saving' });
    try {
      const token = sent.botToken === '' ? {} : { botToken: sent.botToken };
      const view = await api.saveSettings({ settings: settingsOf(sent), version, ...token });
      dispatch({ type: 'saved', view, sent });
      toasts.addSuccess(savedTitle());
      status.refresh();
    } catch (error) {
      await refused(toApiError(error));
    }
  }

  async function refused(error: ApiError): Promise<void> {
    try {
      const theirs = error.status === 409 ? await api.settings() : undefined;
      if (!theirs || theirs.version === state.saved?.version) throw error;
      dispatch({ type: 'conflicted', theirs });
    } catch (worse) {
      dispatch({ type: 'refused', problems: toApiError(worse).problems });
    }
  }

  async function turn(on: boolean): Promise<void> {
    const version = state.saved?.version;
    if (!version) return;
    dispatch({ type: 'started', what: 'switching' });
    try {
      await (on ? api.turnOn({ version }) : api.turnOff({ version }));
      dispatch({ type: 'loaded', view: await api.settings() });
      toasts.addSuccess(on ? turnedOnTitle() : turnedOffTitle());
    } catch (error) {
      await refused(toApiError(error));
    }
    status.refresh();
  }

  return {
    state,
    errors: shownErrors(state),
    changes,
    loadError,
    reload,
    edit: (change) => dispatch({ type: 'edited', change }),
    leave: (field) => dispatch({ type: 'left', field }),
    replaceToken: (on) => dispatch({ type: 'replacingToken', on }),
    save: () => put(state.saved?.version ?? null),
    overwrite: () => put(state.theirs?.version ?? null),
    discard: () => dispatch({ type: 'discarded' }),
    turn,
  };
}

/** Others change settings too: they are read again on coming to a page and when detection went on or off. */
function useReload(page: PageName, status: StatusResponse | undefined, reload: () => Promise<void>): void {
  const isOff = status && status.state === 'off';
  useEffect(() => {
    void reload();
  }, [page, isOff, reload]);
}

function useLeaveGuard(unsaved: boolean): void {
  const { onAppLeave } = useServices();
  useEffect(() => {
    onAppLeave((actions) => (unsaved ? actions.confirm(leaveText(), leaveTitle()) : actions.default()));
  }, [onAppLeave, unsaved]);
}

const savedTitle = () =>
  i18n.translate('bruteForceAlerts.settings.savedTitle', { defaultMessage: 'Settings saved' });
const turnedOnTitle = () =>
  i18n.translate('bruteForceAlerts.settings.turnedOnTitle', { defaultMessage: 'Detection turned on' });
const turnedOffTitle = () =>
  i18n.translate('bruteForceAlerts.settings.turnedOffTitle', { defaultMessage: 'Detection turned off' });
const leaveTitle = () =>
  i18n.translate('bruteForceAlerts.settings.leaveTitle', { defaultMessage: 'Leave without saving?' });
const leaveText = () =>
  i18n.translate('bruteForceAlerts.settings.leaveDescription', {
    defaultMessage: 'Your changes of the settings of brute force alerts are not saved and will be lost.',
  });
