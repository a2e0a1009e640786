import { EuiPageTemplate, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import { PLUGIN_TITLE } from '../common/api/plugin';
import { AlertsPage } from './alerts/alerts_page';
import { followInside } from './shared/follow_inside';
import type { PageName } from './shared/routing';
import { useServices } from './shared/services';
import { SettingsPage } from './settings/settings_page';
import { useSettings } from './settings/use_settings';
import { StatusPanel } from './health/status_panel';
import { usePolling } from './shared/use_polling';
import { useRoute } from './shared/use_route';

/** The frame of both pages. The settings form lives here, so that looking at the alerts loses nothing typed. */
export function App() {
  const { api } = useServices();
  const route = useRoute();
  const status = usePolling('status', (options) => api.status(options));
  const settings = useSettings({ page: route.page, status });
  useDocumentPlace(route.page);
  return (
    <EuiPageTemplate
      restrictWidth={false}
      grow
      offset={0} // Kibana itself leaves room for its header
      data-test-subj="bfaApp"
    >
      <EuiPageTemplate.Header
        pageTitle={PLUGIN_TITLE}
        description={description()}
        tabs={useTabs(route.page, settings.changes > 0)}
        bottomBorder
      />
      <EuiPageTemplate.Section paddingSize="l">
        <StatusPanel status={status} settings={settings} />
        <EuiSpacer size="l" />
        {route.page === 'alerts' ? (
          <AlertsPage alertId={route.alertId} status={status} settings={settings.state.saved} />
        ) : (
          <SettingsPage settings={settings} status={status.data} />
        )}
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}

const description = () =>
  i18n.translate('bruteForceAlerts.app.pageDescription', {
    defaultMessage:
      'Sees password guessing in Windows logon events and tells the people on duty in Telegram.',
  });

const pageTitle = (page: PageName) =>
  page === 'alerts'
    ? i18n.translate('bruteForceAlerts.app.alertsLabel', { defaultMessage: 'Alerts' })
    : i18n.translate('bruteForceAlerts.app.settingsLabel', { defaultMessage: 'Settings' });

function useTabs(current: PageName, unsaved: boolean) {
  const { history } = useServices();
  const tab = (page: PageName, testSubj: string) => ({
    label: pageTitle(page),
    isSelected: page === current,
    href: history.createHref({ pathname: `/${page}` }),
    onClick: (event: React.MouseEvent) => followInside(event, () => history.push(`/${page}`)),
    'data-test-subj': testSubj,
  });
  const settingsTab = tab('settings', 'bfaTabSettings');
  return [tab('alerts', 'bfaTabAlerts'), unsaved ? { ...settingsTab, label: unsavedTitle() } : settingsTab];
}

const unsavedTitle = () =>
  i18n.translate('bruteForceAlerts.app.settingsUnsavedLabel', { defaultMessage: 'Settings (unsaved)' });

function useDocumentPlace(page: PageName): void {
  const { chrome, history } = useServices();
  useEffect(() => {
    const home = {
      text: PLUGIN_TITLE,
      href: history.createHref({ pathname: '/alerts' }),
      onClick: (event: unknown) => followInside(event as React.MouseEvent, () => history.push('/alerts')),
    };
    chrome.setBreadcrumbs([home, { text: pageTitle(page) }]);
    chrome.docTitle.change([pageTitle(page), PLUGIN_TITLE]);
  }, [chrome, history, page]);
}
