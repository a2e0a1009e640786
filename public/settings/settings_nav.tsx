import { EuiTab, EuiTabs } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { SETTINGS_PAGES, type SettingsPageName, settingsPath } from '../shared/addresses';
import { useLinkInside } from '../shared/link_inside';
import { pageName, wrongPages } from './pages';
import type { SettingsForm } from './use_settings';

/** The pages of the settings, each with a word where something on it is not saved, or wrong. */
export function SettingsNav({ form, current }: { form: SettingsForm; current: SettingsPageName }) {
  const wrong = wrongPages(form.errors);
  return (
    <EuiTabs size="s" bottomBorder={false} aria-label={navLabel()} data-test-subj="bfaSettingsNav">
      {SETTINGS_PAGES.map((page) => (
        <PageTab
          key={page}
          page={page}
          isSelected={page === current}
          isWrong={wrong.includes(page)}
          isChanged={form.unsavedPages.includes(page)}
        />
      ))}
    </EuiTabs>
  );
}

const navLabel = () =>
  i18n.translate('bruteForceAlerts.settings.navAriaLabel', { defaultMessage: 'Pages of the settings' });

interface PageTabProps {
  page: SettingsPageName;
  isSelected: boolean;
  isWrong: boolean;
  isChanged: boolean;
}

function PageTab({ page, isSelected, isWrong, isChanged }: PageTabProps) {
  const link = useLinkInside(settingsPath(page));
  return (
    <EuiTab isSelected={isSelected} {...link} data-test-subj={`bfaSettingsPage-${page}`}>
      {isWrong ? wrongLabel(pageName(page)) : isChanged ? unsavedLabel(pageName(page)) : pageName(page)}
    </EuiTab>
  );
}

const wrongLabel = (name: string) =>
  i18n.translate('bruteForceAlerts.settings.pageWrongLabel', {
    defaultMessage: '{name} (to correct)',
    values: { name },
  });
const unsavedLabel = (name: string) =>
  i18n.translate('bruteForceAlerts.settings.pageUnsavedLabel', {
    defaultMessage: '{name} (unsaved)',
    values: { name },
  });
