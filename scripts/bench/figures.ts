/** The nearest-rank quantile, `q` from 0 to 1. */
export function quantile(figures: number[], q: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}

export const median = (figures: number[]) => quantile(figures, 0.5);
export const sum = (figures: number[]) => figures.reduce((total, figure) => total + figure, 0);
