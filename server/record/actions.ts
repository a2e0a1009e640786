import type { ActionFault, ActionRefusal, AlertAction } from '../../common/alerts/actions';
import type { PeoplesPart } from '../../common/alerts/peoples_part';
import { isSnoozed, withEntry, type Deed, type Workflow } from '../../common/alerts/workflow';
import { BOUNDS } from '../../common/bounds';

/** Who acts, and when in epoch milliseconds. `by` and `via`: as in `HistoryEntry`. */
export interface Actor {
  by: string | null;
  via?: 'telegram';
  now: number;
  /** The alert that the person acted on, where this is done to a part of it. */
  whole?: string;
}

/** What an action makes of an alert. `part` is null where the alert was as the action wants it already. */
export type Acted = { ok: true; part: PeoplesPart | null } | { ok: false; refusal: ActionRefusal };

/**
 * Controls but tab and line break, halves of surrogate pairs, and marks that turn the direction of the text around
 * them: none of them is written by hand, and each may hide what a comment says.
 */
const HIDING = /[^\P{Cc}\t\n]|[\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** Nothing that shows: blanks, and signs without a shape of their own, as the space of no width. */
const isBlank = (text: string) => text.replace(/[\s\p{Cf}]/gu, '') === '';

/** What is wrong with an action itself, whatever alert it is about; null where nothing is. */
export function faultOf(action: AlertAction, now: number): ActionFault | null {
  if (action.kind === 'snooze') return faultOfSnooze(action.until, now);
  if (action.kind === 'assign') return faultOfName(action.assignee);
  return action.kind === 'comment' ? faultOfComment(action.text) : null;
}

function faultOfSnooze(until: number, now: number): ActionFault | null {
  if (until <= now) return 'snooze_past';
  return until - now > BOUNDS.snooze.max ? 'snooze_too_far' : null;
}

function faultOfName(name: string | null): ActionFault | null {
  if (name === null) return null;
  const isHiding = HIDING.test(name) || /[\t\n]/.test(name);
  return isBlank(name) || name.length > BOUNDS.userNameLength || isHiding ? 'user_name_invalid' : null;
}

function faultOfComment(text: string): ActionFault | null {
  if (isBlank(text)) return 'comment_empty';
  if ([...text].length > BOUNDS.commentLength) return 'comment_too_long';
  return HIDING.test(text) ? 'comment_control_characters' : null;
}

/** Does an action that has no fault. The alert that is given stays as it is. */
export function act(alert: PeoplesPart, action: AlertAction, actor: Actor): Acted {
  const { by, via, whole, now } = actor;
  if (action.kind === 'snooze' && alert.workflow.status === 'closed')
    return { ok: false, refusal: 'alert_closed' };
  if (action.kind === 'comment' && alert.comments.length >= BOUNDS.comments.max)
    return { ok: false, refusal: 'too_many_comments' };
  const changes = changesOf(alert.workflow, action, now);
  if (changes === null) return { ok: true, part: null };
  const { workflow, comments, history } = alert;
  const said = action.kind === 'comment' ? [{ by, at: now, text: action.text.trim() }] : [];
  return {
    ok: true,
    part: {
      workflow: { ...workflow, ...changes, revision: workflow.revision + 1, changedAt: now },
      comments: [...comments, ...said],
      history: withEntry(history, {
        ...deedOf(action),
        by,
        ...(via ? { via } : {}),
        at: now,
        ...(whole === undefined ? {} : { whole }),
      }),
    },
  };
}

/** The history says that somebody commented; the words stand in the comment. */
const deedOf = (action: AlertAction): Deed => (action.kind === 'comment' ? { kind: 'comment' } : action);

/** What an action changes; null where that is how it is already. */
function changesOf(workflow: Workflow, action: AlertAction, now: number): Partial<Workflow> | null {
  const wanted = wantedBy(action);
  const isThere =
    action.kind === 'unsnooze'
      ? !isSnoozed(workflow, now)
      : action.kind !== 'comment' &&
        Object.entries(wanted).every(([name, value]) => workflow[name as keyof Workflow] === value);
  return isThere ? null : wanted;
}

function wantedBy(action: AlertAction): Partial<Workflow> {
  switch (action.kind) {
    case 'acknowledge':
      return { status: 'acknowledged', reason: null };
    case 'reopen':
      return { status: 'open', reason: null };
    case 'close':
      return { status: 'closed', reason: action.reason, snoozedUntil: null };
    case 'snooze':
      return { snoozedUntil: action.until };
    case 'unsnooze':
      return { snoozedUntil: null };
    case 'assign':
      return { assignee: action.assignee };
    case 'comment':
      return {};
  }
}
