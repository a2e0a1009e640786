import { EuiButton, EuiFlexGroup, EuiFlexItem, EuiForm, EuiSkeletonText, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { StatusResponse } from '../../common/status/status';
import type { Address } from '../shared/addresses';
import { ICON } from '../shared/icons';
import { ProblemList } from '../shared/problem_list';
import { useServices } from '../shared/services';
import { ChannelsPage } from './channels/channels_page';
import { ConflictCallOut } from './conflict_callout';
import { ExclusionsPage } from './exclusions_page';
import { GeneralPage } from './general_page';
import { NoEncryptionKey, ReadOnly } from './notices';
import { RulesPage } from './rules_page';
import { SaveBar } from './save_bar';
import type { SectionProps } from './section';
import { SettingsNav } from './settings_nav';
import { SourceSection } from './source_section';
import { SwitchBar } from './switch_bar';
import { generalProblems, useFocusOnError } from './use_focus_on_error';
import type { SettingsForm } from './use_settings';
import { WhenPage } from './when/when_page';

type SettingsAddress = Extract<Address, { page: 'settings' }>;

interface SettingsPageProps {
  address: SettingsAddress;
  settings: SettingsForm;
  status: StatusResponse | undefined;
}

export function SettingsPage({ address, settings: form, status }: SettingsPageProps) {
  const { draft, saved } = form.state;
  if (form.loadError && !saved) return <LoadFailed form={form} />;
  if (!draft || !saved) return <EuiSkeletonText lines={10} data-test-subj="bfaSettingsLoading" />;
  return <Loaded form={form} draft={draft} status={status} address={address} />;
}

function LoadFailed({ form }: { form: SettingsForm }) {
  return (
    <>
      <ProblemList problems={form.loadError?.problems ?? []} subject="bfaSettingsProblem" />
      <EuiSpacer size="m" />
      <EuiButton iconType={ICON.refresh} onClick={form.reload} data-test-subj="bfaReloadSettings">
        {i18n.translate('bruteForceAlerts.settings.tryAgainLabel', { defaultMessage: 'Try again' })}
      </EuiButton>
    </>
  );
}

type LoadedProps = Pick<SectionProps, 'form' | 'draft'> & {
  status: StatusResponse | undefined;
  address: SettingsAddress;
};

/** The frame of every page of the settings, and the page that the address names. */
function Loaded({ form, draft, status, address }: LoadedProps) {
  const { canSave } = useServices();
  const { fieldRef, noticesRef } = useFocusOnError(form);
  const general = generalProblems(form);
  const section: SectionProps = { form, draft, disabled: !canSave, fieldRef };
  return (
    <EuiForm
      component="form"
      autoComplete="off"
      onSubmit={(event: React.FormEvent) => event.preventDefault()}
      data-test-subj="bfaSettingsForm"
    >
      <Head form={form} address={address} disabled={!canSave} />
      <EuiSpacer size="l" />
      {!canSave && <ReadOnly />}
      {form.state.saved?.canEncrypt === false && <NoEncryptionKey />}
      <div ref={noticesRef} tabIndex={-1}>
        <ConflictCallOut form={form} draft={draft} />
        <ProblemList problems={general} subject="bfaSettingsProblem" />
        {general.length > 0 && <EuiSpacer size="l" />}
      </div>
      <Part section={section} status={status} address={address} />
      <EuiSpacer size="l" />
      {canSave && <SaveBar form={form} current={address.part} />}
    </EuiForm>
  );
}

interface HeadProps {
  form: SettingsForm;
  address: SettingsAddress;
  disabled: boolean;
}

const Head = ({ form, address, disabled }: HeadProps) => (
  <EuiFlexGroup gutterSize="m" alignItems="center" justifyContent="spaceBetween" responsive={false} wrap>
    <EuiFlexItem grow={false}>
      <SettingsNav form={form} current={address.part} />
    </EuiFlexItem>
    <EuiFlexItem grow={false}>
      <SwitchBar form={form} disabled={disabled} />
    </EuiFlexItem>
  </EuiFlexGroup>
);

interface PartProps {
  section: SectionProps;
  status: StatusResponse | undefined;
  address: SettingsAddress;
}

function Part({ section, status, address }: PartProps) {
  switch (address.part) {
    case 'sources':
      return <SourceSection {...section} />;
    case 'rules':
      return <RulesPage {...section} />;
    case 'exclusions':
      return <ExclusionsPage {...section} />;
    case 'channels':
      return <ChannelsPage {...section} status={status} channelId={address.channelId} />;
    case 'when':
      return <WhenPage {...section} />;
    case 'general':
      return <GeneralPage {...section} status={status} />;
  }
}
