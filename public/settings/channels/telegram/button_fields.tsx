import {
  EuiComboBox,
  EuiFieldNumber,
  EuiSpacer,
  EuiSwitch,
  EuiText,
  type EuiComboBoxOptionOption,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { BOUNDS } from '../../../../common/bounds';
import { Row } from '../../row';
import type { TelegramProps } from './telegram_state';

const HOURS = 'options.buttonHours';
const USERS = 'options.buttonUsers';

/** Whether alerts can be worked on from the chat, for how long, and by whom. */
export function ButtonFields({ form }: { form: TelegramProps }) {
  const { options } = form.channel;
  return (
    <>
      <EuiSwitch
        label={buttonsLabel()}
        checked={options.buttons}
        onChange={({ target }) => form.onChange({ ...options, buttons: target.checked })}
        disabled={form.disabled}
        data-test-subj="bfaButtons"
      />
      <EuiSpacer size="xs" />
      <EuiText size="xs" color="subdued">
        <p>{buttonsHelp()}</p>
      </EuiText>
      {options.buttons && (
        <>
          <EuiSpacer size="m" />
          <HoursField form={form} />
          <UsersField form={form} />
        </>
      )}
    </>
  );
}

function HoursField({ form }: { form: TelegramProps }) {
  const { options } = form.channel;
  const errors = form.errorsOf(HOURS);
  return (
    <Row field={HOURS} label={hoursLabel()} helpText={hoursHelp()} errors={errors}>
      <EuiFieldNumber
        value={Number.isNaN(options.buttonHours) ? '' : options.buttonHours}
        {...BOUNDS.buttonHours}
        step={1}
        onChange={({ target }) =>
          form.onChange({ ...options, buttonHours: target.value === '' ? NaN : Number(target.value) })
        }
        onBlur={() => form.onLeave(HOURS)}
        isInvalid={errors !== undefined}
        disabled={form.disabled}
        inputRef={form.fieldRef(HOURS)}
        data-test-subj="bfaButtonHours"
      />
    </Row>
  );
}

function UsersField({ form }: { form: TelegramProps }) {
  const { options } = form.channel;
  const errors = form.errorsOf(USERS);
  const set = (buttonUsers: number[]) => form.onChange({ ...options, buttonUsers });
  return (
    <Row field={USERS} label={usersLabel()} helpText={usersHelp()} errors={errors}>
      <EuiComboBox<number>
        fullWidth
        noSuggestions
        selectedOptions={options.buttonUsers.map((id) => ({ label: String(id), value: id }))}
        onChange={(chosen: Array<EuiComboBoxOptionOption<number>>) =>
          set(chosen.map(({ label }) => Number(label)))
        }
        onCreateOption={(typed: string) => {
          const ids = typed.split(/[\s,;]+/).filter((part) => part !== '');
          // What is no number would only be told so when it is saved: it is not taken.
          if (!ids.every((id) => /^\d{1,16}$/.test(id))) return false;
          set([...new Set([...options.buttonUsers, ...ids.map(Number)])]);
          return undefined;
        }}
        onBlur={() => form.onLeave(USERS)}
        isInvalid={errors !== undefined}
        isDisabled={form.disabled}
        inputRef={form.fieldRef(USERS)}
        data-test-subj="bfaButtonUsers"
      />
    </Row>
  );
}

const buttonsLabel = () =>
  i18n.translate('bruteForceAlerts.telegram.buttonsLabel', {
    defaultMessage: 'Work on alerts from the chat',
  });
const buttonsHelp = () =>
  i18n.translate('bruteForceAlerts.telegram.buttonsHelpText', {
    defaultMessage:
      'Messages get buttons to acknowledge the alert, to snooze it for an hour and to close it as a false positive, and /status is answered. Kibana then reads what is written to the bot, so no other program may use the same bot. Whoever can press a button in this chat can do so without an account of Kibana.',
  });
const hoursLabel = () =>
  i18n.translate('bruteForceAlerts.telegram.buttonHoursLabel', {
    defaultMessage: 'Buttons work for (hours)',
  });
const hoursHelp = () =>
  i18n.translate('bruteForceAlerts.telegram.buttonHoursHelpText', {
    defaultMessage: 'Counted from when the message was sent or last changed.',
  });
const usersLabel = () =>
  i18n.translate('bruteForceAlerts.telegram.buttonUsersLabel', {
    defaultMessage: 'Only these people (Telegram user ids)',
  });
const usersHelp = () =>
  i18n.translate('bruteForceAlerts.telegram.buttonUsersHelpText', {
    defaultMessage:
      'Numbers, not @names, which people can change. Empty: everybody in the chat. Whoever presses without being on the list is told their number.',
  });
