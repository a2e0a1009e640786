type Answer = (text: string | null) => string | null;

/** Whoever tries to log on can make up texts without end: at this many the answers are forgotten. */
export const ANSWERS_MAX = 10_000;
/** Longer texts are not remembered: they are rare, and would take memory for long. */
const TEXT_MAX = 256;

/**
 * Works an answer out once for each text. Hosts, addresses and codes are few and come with each event; and events that
 * say the same then share one text.
 */
export function remembered(answer: Answer): Answer {
  const known = new Map<string | null, string | null>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const now = answer(text);
    if (known.size === ANSWERS_MAX) known.clear();
    if (text === null || text.length <= TEXT_MAX) known.set(text, now);
    return now;
  };
}
