import { readFileSync, writeFileSync } from 'node:fs';
import { GCProfiler } from 'node:v8';

/** Bytes. */
export interface PeakMemory {
  /** The most of the heap that was in use, and of what it refers to outside, such as typed arrays; garbage included. */
  heap: number;
  /** The most memory of the process; null where the system does not tell. */
  resident: number | null;
}

/** The highest memory of this process between the call and the call of what it gives. */
export function watchMemory(): () => PeakMemory {
  const profiler = new GCProfiler();
  const measuresResident = resetPeak();
  profiler.start();
  return () => {
    const { statistics } = profiler.stop();
    // The heap is never fuller than just before a collection, or now.
    const heaps = statistics.map(
      ({ beforeGC: { heapStatistics: heap } }) => heap.usedHeapSize + heap.externalMemory,
    );
    const heap = heaps.reduce((most, used) => Math.max(most, used), usedMemory());
    return { heap, resident: measuresResident ? residentPeak() : null };
  };
}

/** Linux counts the peak anew after this (proc(5), clear_refs). */
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

/** What of the heap, and outside of it, is in use now, bytes. */
export function usedMemory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What of them is in use after everything else was collected, bytes; null without `--expose-gc`. */
export function heldHeap(): number | null {
  if (!globalThis.gc) return null;
  globalThis.gc();
  globalThis.gc(); // what lies outside is given back after the first
  return usedMemory();
}
