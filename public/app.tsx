import {
  EuiFlexGroup,
  EuiFlexItem,
  EuiPageTemplate,
  EuiSpacer,
  EuiTab,
  EuiTabs,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect } from 'react';
import { PLUGIN_TITLE } from '../common/api/plugin';
import { Redirect, useHistory, useLocation } from 'react-router-dom';
import { AlertsPage } from './alerts/alerts_page';
import { type Address, addressOf, type PageName, PATH } from './shared/addresses';
import { followInside, type LinkInside, useLinkInside } from './shared/link_inside';
import { usePolled } from './shared/polling';
import { useServices } from './shared/services';
import { pageName } from './settings/pages';
import { SettingsPage } from './settings/settings_page';
import { useSettings } from './settings/use_settings';
import { StatusPanel } from './health/status_panel';

/** The app at the address of the browser. An address of no page becomes that of the alerts. */
export function App() {
  const address = addressOf(useLocation().pathname);
  return (
    <>
      {!address && <Redirect to={PATH.alerts} />}
      <Pages address={address ?? { page: 'alerts' }} />
    </>
  );
}

/**
 * The frame of both pages. It holds the settings form, so that what was typed stays while somebody looks at the
 * alerts.
 */
function Pages({ address }: { address: Address }) {
  const { api } = useServices();
  const status = usePolled(['status'], (options) => api.status(options));
  const settings = useSettings({ page: address.page, status });
  useBreadcrumbsAndTitle(address);
  return (
    <EuiPageTemplate
      restrictWidth={false}
      grow
      offset={0} // Kibana itself leaves room for its header
      data-test-subj="bfaApp"
    >
      <EuiPageTemplate.Header paddingSize="m" bottomBorder>
        <Head tabs={useTabs(address.page, settings.changes > 0)} />
      </EuiPageTemplate.Header>
      <EuiPageTemplate.Section paddingSize="m">
        <StatusPanel status={status} settings={settings} />
        <EuiSpacer size="m" />
        {address.page === 'alerts' ? (
          <AlertsPage alertId={address.alertId} status={status} settings={settings.state.saved} />
        ) : (
          <SettingsPage address={address} settings={settings} status={status.data} />
        )}
      </EuiPageTemplate.Section>
    </EuiPageTemplate>
  );
}

interface Tab {
  label: string;
  isSelected: boolean;
}

/** The title beside the tabs: on a small screen each row of alerts counts. */
const Head = ({ tabs }: { tabs: Array<Tab & LinkInside> }) => (
  <EuiFlexGroup gutterSize="l" alignItems="center" responsive={false} wrap style={{ rowGap: 0 }}>
    <EuiFlexItem grow={false}>
      <EuiTitle size="s">
        <h1>{PLUGIN_TITLE}</h1>
      </EuiTitle>
    </EuiFlexItem>
    <EuiFlexItem grow={false}>
      <EuiTabs size="m" bottomBorder={false}>
        {tabs.map(({ label, ...tab }) => (
          <EuiTab key={tab.href} {...tab}>
            {label}
          </EuiTab>
        ))}
      </EuiTabs>
    </EuiFlexItem>
  </EuiFlexGroup>
);

const pageTitle = (page: PageName) =>
  page === 'alerts'
    ? i18n.translate('bruteForceAlerts.app.alertsLabel', { defaultMessage: 'Alerts' })
    : i18n.translate('bruteForceAlerts.app.settingsLabel', { defaultMessage: 'Settings' });

function useTabs(current: PageName, unsaved: boolean) {
  const links = { alerts: useLinkInside(PATH.alerts), settings: useLinkInside(PATH.settings) };
  const tab = (page: PageName, label: string, testSubj: string) => ({
    label,
    isSelected: page === current,
    ...links[page],
    'data-test-subj': testSubj,
  });
  return [
    tab('alerts', pageTitle('alerts'), 'bfaTabAlerts'),
    tab('settings', unsaved ? unsavedTitle() : pageTitle('settings'), 'bfaTabSettings'),
  ];
}

const unsavedTitle = () =>
  i18n.translate('bruteForceAlerts.app.settingsUnsavedLabel', { defaultMessage: 'Settings (unsaved)' });

function useBreadcrumbsAndTitle(address: Address): void {
  const { chrome } = useServices();
  const history = useHistory();
  const { page } = address;
  const part = address.page === 'settings' ? pageName(address.part) : undefined;
  useEffect(() => {
    const crumb = (text: string, path: string) => ({
      text,
      href: history.createHref({ pathname: path }),
      onClick: (event: unknown) => followInside(event as React.MouseEvent, () => history.push(path)),
    });
    const last = part ?? pageTitle(page);
    const above = part === undefined ? [] : [crumb(pageTitle(page), PATH[page])];
    chrome.setBreadcrumbs([crumb(PLUGIN_TITLE, PATH.alerts), ...above, { text: last }]);
    chrome.docTitle.change([last, ...above.map(({ text }) => text), PLUGIN_TITLE]);
  }, [chrome, history, page, part]);
}
