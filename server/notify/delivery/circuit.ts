import type { OpenChannel, ProbeAnswer, Refusal } from './channel_sender_port';
import type { Circuit } from './outbox_port';

const MINUTE = 60_000;
/**
 * The pause between two probes of a broken channel, milliseconds. It doubles each time, from `first` up to `longest`.
 */
export const PROBE = { first: MINUTE, longest: 60 * MINUTE } as const;

/**
 * Identifies the destination and the secrets of a channel. Where it changed, the channel may take what it refused
 * before.
 */
export const addressOf = ({ kind, options, fingerprint }: OpenChannel): string =>
  JSON.stringify([kind, fingerprint, Object.entries(options).sort()]);

/** The circuit after the channel refused a message. `known`: the circuit before that, null where it was closed. */
export function opened(known: Circuit | null, channel: OpenChannel, refusal: Refusal, now: number): Circuit {
  const { code, said, remedy, onlyByHand = false } = refusal;
  const probes = known === null ? 0 : known.probes + 1;
  return {
    space: channel.space,
    channelId: channel.id,
    address: addressOf(channel),
    state: 'open',
    openedAt: known?.openedAt ?? now,
    probes,
    probeAt: now + pauseAfter(probes),
    onlyByHand,
    releaseId: null,
    code,
    said,
    remedy,
    revision: known?.revision,
  };
}

/** The circuit after somebody changed its channel, or a test message arrived: it is probed at `now`, whatever it waited for. */
export const asked = (circuit: Circuit, now: number): Circuit => ({
  ...circuit,
  probeAt: now,
  onlyByHand: false,
});

/** The circuit to store before a probe. Of several Kibanas only the one that could store it probes. */
export const probing = (circuit: Circuit, now: number): Circuit => ({
  ...circuit,
  probes: circuit.probes + 1,
  probeAt: now + pauseAfter(circuit.probes + 1),
});

/** The circuit after the answer to a probe. A probe that nobody answered leaves it open. */
export function probed(circuit: Circuit, answer: ProbeAnswer): Circuit {
  if (answer.works) return { ...circuit, state: 'half_open' };
  const { code, said, remedy, onlyByHand = false } = answer;
  return { ...circuit, code, said, remedy, onlyByHand };
}

/**
 * The circuit of a channel that was changed since it refused. It becomes half open: what is held back shows whether
 * the channel works.
 */
export const readdressed = (circuit: Circuit, channel: OpenChannel): Circuit => ({
  ...circuit,
  state: 'half_open',
  address: addressOf(channel),
});

/** 1 min, then twice as long each time, up to an hour. */
const pauseAfter = (probes: number) => Math.min(PROBE.first * 2 ** Math.min(probes, 30), PROBE.longest);
