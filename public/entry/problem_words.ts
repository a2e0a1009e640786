import type { BuildFacts } from './build_facts';

/** Why the app could not be opened. */
export type OpenProblem =
  /** Kibana lacks the members with these names. */
  | { kind: 'missing'; names: string[] }
  /** The app's own file did not arrive, or failed while it was evaluated. */
  | { kind: 'not_loaded'; message: string }
  /** The app was loaded and failed while it was opened. */
  | { kind: 'failed'; message: string };

/** The part of `@kbn/i18n` that is used here. The package itself may be what is missing. */
export interface Translator {
  translate(id: string, message: { defaultMessage: string; values?: Record<string, string> }): string;
}

/** Stands in for `@kbn/i18n`: English, with values put in by name. */
export const plainTranslator: Translator = {
  translate: (_id, { defaultMessage, values = {} }) =>
    defaultMessage.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole),
};

/** The texts of the page that is shown instead of the app. */
export interface ProblemText {
  title: string;
  paragraphs: string[];
  /** Names or error messages, shown as they are. */
  details: string[];
}

/** Says what is wrong, that detection goes on, and what to do next. `runningKibana` is empty where it is not known. */
export function problemText(
  i18n: Translator,
  problem: OpenProblem,
  facts: BuildFacts | undefined,
  runningKibana: string,
): ProblemText {
  const versions = { built: facts?.kibanaVersion ?? '?', running: runningKibana || '?' };
  const isOtherKibana = facts !== undefined && runningKibana !== '' && runningKibana !== facts.kibanaVersion;
  return {
    title: i18n.translate('bruteForceAlerts.entry.cannotOpenTitle', {
      defaultMessage: 'This page cannot be shown',
    }),
    paragraphs: [
      whatHappened(i18n, problem),
      isOtherKibana ? wrongZip(i18n, versions) : nextStep(i18n, problem),
      i18n.translate('bruteForceAlerts.entry.goesOnDescription', {
        defaultMessage:
          'This is about the page only: detection and messages run in the Kibana server, and Kibana itself is not affected.',
      }),
      i18n.translate('bruteForceAlerts.entry.versionsDescription', {
        defaultMessage: 'Plugin {plugin}, built for Kibana {built}. This is Kibana {running}.',
        values: { plugin: facts?.pluginVersion ?? '?', ...versions },
      }),
    ],
    details: problem.kind === 'missing' ? problem.names : [problem.message],
  };
}

function whatHappened(i18n: Translator, { kind }: OpenProblem): string {
  if (kind === 'missing')
    return i18n.translate('bruteForceAlerts.entry.missingDescription', {
      defaultMessage: 'This Kibana does not give plugins what the page needs:',
    });
  if (kind === 'not_loaded')
    return i18n.translate('bruteForceAlerts.entry.notLoadedDescription', {
      defaultMessage: 'The file of the page could not be loaded:',
    });
  return i18n.translate('bruteForceAlerts.entry.failedDescription', {
    defaultMessage: 'The page failed while it was opened:',
  });
}

const wrongZip = (i18n: Translator, versions: { built: string; running: string }) =>
  i18n.translate('bruteForceAlerts.entry.wrongZipDescription', {
    defaultMessage:
      'The installed plugin was built for another Kibana. Ask an administrator to install the zip for this one: bruteForceAlerts-{running}.zip.',
    values: versions,
  });

function nextStep(i18n: Translator, { kind }: OpenProblem): string {
  if (kind === 'missing')
    return i18n.translate('bruteForceAlerts.entry.reportMissingDescription', {
      defaultMessage:
        'The installed plugin was built for this version of Kibana and ought to fit. Reload the page; if this stays, report it with the names below.',
    });
  return i18n.translate('bruteForceAlerts.entry.reloadDescription', {
    defaultMessage:
      'Reload the page: the plugin may have been updated since this tab was opened. If this stays, look into the browser console and report what it says.',
  });
}
