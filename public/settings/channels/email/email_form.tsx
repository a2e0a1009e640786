import {
  EuiComboBox,
  type EuiComboBoxOptionOption,
  EuiFieldNumber,
  EuiFieldText,
  EuiFlexGroup,
  EuiFlexItem,
  EuiSelect,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { BOUNDS } from '../../../../common/bounds';
import { TLS_MODES } from '../../../../common/channels/email';
import { Row } from '../../row';
import { factsFor } from '../facts_for';
import type { ChannelFormProps, FormField, KindForm } from '../form_props';
import { SecretField } from '../secret_field';
import { EmailIcon } from './email_icon';
import { addressesIn, EMPTY_EMAIL, withTls, type EmailOptions } from './email_options';
import { EMAIL_LABELS, tlsText } from './email_words';

type EmailProps = ChannelFormProps<'email'>;

/** E-mail as a kind of channel on the page. */
export const emailForm: KindForm<'email'> = {
  label: () => i18n.translate('bruteForceAlerts.email.title', { defaultMessage: 'E-mail' }),
  icon: EmailIcon,
  description: () =>
    i18n.translate('bruteForceAlerts.email.description', {
      defaultMessage: 'To up to {max} addresses, through a mail server of yours.',
      values: { max: BOUNDS.email.recipients },
    }),
  summary: ({ recipients }) => recipients.join(', '),
  Form: EmailForm,
  empty: () => EMPTY_EMAIL,
};

/** The server, the login, and who is told. */
function EmailForm(props: EmailProps) {
  // A password that is saved for another server is dropped when this is saved: the form has it typed again.
  const form = { ...props, facts: factsFor(props) };
  const { user } = form.channel.options;
  return (
    <>
      <EuiFlexGroup gutterSize="m">
        <EuiFlexItem grow={3}>
          <TextField form={form} name="host" helpText={hostHelp()} />
        </EuiFlexItem>
        <EuiFlexItem grow={2}>
          <TlsField form={form} />
        </EuiFlexItem>
        <EuiFlexItem grow={1}>
          <PortField form={form} />
        </EuiFlexItem>
      </EuiFlexGroup>
      <EuiSpacer size="m" />
      <TextField form={form} name="user" helpText={userHelp()} />
      {user !== '' && (
        <>
          <EuiSpacer size="m" />
          <SecretField
            form={form}
            name="password"
            label={EMAIL_LABELS.password()}
            helpText={passwordHelp()}
          />
        </>
      )}
      <EuiSpacer size="m" />
      <TextField form={form} name="from" helpText={fromHelp()} />
      <EuiSpacer size="m" />
      <Recipients form={form} />
    </>
  );
}

/** What every field of the form has in common. `name`: of its option. */
function fieldProps(form: EmailProps, name: keyof EmailOptions) {
  const field: FormField = `options.${name}`;
  const errors = form.errorsOf(field);
  return {
    row: { field, label: EMAIL_LABELS[name](), errors },
    input: {
      onBlur: () => form.onLeave(field),
      isInvalid: errors !== undefined,
      inputRef: form.fieldRef(field),
      'data-test-subj': `bfaEmail-${name}`,
    },
    set: (options: Partial<EmailOptions>) => form.onChange({ ...form.channel.options, ...options }),
  };
}

interface TextFieldProps {
  form: EmailProps;
  name: 'host' | 'user' | 'from';
  helpText: string;
}

function TextField({ form, name, helpText }: TextFieldProps) {
  const { row, input, set } = fieldProps(form, name);
  return (
    <Row {...row} helpText={helpText}>
      <EuiFieldText
        {...input}
        fullWidth
        spellCheck={false}
        autoComplete="off"
        value={form.channel.options[name]}
        onChange={({ target }) => set({ [name]: target.value.trim() })}
        disabled={form.disabled}
      />
    </Row>
  );
}

function TlsField({ form }: { form: EmailProps }) {
  const { row, input } = fieldProps(form, 'tls');
  const { options } = form.channel;
  return (
    <Row {...row}>
      <EuiSelect
        {...input}
        fullWidth
        value={options.tls}
        options={TLS_MODES.map((mode) => ({ value: mode, text: tlsText(mode) }))}
        onChange={({ target }) => {
          const chosen = TLS_MODES.find((mode) => mode === target.value);
          if (chosen) form.onChange(withTls(options, chosen));
        }}
        disabled={form.disabled}
      />
    </Row>
  );
}

function PortField({ form }: { form: EmailProps }) {
  const { row, input, set } = fieldProps(form, 'port');
  const { port } = form.channel.options;
  return (
    <Row {...row}>
      <EuiFieldNumber
        {...input}
        fullWidth
        min={1}
        max={65_535}
        value={Number.isNaN(port) ? '' : port}
        onChange={({ target }) => set({ port: target.value === '' ? NaN : Number(target.value) })}
        disabled={form.disabled}
      />
    </Row>
  );
}

function Recipients({ form }: { form: EmailProps }) {
  const { row, input, set } = fieldProps(form, 'recipients');
  const { recipients } = form.channel.options;
  return (
    <Row {...row} helpText={recipientsHelp()}>
      <EuiComboBox<string>
        {...input}
        fullWidth
        noSuggestions
        selectedOptions={recipients.map((label) => ({ label }))}
        onChange={(chosen: Array<EuiComboBoxOptionOption<string>>) =>
          set({ recipients: chosen.map(({ label }) => label) })
        }
        onCreateOption={(typed: string) =>
          set({ recipients: [...new Set([...recipients, ...addressesIn(typed)])] })
        }
        isDisabled={form.disabled}
      />
    </Row>
  );
}

const hostHelp = () =>
  i18n.translate('bruteForceAlerts.email.hostHelpText', {
    defaultMessage: 'The name of the mail server, for example smtp.office365.com.',
  });
const userHelp = () =>
  i18n.translate('bruteForceAlerts.email.userHelpText', {
    defaultMessage: 'Empty where the server takes mail of Kibana without a login.',
  });
const passwordHelp = () =>
  i18n.translate('bruteForceAlerts.email.passwordHelpText', {
    defaultMessage:
      'Many services want a password made for programs (app password). It is stored encrypted; another server, port, security or user name needs it again.',
  });
const fromHelp = () =>
  i18n.translate('bruteForceAlerts.email.fromHelpText', {
    defaultMessage: 'The address that mails come from. Servers take only such as the user may send as.',
  });
const recipientsHelp = () =>
  i18n.translate('bruteForceAlerts.email.recipientsHelpText', {
    defaultMessage: 'Type an address and press Enter, or paste several. Each sees the others.',
  });
