import type { CloseReason } from './workflow';

/** What a person can do to an alert. */
export type AlertAction =
  | { kind: 'acknowledge' }
  | { kind: 'reopen' }
  | { kind: 'close'; reason: CloseReason }
  /** `until`: epoch milliseconds. */
  | { kind: 'snooze'; until: number }
  | { kind: 'unsnooze' }
  /** `assignee`: name of a Kibana user; null for nobody. */
  | { kind: 'assign'; assignee: string | null }
  | { kind: 'comment'; text: string };

export type AlertActionKind = AlertAction['kind'];

export const ALERT_ACTIONS = [
  'acknowledge',
  'reopen',
  'close',
  'snooze',
  'unsnooze',
  'assign',
  'comment',
] as const satisfies readonly AlertActionKind[];

/** Why an action is not done, whatever alert it is about. */
export const ACTION_FAULTS = [
  'snooze_past',
  'snooze_too_far',
  'user_name_invalid',
  'comment_empty',
  'comment_too_long',
  'comment_control_characters',
] as const;
export type ActionFault = (typeof ACTION_FAULTS)[number];

/** Why an action is not done on this alert. */
export type ActionRefusal = 'alert_closed' | 'too_many_comments';
