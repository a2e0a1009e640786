import type { AlertAction } from '../../common/alerts/actions';
import { isSnoozed, type HistoryEntry } from '../../common/alerts/workflow';
import type { PeoplesPart } from '../../common/alerts/peoples_part';
import type { Secret } from '../../common/channels/secret';
import { reasonOf } from '../../common/text/reason_of';
import type { Buttons, MadeButton, Pressed, StoredButtons } from '../notify/delivery/buttons_port';
import type { ChannelRef, Outbox } from '../notify/delivery/outbox_port';
import type { ChannelMessage } from '../notify/message/message';
import { SNOOZED_FOR, type WorkAction } from '../notify/message/work';
import type { ButtonPress, PairingApi } from '../notify/telegram/pairing_port';
import { nameOfPerson, PRESS_TEXTS as SAY, type PressAnswer } from '../notify/telegram/press_texts';
import type { PeopleStore } from '../record/people_port';
import { actOnAlerts } from './act_on_alerts';
import { bringUpToDate } from './bring_up_to_date';

/** A channel from whose chat alerts are worked on. */
export interface ChatChannel {
  ref: ChannelRef;
  /** A number or `@name`, as it is set. */
  chatId: string;
  /** Ids of those who may press its buttons; empty: everybody in the chat. */
  users: readonly number[];
  /** Without @; null where nobody asked Telegram yet. */
  botName: string | null;
}

/** What a press needs. */
export interface PressPorts {
  api: Pick<PairingApi, 'answerPress'>;
  /** The channels of a bot, in all spaces, from whose chats alerts are worked on. */
  channelsOf(botId: number): Promise<ChatChannel[]>;
  buttons: Pick<Buttons, 'find' | 'write'>;
  people(space: string): PeopleStore;
  outbox: Pick<Outbox<ChannelMessage>, 'get' | 'record'>;
  hashOf(word: string): string;
  pokeOutbox(): void;
  /** Has the messages about these alerts, and about their parts, say what was done. Never throws. */
  tellDeeds(space: string, alertIds: string[]): Promise<void>;
  clock(): number;
  log(line: string): void;
}

/** What a button carries: 128 random bits. */
const WORD = /^[\w-]{22}$/;
/** How often a press is begun where others write the same buttons: only a message that is just being changed does. */
const TRIES = 5;

/** Does what a press asks for, once, and tells whoever pressed what became of it. Never throws. */
export async function takePress(
  ports: PressPorts,
  { botId, token }: { botId: number; token: Secret },
  press: ButtonPress,
): Promise<void> {
  const answer = await answerTo(ports, botId, press).catch((error: unknown) => {
    ports.log(`The press of a button could not be done: ${reasonOf(error)}`);
    return SAY.tryAgain();
  });
  const told = await ports.api.answerPress(token, { pressId: press.id, ...answer });
  // A late answer is refused; the message itself says what became of it.
  if (!told.ok && told.failure.kind === 'network')
    ports.log(`A press of a button could not be answered: ${told.failure.code}`);
}

async function answerTo(ports: PressPorts, botId: number, press: ButtonPress): Promise<PressAnswer> {
  const here = (await ports.channelsOf(botId)).filter((channel) => isIn(channel, press.chat));
  if (here.length === 0) return SAY.otherChat();
  if (press.from.isBot || !WORD.test(press.data)) return SAY.unknown();
  const hash = ports.hashOf(press.data);
  for (const { ref, users } of here) {
    const stored = await ports.buttons.find(ref.space, hash);
    if (stored?.buttons.channelId !== ref.channelId) continue;
    if (users.length > 0 && !users.includes(press.from.id)) return SAY.stranger(press.from.id);
    return doOnce(ports, stored, { hash, by: nameOfPerson(press.from) });
  }
  return SAY.unknown();
}

/** Whether the chat is the one that the channel names, by its number or its public name. */
export const isIn = (
  { chatId }: Pick<ChatChannel, 'chatId'>,
  chat: { id: string; name: string | null } | null,
): boolean =>
  chat !== null &&
  (chatId === chat.id || (chat.name !== null && chatId.toLowerCase() === `@${chat.name.toLowerCase()}`));

interface Press {
  hash: string;
  by: string;
}

/**
 * The press is stored before it is done, and that it was done after. Where a Kibana ended in between, the history of the
 * alert says whether it was done.
 */
