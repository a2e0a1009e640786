import { i18n } from '@kbn/i18n';
import type { Channel } from '../../common/channels/channels';
import { channelPath, SETTINGS_PAGES, type SettingsPageName, settingsPath } from '../shared/addresses';
import { changedKeys, type Draft, type DraftKey, draftOf, isSame } from './draft';
import { type FieldErrors, wrongFields } from './field_errors';
import type { FieldName } from './field_name';
import { fieldLabel } from './field_words';
import type { FormState } from './form_state';

const PAGE_OF: Record<DraftKey, SettingsPageName> = {
  indexPatterns: 'sources',
  fields: 'sources',
  patternFields: 'sources',
  kerberosAndNtlm: 'sources',
  rules: 'rules',
  excludedAccounts: 'exclusions',
  excludedAddresses: 'exclusions',
  channels: 'channels',
  secrets: 'channels',
  interval: 'general',
  cooldown: 'general',
  retention: 'general',
  keepDomainsApart: 'general',
  heartbeat: 'general',
  heartbeatUrl: 'general',
};

/** The page that shows a field. */
export function pageOf(field: FieldName): SettingsPageName {
  const [key = '', , part, name] = field.split('.');
  if (key === 'channels' && part === 'tell') return name === 'mutedUntil' ? 'channels' : 'when';
  return PAGE_OF[key as DraftKey];
}

/** The path at which a field can be edited: that of its page, or of its channel. */
export function pathOf(field: FieldName, { channels }: Pick<Draft, 'channels'>): string {
  const page = pageOf(field);
  const id = page === 'channels' ? channelOf(field, channels) : undefined;
  return id === undefined ? settingsPath(page) : channelPath(id);
}

function channelOf(field: FieldName, channels: Channel[]): string | undefined {
  const [key, second = ''] = field.split('.');
  const id = key === 'secrets' ? second : channels[Number(second || -1)]?.id;
  return channels.some((channel) => channel.id === id) ? id : undefined;
}

/** The pages on which something differs from what is saved, in their order. */
export function changedPages(draft: Draft, saved: Draft): SettingsPageName[] {
  const keys = changedKeys(draft, saved);
  const pages = new Set(keys.filter((key) => key !== 'channels').map((key) => PAGE_OF[key]));
  if (keys.includes('channels')) {
    const [mine, theirs] = [draft.channels, saved.channels];
    if (!isSame(mine.map(withoutTimes), theirs.map(withoutTimes))) pages.add('channels');
    if (mine.some((channel) => hasOtherTimes(channel, theirs))) pages.add('when');
  }
  return SETTINGS_PAGES.filter((page) => pages.has(page));
}

/** The pages on which something is not saved, in their order. */
export const unsavedPages = ({ draft, saved }: Pick<FormState, 'draft' | 'saved'>): SettingsPageName[] =>
  draft && saved ? changedPages(draft, draftOf(saved.settings)) : [];

/** In words, what is changed and not saved besides one channel: other pages, in their order, and other channels. */
export function unsavedBeside(state: Pick<FormState, 'draft' | 'saved'>, channelId: string): string[] {
  const { draft, saved } = state;
  if (!draft || !saved) return [];
  const [mine, before] = [draft, draftOf(saved.settings)].map((one) => withoutChannel(one, channelId));
  const hasOthers = mine && before && changedPages(mine, before).includes('channels');
  const pages = unsavedPages(state).filter((page) => page !== 'channels');
  return [...pages.map(pageName), ...(hasOthers ? [otherChannelsText()] : [])];
}

function withoutChannel(draft: Draft, channelId: string): Draft {
  const { [channelId]: _, ...secrets } = draft.secrets;
  return { ...draft, secrets, channels: draft.channels.filter(({ id }) => id !== channelId) };
}

const otherChannelsText = () =>
  i18n.translate('bruteForceAlerts.settings.otherChannelsLabel', { defaultMessage: 'Other channels' });

/** A channel as the page "Channels" shows it. A mute is set there too. */
const withoutTimes = ({ tell: { mutedUntil }, ...channel }: Channel) => ({ ...channel, mutedUntil });

/** Whether the page "When to tell" shows something else of a channel than what is saved. */
function hasOtherTimes({ id, tell }: Channel, saved: Channel[]): boolean {
  const before = saved.find((channel) => channel.id === id)?.tell;
  return before !== undefined && !isSame({ ...tell, mutedUntil: null }, { ...before, mutedUntil: null });
}

/** The pages on which something is wrong, in their order. */
export function wrongPages(errors: FieldErrors): SettingsPageName[] {
  const pages = new Set(wrongFields(errors).map(pageOf));
  return SETTINGS_PAGES.filter((page) => pages.has(page));
}

const NAMES: Record<SettingsPageName, () => string> = {
  sources: () => i18n.translate('bruteForceAlerts.settings.sourcesLabel', { defaultMessage: 'Sources' }),
  rules: () => fieldLabel('rules'),
  exclusions: () =>
    i18n.translate('bruteForceAlerts.settings.exclusionsLabel', { defaultMessage: 'Exclusions' }),
  channels: () => fieldLabel('channels'),
  when: () => i18n.translate('bruteForceAlerts.settings.whenLabel', { defaultMessage: 'When to tell' }),
  general: () => i18n.translate('bruteForceAlerts.settings.generalLabel', { defaultMessage: 'General' }),
};

export const pageName = (page: SettingsPageName) => NAMES[page]();
