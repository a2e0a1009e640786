import axe from 'axe-core';
import type { Visit } from './browser';

/** What axe finds in our part of a page, each finding with the element and what is wrong with it. */
export async function axeFindings({ page }: Visit, parts: string): Promise<string[]> {
  // What fades in has other colours while it does.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity,
      ),
  );
  await page.evaluate(axe.source);
  return page.evaluate(async (ours) => {
    const { axe: loaded } = window as unknown as { axe: typeof axe };
    const there = ours.split(', ').filter((part) => document.querySelector(part));
    const { violations } = await loaded.run({ include: there.map((part) => [part]) });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }, parts);
}
