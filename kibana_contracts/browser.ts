/**
 * The browser contracts of Kibana that we use, and no more of them. Types only. Checked against Kibana 8.12.2.
 */
export interface Observable<T> {
  subscribe(observer: (value: T) => void): { unsubscribe(): void };
}

export interface HttpFetchError extends Error {
  response?: { status: number };
  body?: { message?: string; attributes?: unknown };
}

export interface HttpOptions {
  query?: Record<string, string | number | boolean | undefined>;
  body?: string;
  signal?: AbortSignal;
  /** Marks polling, so that an open page does not keep a session alive. */
  asSystemRequest?: boolean;
}

export interface HttpStart {
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
    getUrlForApp(appId: string, options?: { path?: string }): string;
    navigateToApp(appId: string, options?: { path?: string }): Promise<void>;
  };
  chrome: {
    setBreadcrumbs(crumbs: Array<{ text: string; href?: string; onClick?: (event: unknown) => void }>): void;
    docTitle: { change(title: string | string[]): void };
  };
  notifications: {
    toasts: {
      addSuccess(toast: string | { title: string; text?: string }): unknown;
      addDanger(toast: string | { title: string; text?: string }): unknown;
      addWarning(toast: string | { title: string; text?: string }): unknown;
    };
  };
  theme: { theme$: Observable<CoreTheme> };
}

/** history v4 as Kibana's ScopedHistory gives it: paths are relative to the app. */
export interface ScopedHistory {
  readonly location: { pathname: string; search: string };
  push(path: string): void;
  replace(path: string): void;
  listen(listener: (location: { pathname: string; search: string }) => void): () => void;
  createHref(location: { pathname: string; search?: string }): string;
}

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
