import { EuiFlexItem, EuiFormRow, EuiSwitch } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { browserTimeZone } from '../../shared/format';
import type { TellFieldsProps } from './tell_fields';
import { TimeOfDay, TimeZone } from './time_fields';
import { TimesInLine } from './times_in_line';

/** The time of the day in which only critical alerts are told. */
export function QuietHours(props: TellFieldsProps) {
  const { tell, disabled, onChange } = props;
  const isOn = tell.quietHours !== null;
  return (
    <>
      <EuiFormRow fullWidth helpText={helpText()}>
        <EuiSwitch
          label={i18n.translate('bruteForceAlerts.when.quietHoursLabel', { defaultMessage: 'Quiet hours' })}
          checked={isOn}
          onChange={({ target }) => onChange({ quietHours: target.checked ? suggested() : null })}
          disabled={disabled}
          data-test-subj="bfaQuietHours"
        />
      </EuiFormRow>
      {isOn && <Hours {...props} />}
    </>
  );
}

const helpText = () =>
  i18n.translate('bruteForceAlerts.when.quietHoursHelpText', {
    defaultMessage:
      'In these hours only critical alerts are told. The others are told together when they end.',
  });

const suggested = () => ({ from: '22:00', to: '07:00', timeZone: browserTimeZone() });

function Hours({ tell, disabled, errorsOf, onChange, onLeave, fieldRef }: TellFieldsProps) {
  const { quietHours } = tell;
  if (!quietHours) return null;
  const errors = errorsOf('quietHours');
  const shared = { disabled, isInvalid: errors !== undefined, onLeave: () => onLeave('quietHours') };
  return (
    <TimesInLine errors={errors}>
      <EuiFlexItem grow={false}>
        <TimeOfDay
          {...shared}
          label={i18n.translate('bruteForceAlerts.when.quietFromLabel', { defaultMessage: 'From' })}
          value={quietHours.from}
          onChange={(from) => onChange({ quietHours: { ...quietHours, from } })}
          inputRef={fieldRef('quietHours')}
          subject="bfaQuietFrom"
        />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <TimeOfDay
          {...shared}
          label={i18n.translate('bruteForceAlerts.when.quietToLabel', { defaultMessage: 'To' })}
          value={quietHours.to}
          onChange={(to) => onChange({ quietHours: { ...quietHours, to } })}
          subject="bfaQuietTo"
        />
      </EuiFlexItem>
      <EuiFlexItem style={{ minWidth: 220 }}>
        <TimeZone
          {...shared}
          value={quietHours.timeZone}
          onChange={(timeZone) => onChange({ quietHours: { ...quietHours, timeZone } })}
          subject="bfaQuietTimeZone"
        />
      </EuiFlexItem>
    </TimesInLine>
  );
}
