import { EuiButton, EuiForm, EuiSkeletonText, EuiSpacer } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useEffect, useRef } from 'react';
import type { StatusResponse } from '../../common/status';
import { ICON } from '../icons';
import { ProblemList } from '../problem_list';
import { useServices } from '../services';
import { ConflictCallOut } from './conflict_callout';
import { DetectionSection } from './detection_section';
import type { FieldName } from './draft';
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
  const { fieldRef, problemsRef } = useFocusOnError(form);
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
      <ConflictCallOut form={form} draft={draft} />
      <SourceSection {...section} />
      <EuiSpacer size="l" />
      <DetectionSection {...section} status={status} />
      <EuiSpacer size="l" />
      <TelegramSection {...section} />
      <SwitchSection {...section} />
      <div ref={problemsRef} tabIndex={-1}>
        <ProblemList
          problems={[...problemsOfNoField(form.state.problems), ...form.state.warnings]}
          subject="bfaSettingsProblem"
        />
      </div>
      <EuiSpacer size="l" />
      {canSave && <SaveBar form={form} />}
    </EuiForm>
  );
}

/** After a save that did not work, the focus goes to the first field to correct, or to what the server said. */
function useFocusOnError({ state, errors }: SettingsForm) {
  const fields = useRef<Partial<Record<FieldName, HTMLElement | null>>>({});
  const problemsRef = useRef<HTMLDivElement>(null);
  const { attempts, problems, warnings } = state;
  useEffect(() => {
    const field = attempts > 0 || problems.length > 0 ? firstInvalid(errors) : undefined;
    if (field) fields.current[field]?.focus();
    else if (problems.length > 0 || warnings.length > 0) problemsRef.current?.focus();
    // Only a new attempt or answer moves the focus, not each key typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [attempts, problems.length, warnings.length]);
  const fieldRef = (field: FieldName) => (element: HTMLElement | null) => {
    fields.current[field] = element;
  };
  return { fieldRef, problemsRef };
}
