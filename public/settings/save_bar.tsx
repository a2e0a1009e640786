import { EuiBottomBar, EuiButton, EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { SettingsPageName } from '../shared/addresses';
import { ICON } from '../shared/icons';
import { pageName } from './pages';
import type { SettingsForm } from './use_settings';

/**
 * The bar at the bottom of the window. It is shown while there are unsaved changes, or where nothing was saved yet.
 */
export function SaveBar({ form, current }: { form: SettingsForm; current: SettingsPageName }) {
  const neverSaved = form.state.saved?.version === null;
  if (form.changes === 0 && !neverSaved) return null;
  return (
    <EuiBottomBar position="sticky" paddingSize="s" data-test-subj="bfaSaveBar">
      <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap>
        <EuiFlexItem>
          <EuiText size="s" aria-live="polite" data-test-subj="bfaUnsaved">
            {form.changes > 0 ? changesText(form, current) : neverSavedText()}
          </EuiText>
        </EuiFlexItem>
        {form.changes > 0 && (
          <EuiFlexItem grow={false}>
            <Discard form={form} />
          </EuiFlexItem>
        )}
        <EuiFlexItem grow={false}>
          <Save form={form} />
        </EuiFlexItem>
      </EuiFlexGroup>
    </EuiBottomBar>
  );
}

/** How many changes there are or, where some are on another page, on which: nobody saves what they do not know of. */
function changesText(form: SettingsForm, current: SettingsPageName): string {
  const pages = form.unsavedPages;
  if (pages.every((page) => page === current)) {
    return i18n.translate('bruteForceAlerts.settings.unsavedLabel', {
      defaultMessage: '{count, plural, one {# unsaved change} other {# unsaved changes}}',
      values: { count: form.changes },
    });
  }
  return i18n.translate('bruteForceAlerts.settings.unsavedOnPagesLabel', {
    defaultMessage: 'Unsaved changes on: {pages}',
    values: { pages: pages.map(pageName).join(', ') },
  });
}

const neverSavedText = () =>
  i18n.translate('bruteForceAlerts.settings.neverSavedLabel', {
    defaultMessage: 'Nothing is saved yet: these are the values we suggest',
  });

function Discard({ form }: { form: SettingsForm }) {
  return (
    <EuiButtonEmpty
      color="text"
      size="s"
      iconType={ICON.discard}
      isDisabled={form.state.busy !== undefined}
      onClick={form.discard}
      data-test-subj="bfaDiscard"
    >
      {i18n.translate('bruteForceAlerts.settings.discardLabel', { defaultMessage: 'Discard' })}
    </EuiButtonEmpty>
  );
}

function Save({ form }: { form: SettingsForm }) {
  return (
    <EuiButton
      fill
      size="s"
      iconType={ICON.save}
      isLoading={form.state.busy === 'saving'}
      isDisabled={form.state.busy === 'switching'}
      onClick={() => form.save()}
      data-test-subj="bfaSave"
    >
      {i18n.translate('bruteForceAlerts.settings.saveLabel', { defaultMessage: 'Save' })}
    </EuiButton>
  );
}
