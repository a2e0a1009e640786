import type { BrowserContext, Page } from 'playwright-core';
import { OURS } from './browser_checks';

/** Something that the page's Content-Security-Policy did not let happen. */
export interface Violation {
  directive: string;
  blocked: string;
  /** Address of the script, or of the page where it was written into that. */
  source: string;
}

/** Tells of every violation in every page of a window, also before the page is drawn. */
export async function reportViolations(
  context: BrowserContext,
  report: (violation: Violation) => void,
): Promise<void> {
  await context.exposeFunction('reportViolation', report);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective: directive, blockedURI: blocked, sourceFile: source } = event;
      const told = window as unknown as { reportViolation(violation: Violation): void };
      told.reportViolation({ directive, blocked, source });
    });
  });
}

/** Addresses in our part of the page that lead out of this Kibana, or run as a script. */
export const foreignAddresses = (page: Page): Promise<string[]> =>
  page.evaluate((ours) => {
    const places = ['href', 'src', 'action', 'formaction', 'xlink:href'];
    const elements = [...document.querySelectorAll(ours)].flatMap((part) => [...part.querySelectorAll('*')]);
    const found = elements.flatMap((element) =>
      places.flatMap((place) => {
        const address = element.getAttribute(place);
        return address === null ? [] : { place, address };
      }),
    );
    return found
      .filter(({ place, address }) => {
        const { origin, protocol } = new URL(address, location.href);
        const isPicture = place === 'src' && protocol === 'data:';
        return origin !== location.origin && !isPicture;
      })
      .map(({ address }) => `leads elsewhere: ${address}`);
  }, OURS);
