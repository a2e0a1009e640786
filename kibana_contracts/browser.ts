/**
 * The browser contracts of Kibana that we use, and no more of them. Types only. Checked against Kibana 8.12.2.
 */
import type { History } from 'history';

export interface Observable<T> {
  subscribe(observer: (value: T) => void): { unsubscribe(): void };
}

export interface HttpFetchError extends Error {
  response?: { status: number };
  body?: { message?: string; attributes?: unknown };
}

export interface HttpOptions {
  query?: Record<string, string | number | boolean | string[] | undefined>;
  body?: string;
  signal?: AbortSignal;
  /** Marks polling, so that an open page does not keep a session alive. */
  asSystemRequest?: boolean;
}

export interface HttpStart {
  /** Puts the base path and the space before a path of Kibana. */
  basePath: { prepend(path: string): string };
  get<T>(path: string, options?: HttpOptions): Promise<T>;
  post<T>(path: string, options?: HttpOptions): Promise<T>;
  put<T>(path: string, options?: HttpOptions): Promise<T>;
}

export interface CoreTheme {
  darkMode: boolean;
  name?: string;
}

export interface CoreStart {
  http: HttpStart;
  application: {
    capabilities: Record<string, Record<string, boolean | Record<string, boolean>>>;
  };
  chrome: {
    setBreadcrumbs(crumbs: Array<{ text: string; href?: string; onClick?: (event: unknown) => void }>): void;
    docTitle: { change(title: string | string[]): void };
  };
  notifications: {
    toasts: {
      addSuccess(toast: string | { title: string; text?: string }): unknown;
    };
  };
  theme: { theme$: Observable<CoreTheme> };
}

/** The part of history v4 that the router and the pages use. Paths are relative to the app. */
export type ScopedHistory = Pick<History, 'location' | 'push' | 'replace' | 'listen' | 'createHref'>;

export interface AppMountParameters {
  element: HTMLElement;
  history: ScopedHistory;
  /** Asked before the person leaves the app, by in-app navigation or by closing the tab. */
  onAppLeave(
    handler: (actions: { default(): unknown; confirm(text: string, title?: string): unknown }) => unknown,
  ): void;
}

export interface CoreSetup {
  application: {
    register(app: {
      id: string;
      title: string;
      category: { id: string; label: string; order: number; euiIconType: string };
      order?: number;
      euiIconType?: string;
      keywords?: string[];
      mount(params: AppMountParameters): Promise<() => void>;
    }): void;
  };
  getStartServices(): Promise<[CoreStart, unknown, unknown]>;
}

/** What the exported function `plugin` is called with. */
export interface PluginInitializerContext {
  env: { packageInfo: { version: string } };
}

/** What the exported function `plugin` returns. Kibana refuses to start where `setup` or `start` is no function. */
export interface Plugin {
  setup(core: CoreSetup): void;
  start(): void;
  stop(): void;
}

/** Kibana's globals in a page, as far as we use them. Each may be missing in a version that we do not know. */
export interface KibanaGlobals {
  /** Address of the folder `target/public` of each plugin, with a slash at its end. */
  __kbnPublicPath__?: Record<string, string>;
  /** Libraries that Kibana shares with plugins, by names of its own. */
  __kbnSharedDeps__?: Record<string, unknown>;
}
