import type {
  AppMountParameters,
  CoreSetup,
  CoreStart,
  KibanaGlobals,
  PluginInitializerContext,
} from '../../kibana_contracts/browser';
import { buildFacts } from './build_facts';
import { type AppModule, AppNotLoaded } from './load_app';
import { showProblem } from './problem_page';
import { type OpenProblem, plainTranslator, problemText, type Translator } from './problem_words';
import {
  CORE_SETUP,
  CORE_START,
  missingOfShape,
  missingSharedMembers,
  MOUNT_PARAMETERS,
} from './requirements';

/** What opening the app needs besides the parameters of the mount. */
export interface Opening {
  core: CoreSetup;
  context: PluginInitializerContext;
  globals: KibanaGlobals;
  load(): Promise<AppModule>;
}

type Unmount = () => void;

/**
 * Opens the app in the element that Kibana gives. Never rejects and never throws: where something is missing or fails,
 * the element says what, and Kibana goes on.
 */
export async function openApp(opening: Opening, params: AppMountParameters): Promise<Unmount> {
  try {
    const { core, globals } = opening;
    const missing = [
      ...missingSharedMembers(globals.__kbnSharedDeps__, buildFacts?.sharedMembers ?? {}),
      ...missingOfShape('core', core, CORE_SETUP),
      ...missingOfShape('params', params, MOUNT_PARAMETERS),
    ];
    if (missing.length > 0) return show(opening, params, { kind: 'missing', names: missing });
    const [start] = await core.getStartServices();
    return await openWith(opening, start, params);
  } catch (error) {
    return show(opening, params, problemOf(error));
  }
}

async function openWith(opening: Opening, start: CoreStart, params: AppMountParameters): Promise<Unmount> {
  const missing = missingOfShape('core', start, CORE_START);
  if (missing.length > 0) return show(opening, params, { kind: 'missing', names: missing });
  const { renderApp } = await opening.load();
  return withoutThrowing(renderApp(start, params));
}

function problemOf(error: unknown): OpenProblem {
  report(error);
  const message = error instanceof Error ? error.message : String(error);
  return { kind: error instanceof AppNotLoaded ? 'not_loaded' : 'failed', message };
}

function show(opening: Opening, params: AppMountParameters, problem: OpenProblem): Unmount {
  try {
    const running = opening.context?.env?.packageInfo?.version ?? '';
    const text = problemText(translatorOf(opening.globals), problem, buildFacts, running);
    return withoutThrowing(showProblem(params.element, text));
  } catch (error) {
    report(error);
    return () => undefined;
  }
}

function translatorOf({ __kbnSharedDeps__: shared }: KibanaGlobals): Translator {
  const { i18n } = (shared?.KbnI18n ?? {}) as { i18n?: Translator };
  return typeof i18n?.translate === 'function' ? i18n : plainTranslator;
}

const withoutThrowing =
  (work: Unmount): Unmount =>
  () => {
    try {
      work();
    } catch (error) {
      report(error);
    }
  };

/** Writes an error to the browser console, the only log that every Kibana has. */
export function report(error: unknown): void {
  // eslint-disable-next-line no-console
  console.error('Brute force alerts: its page cannot be shown. Kibana goes on.', error);
}
