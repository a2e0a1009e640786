import type { Failure } from './channel_sender_port';

/** The failure alone, out of something that says more about it. */
export const failureOf = ({ code, said, remedy }: Failure): Failure => ({ code, said, remedy });
