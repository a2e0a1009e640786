import * as z from 'zod';
import { parseDuration } from '../time';

export interface Limits {
  min: number;
  max: number;
  /** What is wrong and what to enter. */
  error: () => string;
}

/** A span of time as people write it; `min` and `max` in milliseconds. */
export const span = ({ min, max, error }: Limits) =>
  z.string({ error }).refine(
    (text) => {
      const ms = parseDuration(text);
      return ms !== undefined && ms >= min && ms <= max;
    },
    { error },
  );

export const count = ({ min, max, error }: Limits) =>
  z.int({ error }).min(min, { error }).max(max, { error });
