import {
  EuiCollapsibleNav,
  EuiCollapsibleNavGroup,
  EuiConfirmModal,
  EuiEmptyPrompt,
  EuiGlobalToastList,
  EuiHeader,
  EuiHeaderBreadcrumbs,
  EuiHeaderLogo,
  EuiHeaderSectionItemButton,
  EuiIcon,
  EuiListGroup,
  EuiProvider,
  EuiText,
} from '@elastic/eui';
import React, { useEffect, useRef, useState } from 'react';
import { appPath, type ChromeState } from './core';
import type { App, Navigation } from './navigation';
import type { Subject } from './observable';

interface ShellProps {
  basePath: string;
  darkMode: boolean;
  navigation: Navigation;
  state: ChromeState;
  onFatal(error: unknown): void;
}

const BANNER = 'Sandbox: a stand-in for Kibana, for trying and testing only';

/** The height of the headers, which EUI tells. They are fixed: Kibana leaves room for them, and so no app does. */
const HEADERS = 'var(--euiFixedHeadersOffset, 0px)';

/** Everything around the app: header, navigation, toasts, and the question before leaving. */
export function Shell(props: ShellProps) {
  const currentApp = useSubject(props.navigation.currentApp);
  return (
    <EuiProvider colorMode={props.darkMode ? 'dark' : 'light'}>
      <Headers {...props} />
      <div
        className="kbnAppWrapper"
        style={{ minHeight: '100vh', paddingTop: HEADERS, boxSizing: 'border-box', display: 'flex' }}
      >
        <Mounted key={currentApp} appId={currentApp} {...props} />
      </div>
      <Toasts {...props} />
      <LeaveModal {...props} />
    </EuiProvider>
  );
}

function useSubject<T>(subject: Subject<T>): T {
  const [value, setValue] = useState(subject.value);
  useEffect(() => {
    const subscription = subject.subscribe((next) => setValue(() => next));
    return () => subscription.unsubscribe();
  }, [subject]);
  return value;
}

function Headers({ navigation, state, basePath }: ShellProps) {
  const breadcrumbs = useSubject(state.breadcrumbs);
  const currentApp = useSubject(navigation.currentApp);
  const shown =
    breadcrumbs.length > 0 ? breadcrumbs : [{ text: navigation.apps.get(currentApp)?.title ?? 'Elastic' }];
  const home = (
    <EuiHeaderLogo iconType="logoElastic" href={`${basePath}/`} aria-label="Elastic home">
      elastic
    </EuiHeaderLogo>
  );
  const banner = (
    <EuiText size="s" color="ghost" data-test-subj="sandboxBanner">
      {BANNER}
    </EuiText>
  );
  return (
    <div data-test-subj="headerGlobalNav">
      <EuiHeader theme="dark" position="fixed" sections={[{ items: [home] }, { items: [banner] }]} />
      <EuiHeader position="fixed">
        <SideNavigation navigation={navigation} basePath={basePath} currentApp={currentApp} />
        <EuiHeaderBreadcrumbs aria-label="Breadcrumbs" breadcrumbs={shown} data-test-subj="breadcrumbs" />
      </EuiHeader>
    </div>
  );
}

/** On narrower windows the navigation lies over the page, and so begins closed. */
const DOCKED_FROM = 992;

