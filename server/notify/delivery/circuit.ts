import type { Failure, OpenChannel, ProbeAnswer } from './channel_sender_port';
import type { Circuit } from './outbox_port';

const MINUTE = 60_000;
/** Between two probes of a broken channel, milliseconds: doubled each time. */
export const PROBE = { first: MINUTE, longest: 60 * MINUTE } as const;

/** What a channel sends to, with which secrets: where that changes, what was refused may be taken now. */
export const addressOf = ({ kind, options, fingerprint }: OpenChannel): string =>
  JSON.stringify([kind, fingerprint, Object.entries(options).sort()]);

/** After the channel refused. `known`: the circuit as it was; null where it was closed. */
export function opened(known: Circuit | null, channel: OpenChannel, failure: Failure, now: number): Circuit {
  const { code, said, remedy } = failure;
  const probes = known === null ? 0 : known.probes + 1;
  return {
    space: channel.space,
    channelId: channel.id,
    address: addressOf(channel),
    state: 'open',
    openedAt: known?.openedAt ?? now,
    probes,
    probeAt: now + pauseAfter(probes),
    releaseId: null,
    code,
    said,
    remedy,
    revision: known?.revision,
  };
}

/** Taken before a probe, so that of several Kibanas one asks. */
export const probing = (circuit: Circuit, now: number): Circuit => ({
  ...circuit,
  probes: circuit.probes + 1,
  probeAt: now + pauseAfter(circuit.probes + 1),
});

/** After the answer to a probe. Where nobody answered, it stays as it was. */
export function probed(circuit: Circuit, answer: ProbeAnswer): Circuit {
  if (answer.works) return { ...circuit, state: 'half_open' };
  const { code, said, remedy } = answer;
  return { ...circuit, code, said, remedy };
}

/** The channel was changed since it refused: what is held back shows whether it works now. */
export const readdressed = (circuit: Circuit, channel: OpenChannel): Circuit => ({
  ...circuit,
  state: 'half_open',
  address: addressOf(channel),
});

/** 1 min, then twice as long each time, up to an hour. */
const pauseAfter = (probes: number) => Math.min(PROBE.first * 2 ** Math.min(probes, 30), PROBE.longest);
