import { EuiProvider } from '@elastic/eui';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import React, { type ComponentProps, useEffect, useState } from 'react';
import ReactDOM from 'react-dom';
import { Router } from 'react-router-dom';
import { PLUGIN_ID, UI_CAPABILITY } from '../common/api/plugin';
import type { AppMountParameters, CoreStart, CoreTheme } from '../kibana_contracts/browser';
import { createApi } from './shared/api_client';
import { App } from './app';
import { ErrorBoundary } from './shared/error_boundary';
import { type Presses, watchPresses } from './shared/presses';
import { createQueryClient } from './shared/query_client';
import { ServicesContext, type Services } from './shared/services';

type History = ComponentProps<typeof Router>['history'];
type ThemeSource = CoreStart['theme']['theme$'];

/** Draws the app into the element that Kibana gives and returns how to remove it. */
export function renderApp(core: CoreStart, params: AppMountParameters): () => void {
  const presses = watchPresses(window);
  const services = createServices(core, params, presses);
  const queryClient = createQueryClient();
  // The router uses the part of the history that Kibana's scoped one has.
  const history = params.history as History;
  ReactDOM.render(
    <ErrorBoundary>
      <Root services={services} theme$={core.theme.theme$} history={history} queryClient={queryClient} />
    </ErrorBoundary>,
    params.element,
  );
  return () => {
    presses.stop();
    ReactDOM.unmountComponentAtNode(params.element);
    queryClient.clear();
  };
}

function createServices(
  core: CoreStart,
  { onAppLeave }: AppMountParameters,
  presses: Presses,
): Omit<Services, 'theme'> {
  return {
    api: createApi(core.http, presses),
    presses,
    addressInKibana: (path) => core.http.basePath.prepend(path),
    onAppLeave,
    chrome: core.chrome,
    toasts: core.notifications.toasts,
    canSave: core.application.capabilities[PLUGIN_ID]?.[UI_CAPABILITY.save] === true,
  };
}

/**
 * The subdued text of EUI's dark theme has a contrast of 4.49 to 1; WCAG asks for 4.5. Later versions of EUI have another
 * name for it, and a colour that is light enough.
 */
const READABLE = { colors: { DARK: { subduedText: '#8d929c' }, LIGHT: {} } };

interface RootProps {
  services: Omit<Services, 'theme'>;
  theme$: ThemeSource;
  history: History;
  queryClient: QueryClient;
}

function Root({ services, theme$, history, queryClient }: RootProps) {
  const theme = useTheme(theme$);
  return (
    <EuiProvider
      globalStyles={false}
      utilityClasses={false}
      colorMode={theme.darkMode ? 'dark' : 'light'}
      modify={READABLE}
    >
      <ServicesContext.Provider value={{ ...services, theme }}>
        <QueryClientProvider client={queryClient}>
          <Router history={history}>
            <App />
          </Router>
        </QueryClientProvider>
      </ServicesContext.Provider>
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

/**
 * The theme now. Kibana emits it synchronously on subscription; without it a dark page would flash in light colours
 * first.
 */
function currentTheme(theme$: ThemeSource): CoreTheme {
  let current: CoreTheme = { darkMode: false };
  theme$
    .subscribe((theme) => {
      current = theme;
    })
    .unsubscribe();
  return current;
}
