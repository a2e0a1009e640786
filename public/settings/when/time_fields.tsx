import { EuiComboBox, type EuiComboBoxOptionOption, EuiFieldText, EuiFormRow } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';

interface FieldProps {
  value: string;
  disabled: boolean;
  isInvalid: boolean;
  subject: string;
  onChange(value: string): void;
  onLeave(): void;
}

type TimeOfDayProps = FieldProps & { label: string; inputRef?(element: HTMLElement | null): void };

/** A time of day, as `22:30`. */
export const TimeOfDay = ({ label, value, onChange, onLeave, inputRef, ...field }: TimeOfDayProps) => (
  <EuiFormRow label={label}>
    <EuiFieldText
      type="time"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      onBlur={onLeave}
      isInvalid={field.isInvalid}
      disabled={field.disabled}
      inputRef={inputRef}
      data-test-subj={field.subject}
    />
  </EuiFormRow>
);

/** A time zone by its name. One that this browser does not know can be typed. */
export const TimeZone = ({ value, onChange, onLeave, ...field }: FieldProps) => (
  <EuiFormRow
    fullWidth
    label={i18n.translate('bruteForceAlerts.when.timeZoneLabel', { defaultMessage: 'Time zone' })}
  >
    <EuiComboBox<string>
      fullWidth
      singleSelection={{ asPlainText: true }}
      options={ZONES}
      selectedOptions={value === '' ? [] : [{ label: value }]}
      onChange={([chosen]: Array<EuiComboBoxOptionOption<string>>) => onChange(chosen?.label ?? '')}
      onCreateOption={(typed: string) => onChange(typed.trim())}
      onBlur={onLeave}
      isInvalid={field.isInvalid}
      isDisabled={field.disabled}
      data-test-subj={field.subject}
    />
  </EuiFormRow>
);

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')].map((label) => ({ label }));
