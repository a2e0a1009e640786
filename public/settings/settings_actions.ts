import { i18n } from '@kbn/i18n';
import type { Dispatch } from 'react';
import type { CoreStart } from '../../kibana_contracts/browser';
import type { SaveSettingsRequest } from '../../common/api/api';
import type { SettingsInput } from '../../common/settings/settings';
import type { Problem } from '../../common/status/problems';
import type { Api } from '../shared/api_client';
import { type ApiError, toApiError } from '../shared/api_error';
import { type Draft, settingsOf } from './draft';
import { firstInvalid, validate } from './field_errors';
import type { FormAction, FormState } from './form_state';
import { telegramOf } from './telegram_channel';

export interface ActionContext {
  api: Pick<Api, 'settings' | 'saveSettings' | 'turnOn' | 'turnOff' | 'renewKey'>;
  toasts: Pick<CoreStart['notifications']['toasts'], 'addSuccess'>;
  state: FormState;
  dispatch: Dispatch<FormAction>;
  /** The status line should tell at once what was changed. */
  refreshStatus(): void;
}

/** A token goes with the channel that it is of. */
function secretsOf({ botToken }: Draft, { channels }: SettingsInput): Pick<SaveSettingsRequest, 'secrets'> {
  const channel = telegramOf(channels);
  return botToken === '' || !channel ? {} : { secrets: { [channel.id]: { botToken } } };
}

/** Saves what is in the form, as the successor of `version`. */
export async function saveForm(context: ActionContext, version: string | null): Promise<void> {
  const { api, toasts, state, dispatch, refreshStatus } = context;
  const sent = state.draft;
  if (!sent) return;
  dispatch({ type: 'attempted' });
  if (firstInvalid(validate(sent))) return;
  dispatch({ type: 'started', what: 'saving' });
  try {
    const settings = settingsOf(sent, (state.theirs ?? state.saved)?.settings.channels);
    const view = await api.saveSettings({ settings, version, ...secretsOf(sent, settings) });
    dispatch({ type: 'saved', view, sent });
    toasts.addSuccess(savedTitle());
    refreshStatus();
  } catch (error) {
    await refuse(context, toApiError(error));
  }
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

/** Answers why it was refused. The form stays as it is: this is asked for beside it, also on the page of alerts. */
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

/** What somebody else saved comes in where nothing is typed; where it cannot be had, the refusal says enough. */
const showNewer = ({ api, dispatch }: ActionContext): Promise<void> =>
  api.settings().then(
    (view) => dispatch({ type: 'refreshed', view }),
    () => undefined,
  );

/** A conflict is one only where the saved settings are others than those the form began with. */
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
