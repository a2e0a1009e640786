import { readFileSync, writeFileSync } from 'node:fs';
import { GCProfiler } from 'node:v8';

/** Bytes. */
export interface PeakMemory {
  /**
   * The highest use of the heap and of memory outside of it that the heap refers to, such as typed arrays. Garbage is
   * included.
   */
  heap: number;
  /** The most memory of the process; null where the system does not tell. */
  resident: number | null;
}

/** Starts to watch the memory of this process. The returned function stops and gives the highest values, bytes. */
export function watchMemory(): () => PeakMemory {
  const profiler = new GCProfiler();
  const measuresResident = resetPeak();
  profiler.start();
  return () => {
    const { statistics } = profiler.stop();
    // The heap is fullest just before a collection, or at the end.
    const heaps = statistics.map(
      ({ beforeGC: { heapStatistics: heap } }) => heap.usedHeapSize + heap.externalMemory,
    );
    const heap = heaps.reduce((most, used) => Math.max(most, used), usedMemory());
    return { heap, resident: measuresResident ? residentPeak() : null };
  };
}

/** Makes Linux count the peak of this process anew (proc(5), clear_refs). False where that is not possible. */
function resetPeak(): boolean {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return true;
  } catch {
    return false;
  }
}

function residentPeak(): number | null {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
}

/** Memory in use now, in the heap and outside of it, bytes. */
export function usedMemory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Memory in use after a garbage collection, bytes; null without `--expose-gc`. */
export function heldHeap(): number | null {
  if (!globalThis.gc) return null;
  globalThis.gc();
  globalThis.gc(); // memory outside the heap is freed by the second collection
  return usedMemory();
}
