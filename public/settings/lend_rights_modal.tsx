import {
  EuiButton,
  EuiButtonEmpty,
  EuiLoadingSpinner,
  EuiModal,
  EuiModalBody,
  EuiModalFooter,
  EuiModalHeader,
  EuiModalHeaderTitle,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { type ReactNode, useEffect } from 'react';
import type { SourceCheck } from '../../common/api/api';
import type { Problem } from '../../common/status/problems';
import { toSourceSettings, type SettingsInput } from '../../common/settings/settings';
import { ProblemList } from '../shared/problem_list';
import { useServices } from '../shared/services';
import { problemsOf, useCheck } from './use_check';

interface LendRightsModalProps {
  /** Prefix of the test subjects. */
  subject: string;
  title: string;
  confirmLabel: string;
  /** The saved settings, since their patterns are the ones that will be read. */
  settings: SettingsInput | undefined;
  /** More text for the dialog. */
  children?: ReactNode;
  /** What takes a problem with the indices away at once, where there is such a thing. */
  actionFor?(problem: Problem): ReactNode;
  isBusy?: boolean;
  /** Why the last attempt failed. */
  problems?: Problem[];
  onConfirm(): void;
  onCancel(): void;
}

/**
 * The dialog before somebody lends detection their rights. It says in advance that other people will see what that
 * person may read.
 */
export function LendRightsModal(props: LendRightsModalProps) {
  const { subject, title, settings, isBusy = false, onCancel } = props;
  const titleId = `${subject}Title`;
  return (
    <EuiModal
      onClose={isBusy ? () => undefined : onCancel}
      aria-labelledby={titleId}
      initialFocus={`[data-test-subj=${subject}Confirm]`}
      maxWidth={560}
      data-test-subj={`${subject}Modal`}
    >
      <EuiModalHeader>
        <EuiModalHeaderTitle id={titleId}>{title}</EuiModalHeaderTitle>
      </EuiModalHeader>
      <EuiModalBody>
        <EuiText size="s">
          <p>{rightsText(settings?.indexPatterns ?? [])}</p>
          <p>{sharingText()}</p>
          {props.children}
        </EuiText>
        {settings && (props.problems ?? []).length === 0 && (
          <OwnRights settings={settings} actionFor={props.actionFor} />
        )}
        <ProblemList problems={props.problems ?? []} subject="bfaRightsProblem" size="s" />
      </EuiModalBody>
      <Buttons {...props} isBusy={isBusy} />
    </EuiModal>
  );
}

function Buttons({
  subject,
  confirmLabel,
  isBusy,
  onConfirm,
  onCancel,
}: Omit<LendRightsModalProps, 'problems'>) {
  return (
    <EuiModalFooter>
      <EuiButtonEmpty onClick={onCancel} isDisabled={isBusy} data-test-subj={`${subject}Cancel`}>
        {i18n.translate('bruteForceAlerts.lendRights.cancelLabel', { defaultMessage: 'Cancel' })}
      </EuiButtonEmpty>
      <EuiButton fill onClick={onConfirm} isLoading={isBusy} data-test-subj={`${subject}Confirm`}>
        {confirmLabel}
      </EuiButton>
    </EuiModalFooter>
  );
}

interface OwnRightsProps extends Pick<LendRightsModalProps, 'actionFor'> {
  settings: SettingsInput;
}

/** What the person cannot read, or only in part. Their API key could not read it either. */
function OwnRights({ settings, actionFor }: OwnRightsProps) {
  const { api } = useServices();
  const { state, run } = useCheck<SourceCheck>();
  useEffect(() => run(() => api.checkSource(toSourceSettings(settings))), [api, run, settings]);
  return (
    <>
      {state.kind === 'running' && <Looking />}
      <ProblemList problems={problemsOf(state)} subject="bfaRightsProblem" size="s" actionFor={actionFor} />
    </>
  );
}

function Looking() {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="s" color="subdued">
        <EuiLoadingSpinner size="s" />{' '}
        {i18n.translate('bruteForceAlerts.lendRights.lookingLabel', {
          defaultMessage: 'Looking at what you may read…',
        })}
      </EuiText>
    </>
  );
}

const rightsText = (patterns: string[]) =>
  i18n.translate('bruteForceAlerts.lendRights.rightsDescription', {
    defaultMessage:
      'It reads {patterns} with your rights: an API key of yours that may read these and nothing else. It goes on until somebody turns it off, also when you are logged out or have left.',
    values: { patterns: patterns.join(', ') },
  });

const sharingText = () =>
  i18n.translate('bruteForceAlerts.lendRights.sharingDescription', {
    defaultMessage:
      'Everybody who may read alerts in this space, and everybody whom its channels tell, will see what it finds there, even where they may not read these indices themselves.',
  });
