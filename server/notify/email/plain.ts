import type { MailContent } from './content';
import { captionOf } from './chart';

/** Columns of a chart in text, from few to many failures. */
const COLUMNS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** The mail as plain text, with the same facts in the same order. */
export function toPlain({ title, lines, facts, pace, link, footer }: MailContent): string {
  const blocks = [
    [title],
    [...lines],
    facts.map(({ label, value }) => `${label}: ${value}`),
    pace && pace.counts.length > 0 ? [columnsOf(pace.counts), captionOf(pace)] : [],
    link ? [`${link.words}:`, link.url] : [],
    ['-- ', footer],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

function columnsOf(counts: readonly number[]): string {
  const most = Math.max(...counts);
  const height = (count: number) => Math.ceil((count / most) * COLUMNS.length) - 1;
  return counts.map((count) => (count === 0 ? ' ' : (COLUMNS[height(count)] ?? ' '))).join('');
}
