import type { Settled } from '../../common/detections';
import type { Search } from './attacks';
import { isOfPart } from './scan';

/**
 * Epoch ms up to which what an alert counts is settled now: no event can come any more that is older, or that makes the
 * alert fire, and so begin, earlier.
 */
export function settledUntil(
  settled: Settled,
  firedAt: number,
  { scan, extent }: Pick<Search, 'scan' | 'extent'>,
): number {
  const isOpen = firedAt >= scan.settleBefore || (extent === 'part' && isOfPart({ settled }));
  return isOpen ? settled.until : Math.max(settled.until, scan.settleBefore);
}
