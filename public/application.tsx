import { EuiProvider } from '@elastic/eui';
import React, { useEffect, useState } from 'react';
import ReactDOM from 'react-dom';
import { PLUGIN_ID, UI_CAPABILITY } from '../common/api/plugin';
import type { AppMountParameters, CoreStart, CoreTheme } from '../kibana_contracts/browser';
import { createApi } from './shared/api_client';
import { App } from './app';
import { ErrorBoundary } from './shared/error_boundary';
import { ServicesContext, type Services } from './shared/services';

type ThemeSource = CoreStart['theme']['theme$'];

/** Draws the app into the element that Kibana gives and returns how to remove it. */
export function renderApp(core: CoreStart, params: AppMountParameters): () => void {
  const services = createServices(core, params);
  ReactDOM.render(<Root services={services} theme$={core.theme.theme$} />, params.element);
  return () => {
    ReactDOM.unmountComponentAtNode(params.element);
  };
}

function createServices(
  core: CoreStart,
  { history, onAppLeave }: AppMountParameters,
): Omit<Services, 'theme'> {
  return {
    api: createApi(core.http),
    history,
    onAppLeave,
    chrome: core.chrome,
    toasts: core.notifications.toasts,
    canSave: core.application.capabilities[PLUGIN_ID]?.[UI_CAPABILITY.save] === true,
  };
}

function Root({ services, theme$ }: { services: Omit<Services, 'theme'>; theme$: ThemeSource }) {
  const theme = useTheme(theme$);
  return (
    <EuiProvider globalStyles={false} utilityClasses={false} colorMode={theme.darkMode ? 'dark' : 'light'}>
      <ErrorBoundary>
        <ServicesContext.Provider value={{ ...services, theme }}>
          <App />
        </ServicesContext.Provider>
      </ErrorBoundary>
    </EuiProvider>
  );
}

function useTheme(theme$: ThemeSource): CoreTheme {
  const [theme, setTheme] = useState<CoreTheme>(() => currentTheme(theme$));
  useEffect(() => {
    const subscription = theme$.subscribe(setTheme);
    return () => subscription.unsubscribe();
  }, [theme$]);
  return theme;
}

/** Kibana emits the current theme as soon as somebody subscribes; reading it first avoids a flash of light. */
function currentTheme(theme$: ThemeSource): CoreTheme {
  let current: CoreTheme = { darkMode: false };
  theme$
    .subscribe((theme) => {
      current = theme;
    })
    .unsubscribe();
  return current;
}
