import { EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiHealth } from '@elastic/eui';
import React from 'react';
import type { ChannelKind, SecretName } from '../../../common/channels/kinds';
import type { ChannelFormProps } from './form_props';

interface SavedLineProps {
  form: Pick<ChannelFormProps<ChannelKind>, 'onSecret' | 'disabled' | 'canEncrypt'>;
  name: SecretName;
  /** What is saved, in words. */
  text: string;
  replaceText: string;
  /** What the button says to a screen reader; `replaceText` where it is left out. */
  replaceLabel?: string;
}

/** Says in place of a saved secret that there is one, and lets it be replaced. */
export function SavedLine({ form, name, text, replaceText, replaceLabel }: SavedLineProps) {
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap>
      <EuiFlexItem grow={false}>
        <EuiHealth color="success" data-test-subj={`bfaSecretSaved-${name}`}>
          {text}
        </EuiHealth>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty
          size="s"
          isDisabled={form.disabled || !form.canEncrypt}
          onClick={() => form.onSecret(name, '')}
          aria-label={replaceLabel}
          data-test-subj={`bfaReplaceSecret-${name}`}
        >
          {replaceText}
        </EuiButtonEmpty>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}
