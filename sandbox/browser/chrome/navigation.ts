import { createBrowserHistory, type History } from 'history';
import type { AppMountParameters, CoreSetup } from '../../../kibana_contracts/browser';
import { appPath, changeTitle, type ChromeState, type LeaveHandler } from './core';
import { Subject } from './observable';
import { scopeHistory } from './scoped_history';

/** An app as a plugin registers it. */
export type App = Parameters<CoreSetup['application']['register']>[0];

/** A question before leaving, with what to do on "yes". */
export interface LeaveQuestion {
  text: string;
  title?: string;
  answer(leave: boolean): void;
}

const APP_ID = /^[a-zA-Z0-9_:-]+$/;

/** Which app is open, and the way from one to another. */
export class Navigation {
  readonly apps = new Map<string, App>();
  readonly question = new Subject<LeaveQuestion | null>(null);
  readonly currentApp: Subject<string>;
  private readonly history: History;
  private leaveHandler: LeaveHandler | null = null;

  constructor(
    basePath: string,
    private readonly state: ChromeState,
  ) {
    this.history = createBrowserHistory({ basename: basePath });
    this.currentApp = new Subject(this.appInAddress());
    this.history.listen(() => this.follow());
    window.addEventListener('beforeunload', (event) => this.beforeUnload(event));
  }

  register(app: App): void {
    if (!APP_ID.test(app.id))
      throw new Error(`Invalid application id: it can only be composed of alphanumeric chars, '-' and '_'`);
    if (this.apps.has(app.id))
      throw new Error(`An application is already registered with the id "${app.id}"`);
    this.apps.set(app.id, app);
  }

  /** Opens a path in an app. Only where another app is open, that app may ask first. */
  navigateToApp = async (appId: string, { path = '' }: { path?: string } = {}): Promise<void> => {
    if (appId !== this.currentApp.value && !(await this.mayLeave())) return;
    this.history.push(appPath(appId, path));
  };

  /** What an app is mounted with: its history is relative to itself, as Kibana's is. */
  parametersFor(appId: string, element: HTMLElement): AppMountParameters {
    return {
      element,
      history: scopeHistory(this.history, appPath(appId)),
      onAppLeave: (handler) => (this.leaveHandler = handler),
    };
  }

  private appInAddress(): string {
    return this.history.location.pathname.match(/^\/app\/([^/]+)/)?.[1] ?? '';
  }

  private follow(): void {
    const appId = this.appInAddress();
    if (appId === this.currentApp.value) return;
    this.leaveHandler = null;
    this.state.breadcrumbs.next([]);
    changeTitle('');
    this.currentApp.next(appId);
  }

  private ask(): { text: string; title?: string } | null {
    const confirm = (text: string, title?: string) => ({ text, title });
    return (
      (this.leaveHandler?.({ default: () => null, confirm }) as { text: string } | null | undefined) ?? null
    );
  }

  private async mayLeave(): Promise<boolean> {
    const asked = this.ask();
    if (!asked) return true;
    const leave = await new Promise<boolean>((answer) => this.question.next({ ...asked, answer }));
    this.question.next(null);
    return leave;
  }

  private beforeUnload(event: BeforeUnloadEvent): void {
    const asked = this.ask();
    if (!asked) return;
    event.preventDefault();
    event.returnValue = asked.text;
  }
}
