import type { Page } from 'playwright-core';
import type { Visit } from './browser';

/** What is ours of a page; the rest is Kibana's. */
const OURS = '[data-test-subj=bfaApp], [data-test-subj=bfaAlertFlyout], [data-test-subj=bfaTurnOnModal]';

/** Roles that somebody operates: one without a name cannot be told from the next. */
const OPERATED =
  /^\s*- '?(button|link|textbox|searchbox|spinbutton|combobox|switch|checkbox|tab|dialog|table|columnheader)\b(?! ["/])/;

/** What is wrong for somebody who cannot see the page or has no mouse; empty where all is well. */
export async function accessibilityFaults(visit: Visit): Promise<string[]> {
  const [nameless, inPage] = [await namelessElements(visit.page), await visit.page.evaluate(faultsOf, OURS)];
  return [...nameless, ...inPage];
}

/** By the browser's own reckoning of names. */
async function namelessElements(page: Page): Promise<string[]> {
  const parts = await page.locator(OURS).all();
  const trees = await Promise.all(parts.map((part) => part.ariaSnapshot()));
  const lines = trees.flatMap((tree) => tree.split('\n'));
  return lines.filter((line) => OPERATED.test(line)).map((line) => `without a name: ${line.trim()}`);
}

/** Runs in the page. */
function faultsOf(ours: string): string[] {
  const parts = [...document.querySelectorAll(ours)];
  const all = <T extends Element>(selector: string) =>
    parts.flatMap((part) => [...part.querySelectorAll<T>(selector)]);
  const faults: string[] = [];
  const fault = (words: string, element: Element) =>
    faults.push(`${words}: ${element.outerHTML.slice(0, 200)}`);

  for (const input of all<HTMLInputElement>('input, select, textarea')) {
    const named =
      input.labels?.length || input.getAttribute('aria-label') || input.getAttribute('aria-labelledby');
    if (!named) fault('an input without a label', input);
  }
  for (const element of all('[id]')) {
    if (document.querySelectorAll(`[id="${CSS.escape(element.id)}"]`).length > 1)
      fault('an id twice', element);
  }
  for (const element of all('[aria-labelledby], [aria-describedby], [aria-controls]')) {
    for (const name of ['aria-labelledby', 'aria-describedby']) {
      for (const id of element.getAttribute(name)?.split(/\s+/).filter(Boolean) ?? []) {
        if (!document.getElementById(id)) fault(`${name} names an id that is not there, ${id}`, element);
      }
    }
  }
  for (const table of all<HTMLTableElement>('table')) {
    if (!table.caption?.textContent?.trim()) fault('a table without a caption', table);
  }
  for (const image of all<HTMLImageElement>('img')) {
    if (image.complete && image.naturalWidth === 0) fault('a broken image', image);
    if (!image.hasAttribute('alt')) fault('an image without words', image);
  }
  for (const part of parts) {
    const levels = [...part.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) =>
      Number(tagName[1]),
    );
    levels.forEach((level, at) => {
      const before = at === 0 ? (part.matches('[data-test-subj=bfaApp]') ? 0 : 1) : (levels[at - 1] ?? 0);
      if (level > before + 1) faults.push(`a heading h${level} after h${before}`);
    });
  }
  return faults;
}
