import type { Page } from 'playwright-core';

/** What is ours of a page; the rest is Kibana's. */
export const OURS = [
  'bfaApp',
  'bfaAlertFlyout',
  'bfaTurnOnModal',
  'bfaRenewModal',
  'bfaAddRuleModal',
  'bfaRestoreRulesModal',
  'bfaRemoveChannelModal',
  'bfaMutePanel',
]
  .map((name) => `[data-test-subj=${name}]`)
  .join(', ');

/** Roles that somebody operates or reads by name: one without a name cannot be told from the next. */
const NAMED_ROLES =
  /^\s*- '?(button|link|textbox|searchbox|spinbutton|combobox|switch|checkbox|tab|dialog|table|columnheader)\b(?! ["/])/;

/** What is wrong for somebody who cannot see the page; empty where all is well. */
export async function accessibilityFaults({ page }: { page: Page }): Promise<string[]> {
  const faults = [await namelessElements(page)];
  for (const check of [fieldFaults, idFaults, pictureFaults, headingFaults])
    faults.push(await page.evaluate(check, OURS));
  return faults.flat();
}

/** Elements without a name, as the browser itself computes names; captions of tables are names too. */
async function namelessElements(page: Page): Promise<string[]> {
  const parts = await page.locator(OURS).all();
  const trees = await Promise.all(parts.map((part) => part.ariaSnapshot()));
  const lines = trees.flatMap((tree) => tree.split('\n'));
  return lines.filter((line) => NAMED_ROLES.test(line)).map((line) => `without a name: ${line.trim()}`);
}

// The functions below run in the page, so each stands for itself.

/** Checks password fields apart, because they have no role and no tree of roles shows them. */
function fieldFaults(ours: string): string[] {
  const fields = [...document.querySelectorAll(ours)].flatMap((part) => [...part.querySelectorAll('input')]);
  const nameless = fields.filter(
    (field) =>
      !field.labels?.length && !field.hasAttribute('aria-label') && !field.hasAttribute('aria-labelledby'),
  );
  return nameless.map((field) => `a field without a label: ${field.outerHTML}`);
}

function idFaults(ours: string): string[] {
  const elements = [...document.querySelectorAll(ours)].flatMap((part) => [...part.querySelectorAll('*')]);
  const twice = elements.filter(
    ({ id }) => id !== '' && document.querySelectorAll(`[id="${CSS.escape(id)}"]`).length > 1,
  );
  const named = elements.flatMap((element) =>
    ['aria-labelledby', 'aria-describedby'].flatMap(
      (name) => element.getAttribute(name)?.split(/\s+/).filter(Boolean) ?? [],
    ),
  );
  const missing = named.filter((id) => !document.getElementById(id));
  return [
    ...twice.map(({ id }) => `an id twice: ${id}`),
    ...missing.map((id) => `named, and not there: ${id}`),
  ];
}

function pictureFaults(ours: string): string[] {
  const pictures = [...document.querySelectorAll(ours)].flatMap((part) => [...part.querySelectorAll('img')]);
  const faulty = pictures.filter(
    (picture) => !picture.hasAttribute('alt') || (picture.complete && picture.naturalWidth === 0),
  );
  return faulty.map((picture) => `a broken picture, or one without words: ${picture.outerHTML}`);
}

/** The page begins with h1, what lies over it with h2 or h1; none skips a level. */
function headingFaults(ours: string): string[] {
  return [...document.querySelectorAll(ours)].flatMap((part) => {
    const headings = [...part.querySelectorAll('h1, h2, h3, h4, h5, h6')];
    const levels = headings.map(({ tagName }) => Number(tagName.slice(1)));
    const first = part.matches('[data-test-subj=bfaApp]') ? 1 : 2;
    const skipping = headings.filter((_, at) => {
      const allowed = at === 0 ? first : (levels[at - 1] ?? 0) + 1;
      return (levels[at] ?? 0) > allowed;
    });
    return skipping.map((heading) => `a heading that skips a level: ${heading.outerHTML}`);
  });
}