function SideNavigation({
  navigation,
  basePath,
  currentApp,
}: Pick<ShellProps, 'navigation' | 'basePath'> & { currentApp: string }) {
  const [isOpen, setOpen] = useState(() => window.innerWidth >= DOCKED_FROM);
  const button = (
    <EuiHeaderSectionItemButton
      aria-label="Toggle primary navigation"
      aria-expanded={isOpen}
      data-test-subj="toggleNavButton"
      onClick={() => setOpen(!isOpen)}
    >
      <EuiIcon type="menu" />
    </EuiHeaderSectionItemButton>
  );
  return (
    <EuiCollapsibleNav
      isOpen={isOpen}
      isDocked
      showButtonIfDocked
      button={button}
      onClose={() => setOpen(false)}
      size={240}
      data-test-subj="collapsibleNav"
    >
      {groupByCategory([...navigation.apps.values()]).map(({ category, apps }) => (
        <EuiCollapsibleNavGroup
          key={category.id}
          title={category.label}
          iconType={category.euiIconType}
          isCollapsible
          initialIsOpen
        >
          <EuiListGroup
            aria-label={category.label}
            gutterSize="none"
            size="s"
            listItems={apps.map(({ id, title }) => ({
              label: title,
              href: basePath + appPath(id),
              isActive: id === currentApp,
              'data-test-subj': 'collapsibleNavAppLink',
              onClick: (event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                void navigation.navigateToApp(id);
              },
            }))}
          />
        </EuiCollapsibleNavGroup>
      ))}
    </EuiCollapsibleNav>
  );
}

function groupByCategory(apps: App[]): Array<{ category: App['category']; apps: App[] }> {
  const categories = new Map(apps.map(({ category }) => [category.id, category]));
  return [...categories.values()].map((category) => ({
    category,
    apps: apps.filter((app) => app.category.id === category.id),
  }));
}

/** Gives the open app an element of its own, and removes it when the app is left. */
function Mounted({ appId, navigation, onFatal }: ShellProps & { appId: string }) {
  const element = useRef<HTMLDivElement>(null);
  const app = navigation.apps.get(appId);
  useEffect(() => {
    if (!app || !element.current) return undefined;
    const mounted = app.mount(navigation.parametersFor(appId, element.current));
    mounted.catch(onFatal);
    return () => void mounted.then((unmount) => unmount()).catch(onFatal);
  }, [app, appId, navigation, onFatal]);
  if (!app) return <NotFound />;
  return (
    <div
      ref={element}
      data-test-subj={`sandboxApp-${appId}`}
      style={{ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 }}
    />
  );
}

function NotFound() {
  const body = 'No application was found at this URL. Check the URL or choose an app from the menu.';
  return (
    <EuiEmptyPrompt
      iconType="alert"
      title={<h2>Application Not Found</h2>}
      body={<p>{body}</p>}
      data-test-subj="appNotFoundPageContent"
    />
  );
}

const TOAST_LIFE_MS = 10_000;
/** Kibana leaves an error for five minutes. */
const ERROR_LIFE_MS = 300_000;
const ICONS = { success: 'check', danger: 'error', warning: 'help' } as const;

function Toasts({ state: { toasts } }: ShellProps) {
  const shown = useSubject(toasts).map((toast) => ({
    ...toast,
    iconType: ICONS[toast.color],
    toastLifeTimeMs: toast.color === 'danger' ? ERROR_LIFE_MS : TOAST_LIFE_MS,
    'data-test-subj': `sandboxToast-${toast.color}`,
  }));
  const dismiss = ({ id }: { id: string }) => toasts.next(toasts.value.filter((toast) => toast.id !== id));
  return (
    <EuiGlobalToastList
      toasts={shown}
      dismissToast={dismiss}
      toastLifeTimeMs={TOAST_LIFE_MS}
      data-test-subj="globalToastList"
    />
  );
}

function LeaveModal({ navigation }: ShellProps) {
  const question = useSubject(navigation.question);
  if (!question) return null;
  return (
    <EuiConfirmModal
      title={question.title}
      titleProps={{ id: 'sandbox-leave-title' }}
      aria-labelledby="sandbox-leave-title"
      cancelButtonText="Cancel"
      confirmButtonText="Confirm"
      defaultFocusedButton="cancel"
      onCancel={() => question.answer(false)}
      onConfirm={() => question.answer(true)}
      data-test-subj="appLeaveConfirmModal"
    >
      {question.text}
    </EuiConfirmModal>
  );
}
