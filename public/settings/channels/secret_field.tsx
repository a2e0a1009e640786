import { EuiButtonEmpty, EuiFieldPassword, EuiFormErrorText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { ChannelKind, SecretName } from '../../../common/channels/kinds';
import { Row } from '../row';
import type { ChannelFormProps } from './form_props';
import { SavedLine } from './saved_line';

type FromForm = Pick<
  ChannelFormProps<ChannelKind>,
  'facts' | 'typedSecrets' | 'onSecret' | 'errorsOf' | 'onLeave' | 'fieldRef' | 'disabled' | 'canEncrypt'
>;

interface SecretFieldProps {
  /** The props of the form that the field stands in. */
  form: FromForm;
  name: SecretName;
  label: string;
  helpText?: string;
  /** What to say in place of a saved secret; "Saved" otherwise. */
  savedText?: string;
  /** Whether blanks around the secret are left out, as for one that is copied from a message. */
  isTrimmed?: boolean;
  onBlur?(): void;
}

/** A secret. A saved one is never shown: the field says that there is one, and lets it be replaced. */
export function SecretField(props: SecretFieldProps) {
  return isSecretSaved(props.form, props.name) && props.form.typedSecrets[props.name] === undefined ? (
    <SavedSecret {...props} />
  ) : (
    <NewSecret {...props} />
  );
}

export const isSecretSaved = ({ facts }: Pick<FromForm, 'facts'>, name: SecretName): boolean =>
  facts?.secretsSaved.includes(name) ?? false;

function SavedSecret({ form, name, label, savedText }: SecretFieldProps) {
  return (
    <div tabIndex={-1} ref={form.fieldRef(`secrets.${name}`)} data-test-subj={`bfaRow-secrets.${name}`}>
      <SavedLine
        form={form}
        name={name}
        text={savedText ?? savedLabel(label)}
        replaceText={i18n.translate('bruteForceAlerts.channels.replaceLabel', { defaultMessage: 'Replace' })}
        replaceLabel={replaceLabel(label)}
      />
      {form.errorsOf(`secrets.${name}`)?.map((error) => (
        <EuiFormErrorText key={error}>{error}</EuiFormErrorText>
      ))}
    </div>
  );
}

const savedLabel = (label: string) =>
  i18n.translate('bruteForceAlerts.channels.secretSavedLabel', {
    defaultMessage: '{label}: saved',
    values: { label },
  });
const replaceLabel = (label: string) =>
  i18n.translate('bruteForceAlerts.channels.replaceAriaLabel', {
    defaultMessage: 'Replace: {label}',
    values: { label },
  });

function NewSecret({ form, name, label, helpText, isTrimmed, onBlur }: SecretFieldProps) {
  const field = `secrets.${name}` as const;
  const typed = form.typedSecrets[name];
  const errors = form.errorsOf(field);
  const isReplacing = isSecretSaved(form, name);
  return (
    <>
      <Row field={field} label={label} helpText={helpText} errors={errors}>
        <EuiFieldPassword
          type="dual"
          fullWidth
          autoFocus={isReplacing && typed === ''}
          autoComplete="new-password"
          spellCheck={false}
          value={typed ?? ''}
          onChange={({ target }) => form.onSecret(name, isTrimmed ? target.value.trim() : target.value)}
          onBlur={() => {
            if (typed) form.onLeave(field);
            onBlur?.();
          }}
          isInvalid={errors !== undefined}
          disabled={form.disabled || !form.canEncrypt}
          inputRef={form.fieldRef(field)}
          data-test-subj={`bfaSecret-${name}`}
        />
      </Row>
      {isReplacing && (
        <EuiButtonEmpty
          size="s"
          flush="left"
          onClick={() => form.onSecret(name, undefined)}
          data-test-subj={`bfaKeepSecret-${name}`}
        >
          {i18n.translate('bruteForceAlerts.channels.keepSecretLabel', {
            defaultMessage: 'Keep the saved one',
          })}
        </EuiButtonEmpty>
      )}
    </>
  );
}
