import { EuiFlexItem, EuiFormRow, EuiSwitch } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { browserTimeZone } from '../../shared/format';
import type { TellFieldsProps } from './tell_fields';
import { TimeOfDay, TimeZone } from './time_fields';
import { TimesInLine } from './times_in_line';

/** Whether the channel is told every day how detection does. */
export function AllQuiet(props: TellFieldsProps) {
  const { tell, disabled, onChange } = props;
  const isOn = tell.allQuiet !== null;
  return (
    <>
      <EuiFormRow
        fullWidth
        helpText={i18n.translate('bruteForceAlerts.when.allQuietHelpText', {
          defaultMessage:
            'How many failed logons were read and how many alerts there were, as a sign that detection and this channel work. Where alerts are open or something is wrong, it says that instead of “All quiet”.',
        })}
      >
        <EuiSwitch
          label={i18n.translate('bruteForceAlerts.when.allQuietLabel', {
            defaultMessage: 'Tell every day how detection does',
          })}
          checked={isOn}
          onChange={({ target }) => onChange({ allQuiet: target.checked ? suggested() : null })}
          disabled={disabled}
          data-test-subj="bfaAllQuiet"
        />
      </EuiFormRow>
      {isOn && <Times {...props} />}
    </>
  );
}

const suggested = () => ({ at: '08:00', timeZone: browserTimeZone() });

function Times({ tell, disabled, errorsOf, onChange, onLeave, fieldRef }: TellFieldsProps) {
  const { allQuiet } = tell;
  if (!allQuiet) return null;
  const errors = errorsOf('allQuiet');
  const shared = { disabled, isInvalid: errors !== undefined, onLeave: () => onLeave('allQuiet') };
  return (
    <TimesInLine errors={errors}>
      <EuiFlexItem grow={false}>
        <TimeOfDay
          {...shared}
          label={i18n.translate('bruteForceAlerts.when.allQuietAtLabel', { defaultMessage: 'At' })}
          value={allQuiet.at}
          onChange={(at) => onChange({ allQuiet: { ...allQuiet, at } })}
          inputRef={fieldRef('allQuiet')}
          subject="bfaAllQuietAt"
        />
      </EuiFlexItem>
      <EuiFlexItem style={{ minWidth: 220 }}>
        <TimeZone
          {...shared}
          value={allQuiet.timeZone}
          onChange={(timeZone) => onChange({ allQuiet: { ...allQuiet, timeZone } })}
          subject="bfaAllQuietTimeZone"
        />
      </EuiFlexItem>
    </TimesInLine>
  );
}
