import { i18n } from '@kbn/i18n';
import type { Dispatch } from 'react';
import type { CoreStart } from '../../kibana_contracts/browser';
import type { SaveSettingsRequest, SettingsView } from '../../common/api/api';
import type { Problem } from '../../common/status/problems';
import type { Api } from '../shared/api_client';
import { type ApiError, toApiError } from '../shared/api_error';
import { type Draft, settingsOf, typedHeartbeatUrl, typedSecrets } from './draft';
import { firstInvalid, validate } from './field_errors';
import type { FormAction, FormState } from './form_state';

export interface ActionContext {
  api: Pick<Api, 'settings' | 'saveSettings' | 'turnOn' | 'turnOff' | 'renewKey'>;
  toasts: Pick<CoreStart['notifications']['toasts'], 'addSuccess'>;
  state: FormState;
  dispatch: Dispatch<FormAction>;
  /** Has the status asked for at once, so that it shows the change. */
  refreshStatus(): void;
}

/** The new secrets by the id of their channel, and the new URL of the heartbeat; nothing where none was typed. */
function secretsOf(draft: Draft): Pick<SaveSettingsRequest, 'secrets' | 'heartbeatUrl'> {
  const secrets = typedSecrets(draft);
  const heartbeatUrl = typedHeartbeatUrl(draft);
  return {
    ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
    ...(heartbeatUrl === undefined ? {} : { heartbeatUrl }),
  };
}

/**
 * Saves the form. `version`: the version of the saved settings that it replaces. Gives what is saved then; undefined where
 * it was not saved, which the form says.
 */
export async function saveForm(
  context: ActionContext,
  version: string | null,
): Promise<SettingsView | undefined> {
  const { api, toasts, state, dispatch, refreshStatus } = context;
  const sent = state.draft;
  if (!sent) return undefined;
  dispatch({ type: 'attempted' });
  if (firstInvalid(validate(sent))) return undefined;
  dispatch({ type: 'started', what: 'saving' });
  try {
    const view = await api.saveSettings({ settings: settingsOf(sent), version, ...secretsOf(sent) });
    dispatch({ type: 'saved', view, sent });
    toasts.addSuccess(savedTitle());
    refreshStatus();
    return view;
  } catch (error) {
    await refuse(context, toApiError(error));
    return undefined;
  }
}

/** Changes the form, and saves it with all that was typed before. Gives what `saveForm` gives. */
export async function saveChange(
  context: ActionContext,
  change: Partial<Draft>,
): Promise<SettingsView | undefined> {
  const { state, dispatch } = context;
  if (!state.draft) return undefined;
  dispatch({ type: 'edited', change });
  const changed = { ...state, draft: { ...state.draft, ...change } };
  return saveForm({ ...context, state: changed }, state.saved?.version ?? null);
}

export async function switchDetection(context: ActionContext, on: boolean): Promise<void> {
  const { api, toasts, state, dispatch, refreshStatus } = context;
  const version = state.saved?.version;
  if (!version) return;
  dispatch({ type: 'started', what: 'switching' });
  try {
    await (on ? api.turnOn({ version }) : api.turnOff({ version }));
    dispatch({ type: 'switched', view: await api.settings() });
    toasts.addSuccess(on ? turnedOnTitle() : turnedOffTitle());
  } catch (error) {
    await refuse(context, toApiError(error));
  }
  refreshStatus();
}

/**
 * Has detection read with the rights of the person. Gives the problems where that is refused. The form stays as it is,
 * because this is asked for on the page of alerts too.
 */
export async function renewKey(context: ActionContext): Promise<Problem[]> {
  const { api, toasts, state, dispatch, refreshStatus } = context;
  const version = state.saved?.version;
  if (!version) return [];
  try {
    dispatch({ type: 'switched', view: await api.renewKey({ version }) });
    toasts.addSuccess(renewedTitle());
    return [];
  } catch (error) {
    const { status, problems } = toApiError(error);
    if (status === 409) await showNewer(context);
    return problems;
  } finally {
    refreshStatus();
  }
}

/**
 * Shows what somebody else saved, where nothing is typed. A failure is ignored: the refusal before it is shown
 * already.
 */
const showNewer = ({ api, dispatch }: ActionContext): Promise<void> =>
  api.settings().then(
    (view) => dispatch({ type: 'refreshed', view }),
    () => undefined,
  );

/**
 * Shows a refusal. A 409 counts as a conflict only where the saved settings differ from those that the form began
 * with.
 */
async function refuse({ api, state, dispatch }: ActionContext, error: ApiError): Promise<void> {
  try {
    const theirs = error.status === 409 ? await api.settings() : undefined;
    if (!theirs || theirs.version === state.saved?.version) throw error;
    dispatch({ type: 'conflicted', theirs });
  } catch (worse) {
    dispatch({ type: 'refused', problems: toApiError(worse).problems });
  }
}

const savedTitle = () =>
  i18n.translate('bruteForceAlerts.settings.savedTitle', { defaultMessage: 'Settings saved' });
const turnedOnTitle = () =>
  i18n.translate('bruteForceAlerts.settings.turnedOnTitle', { defaultMessage: 'Detection turned on' });
const renewedTitle = () =>
  i18n.translate('bruteForceAlerts.renew.renewedTitle', {
    defaultMessage: 'Detection reads with your rights now',
  });
const turnedOffTitle = () =>
  i18n.translate('bruteForceAlerts.settings.turnedOffTitle', { defaultMessage: 'Detection turned off' });
