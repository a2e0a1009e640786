import { i18n } from '@kbn/i18n';
import type { AttackMessage, ChannelMessage } from '../message/message';
import type { WorkAction, WorkButton } from '../message/work';
import type { InlineButton, InlineKeyboard } from './bot_api_port';

/** Telegram takes longer addresses than people ever set, but not of any length. */
const URL_MAX = 1_024;

/** The buttons below a message; undefined where it has none. */
export function keyboardOf(message: ChannelMessage): InlineKeyboard | undefined {
  if (message.kind !== 'attack' || !message.work?.buttons) return undefined;
  const { buttons } = message.work;
  const ofAction = (...actions: WorkAction[]) =>
    buttons.filter(({ action }) => actions.includes(action)).map(toButton);
  const rows = [ofAction('acknowledge', 'snooze'), ofAction('close'), openButton(message)];
  const filled = rows.filter((row) => row.length > 0);
  return filled.length > 0 ? filled : undefined;
}

/** The same without the buttons that open an address; undefined where no other is left. */
export function withoutAddresses(keyboard: InlineKeyboard): InlineKeyboard | undefined {
  const rows = keyboard.map((row) => row.filter((button) => !('url' in button))).filter((row) => row.length);
  return rows.length > 0 ? rows : undefined;
}

const toButton = ({ action, word }: WorkButton): InlineButton => ({ text: LABELS[action](), data: word });

function openButton({ link }: AttackMessage): InlineButton[] {
  if (link === null || !isTaken(link)) return [];
  return [{ text: openLabel(), url: link }];
}

/**
 * Whether Telegram takes the address for a button. It refuses the whole message where a button leads to localhost, or to
 * a host without a domain. The link stands in the text as well, so nothing is lost.
 */
function isTaken(link: string): boolean {
  if (link.length > URL_MAX || !URL.canParse(link)) return false;
  const { protocol, hostname, username } = new URL(link);
  const isName = /^([a-z0-9_-]+\.)+[a-z][a-z0-9-]+$/.test(hostname) && !hostname.endsWith('.localhost');
  return ['http:', 'https:'].includes(protocol) && username === '' && (isName || isAddress(hostname));
}

const isAddress = (host: string) => /^\d+(\.\d+){3}$/.test(host) && !host.startsWith('127.');

const LABELS: Record<WorkAction, () => string> = {
  acknowledge: () =>
    i18n.translate('bruteForceAlerts.telegramButtons.acknowledgeLabel', { defaultMessage: 'Acknowledge' }),
  snooze: () =>
    i18n.translate('bruteForceAlerts.telegramButtons.snoozeLabel', { defaultMessage: 'Snooze 1 h' }),
  close: () =>
    i18n.translate('bruteForceAlerts.telegramButtons.closeLabel', {
      defaultMessage: 'Close: false positive',
    }),
};
const openLabel = () =>
  i18n.translate('bruteForceAlerts.telegramButtons.openLabel', { defaultMessage: 'Open' });
