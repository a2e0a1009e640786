import { EuiButton, EuiForm, EuiSkeletonText, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect, useRef } from 'react';
import type { StatusResponse } from '../../common/status/status';
import { ICON } from '../shared/icons';
import { ProblemList } from '../shared/problem_list';
import { useServices } from '../shared/services';
import { ConflictCallOut } from './conflict_callout';
import { DetectionSection } from './detection_section';
import type { FieldName } from './field_name';
import { firstInvalid, problemsOfNoField } from './field_errors';
import { NoEncryptionKey, ReadOnly } from './notices';
import { SaveBar } from './save_bar';
import type { SectionProps } from './section';
import { SourceSection } from './source_section';
import { SwitchSection } from './switch_section';
import { TelegramSection } from './telegram_section';
import type { SettingsForm } from './use_settings';

interface SettingsPageProps {
  settings: SettingsForm;
  status: StatusResponse | undefined;
}

export function SettingsPage({ settings: form, status }: SettingsPageProps) {
  const { draft, saved } = form.state;
  if (form.loadError && !saved) return <LoadFailed form={form} />;
  if (!draft || !saved) return <EuiSkeletonText lines={10} data-test-subj="bfaSettingsLoading" />;
  return <Loaded form={form} draft={draft} status={status} />;
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

type LoadedProps = Pick<SectionProps, 'form' | 'draft'> & { status: StatusResponse | undefined };

function Loaded({ form, draft, status }: LoadedProps) {
  const { canSave } = useServices();
  const { saved } = form.state;
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
      {!canSave && <ReadOnly />}
      {saved?.canEncrypt === false && <NoEncryptionKey />}
      <div ref={noticesRef} tabIndex={-1}>
        <ConflictCallOut form={form} draft={draft} />
        <ProblemList problems={general} subject="bfaSettingsProblem" />
        {general.length > 0 && <EuiSpacer size="l" />}
      </div>
      <SourceSection {...section} />
      <EuiSpacer size="l" />
      <DetectionSection {...section} status={status} />
      <EuiSpacer size="l" />
      <TelegramSection {...section} />
      <SwitchSection {...section} />
      <EuiSpacer size="l" />
      {canSave && <SaveBar form={form} />}
    </EuiForm>
  );
}

/** What belongs to no single field. */
const generalProblems = ({ state }: SettingsForm) => [
  ...problemsOfNoField(state.problems),
  ...state.warnings,
];

/** Moves the focus after a save that failed: to the problems of the whole form, else to the first wrong field. */
function useFocusOnError(form: SettingsForm) {
  const fields = useRef<Partial<Record<FieldName, HTMLElement | null>>>({});
  const noticesRef = useRef<HTMLDivElement>(null);
  const { notices } = form.state;
  const seen = useRef(notices);
  const latest = useRef(form);
  latest.current = form;
  useEffect(() => {
    if (seen.current === notices) return;
    seen.current = notices;
    const field = firstInvalid(latest.current.errors);
    const isGeneral = latest.current.state.theirs !== null || generalProblems(latest.current).length > 0;
    reveal(isGeneral ? noticesRef.current : field && fields.current[field]);
  }, [notices]);
  const fieldRef = (field: FieldName) => (element: HTMLElement | null) => {
    fields.current[field] = element;
  };
  return { fieldRef, noticesRef };
}

/**
 * Scrolls an element to the middle of the window and focuses it. A plain focus may leave it below the bar at the
 * bottom.
 */
function reveal(element: HTMLElement | null | undefined): void {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'center' });
}
