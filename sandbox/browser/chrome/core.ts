import type { AppMountParameters, CoreStart } from '../../../kibana_contracts/browser';
import type { PageData } from '../page_data';
import { createHttp } from './http';
import { Subject } from './observable';

export type Breadcrumb = Parameters<CoreStart['chrome']['setBreadcrumbs']>[0][number];
export type LeaveHandler = Parameters<AppMountParameters['onAppLeave']>[0];
type GivenToast = string | { title: string; text?: string };

export interface Toast {
  id: string;
  title: string;
  text?: string;
  color: 'success' | 'danger' | 'warning';
}

/** What the chrome shows and the plugin changes. */
export interface ChromeState {
  breadcrumbs: Subject<Breadcrumb[]>;
  toasts: Subject<Toast[]>;
}

export const createChromeState = (): ChromeState => ({
  breadcrumbs: new Subject<Breadcrumb[]>([]),
  toasts: new Subject<Toast[]>([]),
});

type AddToast = (toast: GivenToast) => unknown;

/** Leads to an app, after asking the one that is left. */
export type Navigate = (appId: string, options?: { path?: string }) => Promise<void>;

/** `core` in start: what our app uses, and what any app is sure to find beside it. */
export interface ChromeCore extends CoreStart {
  application: CoreStart['application'] & { navigateToApp: Navigate };
  notifications: { toasts: Record<'addSuccess' | 'addDanger' | 'addWarning', AddToast> };
}

/** `core` in start. */
export function createCore(data: PageData, state: ChromeState, navigate: Navigate): ChromeCore {
  return {
    http: createHttp(data),
    application: {
      capabilities: data.capabilities,
      navigateToApp: navigate,
    },
    chrome: { setBreadcrumbs: (crumbs) => state.breadcrumbs.next(crumbs), docTitle: { change: changeTitle } },
    notifications: { toasts: createToasts(state.toasts) },
    theme: { theme$: new Subject({ darkMode: data.darkMode }) },
  };
}

/** Where an app stands, below the base path. */
export function appPath(appId: string, path = ''): string {
  const separator = path === '' || /^[/?#]/.test(path) ? '' : '/';
  return `/app/${appId}${separator}${path}`;
}

/** "Settings - Brute force alerts - Elastic". */
export function changeTitle(title: string | string[]): void {
  document.title = [title, 'Elastic'].flat().filter(Boolean).join(' - ');
}

function createToasts(toasts: Subject<Toast[]>): ChromeCore['notifications']['toasts'] {
  const add = (color: Toast['color']) => (given: GivenToast) => {
    const content = typeof given === 'string' ? { title: given } : { title: given.title, text: given.text };
    const toast = { ...content, color, id: crypto.randomUUID() };
    toasts.next([...toasts.value, toast]);
    return toast;
  };
  return { addSuccess: add('success'), addDanger: add('danger'), addWarning: add('warning') };
}