async function doOnce(ports: PressPorts, found: StoredButtons, press: Press): Promise<PressAnswer> {
  const { buttons, people, clock } = ports;
  let stored: StoredButtons | null = found;
  for (let n = 0; n < TRIES && stored; n += 1) {
    const button = stored.buttons.made.find(({ hash }) => hash === press.hash);
    if (!button) return SAY.unknown();
    if (button.pressed?.isDone) return SAY.pressedBefore(button.pressed.by);
    if (!button.pressed && stored.buttons.expiresAt <= clock()) return SAY.expired();
    const [alert] = await people(stored.buttons.space).read([stored.buttons.alertId]);
    if (!alert) return SAY.gone();
    const begun = button.pressed;
    if (begun && wasDone(alert.part, button.action, begun))
      return finish(ports, stored, { ...press, by: begun.by }, SAY.done(button.action));
    const pressed = { by: press.by, at: clock(), isDone: false };
    if (await buttons.write(withPress(stored, press.hash, pressed))) {
      const answer = await act(ports, stored, button, { ...pressed, part: alert.part });
      return answer.isSettled ? finish(ports, stored, press, answer.say) : answer.say;
    }
    stored = await buttons.find(stored.buttons.space, press.hash);
  }
  return SAY.tryAgain();
}

const wasDone = ({ history }: PeoplesPart, action: WorkAction, { by, at }: Pressed): boolean =>
  history.entries.some((entry) => entry.kind === action && entry.by === by && entry.at >= at);

/** `isSettled`: another press of the same button would change nothing. */
interface Acted {
  say: PressAnswer;
  isSettled: boolean;
}

async function act(
  { people }: PressPorts,
  { buttons: { space, alertId } }: StoredButtons,
  { action }: MadeButton,
  { by, at: now, part }: Pressed & { part: PeoplesPart },
): Promise<Acted> {
  const before = standsInTheWay(part, action, now);
  if (before) return { say: before, isSettled: true };
  const target = { id: alertId, revision: part.workflow.revision };
  const actor = { by, via: 'telegram', now } as const;
  const [outcome] = await actOnAlerts(people(space), [target], toAction(action, now), actor);
  switch (outcome?.outcome) {
    case 'done':
      return { say: SAY.done(action), isSettled: true };
    case 'unchanged':
    case 'refused':
      return { say: SAY.already(null), isSettled: true };
    case 'conflict':
      return { say: SAY.conflict(), isSettled: true };
    case 'not_found':
      return { say: SAY.gone(), isSettled: true };
    default:
      return { say: SAY.tryAgain(), isSettled: false };
  }
}

/** What was done before, so that this press changes nothing; null where it does. */
function standsInTheWay(
  { workflow, history }: PeoplesPart,
  action: WorkAction,
  now: number,
): PressAnswer | null {
  const last = (kind: HistoryEntry['kind']) =>
    history.entries.filter((entry) => entry.kind === kind).at(-1) ?? null;
  if (workflow.status === 'closed') return SAY.already(last('close'));
  if (action === 'acknowledge' && workflow.status === 'acknowledged') return SAY.already(last('acknowledge'));
  return action === 'snooze' && isSnoozed(workflow, now) ? SAY.already(last('snooze')) : null;
}

function toAction(action: WorkAction, now: number): AlertAction {
  if (action === 'snooze') return { kind: 'snooze', until: now + SNOOZED_FOR };
  return action === 'close' ? { kind: 'close', reason: 'false_positive' } : { kind: 'acknowledge' };
}

/** Stores that the press was done, and has the message say so. */
async function finish(
  ports: PressPorts,
  { buttons: { space, channelId, entryId, alertId } }: StoredButtons,
  { hash, by }: Press,
  say: PressAnswer,
): Promise<PressAnswer> {
  for (let n = 0; n < TRIES; n += 1) {
    const stored = await ports.buttons.find(space, hash);
    if (!stored) break;
    if (await ports.buttons.write(withPress(stored, hash, { by, at: ports.clock(), isDone: true }))) break;
  }
  await bringUpToDate(ports, { space, channelId }, entryId);
  ports.pokeOutbox();
  // The message above goes first; those in other chats, and those about the parts of the attack, say it too.
  await ports.tellDeeds(space, [alertId]);
  return say;
}

const withPress = ({ buttons, revision }: StoredButtons, hash: string, pressed: Pressed): StoredButtons => ({
  buttons: {
    ...buttons,
    made: buttons.made.map((one) => (one.hash === hash ? { ...one, pressed } : one)),
  },
  revision,
});
