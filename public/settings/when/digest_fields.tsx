import {
  EuiFieldNumber,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFormErrorText,
  EuiFormRow,
  EuiSelect,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { browserTimeZone } from '../../shared/format';
import { BOUNDS } from '../../../common/bounds';
import type { Tell } from '../../../common/channels/tell';
import type { TellFieldsProps } from './tell_fields';
import { Row } from '../row';
import { TimeOfDay, TimeZone } from './time_fields';

type Digest = Tell['digest'];

/** Whether each attack is told by itself, or all of a span together. */
export function DigestFields(props: TellFieldsProps) {
  const { tell, disabled, errorsOf, onChange, fieldRef } = props;
  const { digest } = tell;
  return (
    <>
      <Row
        label={i18n.translate('bruteForceAlerts.when.digestLabel', { defaultMessage: 'Digest' })}
        helpText={i18n.translate('bruteForceAlerts.when.digestHelpText', {
          defaultMessage: 'With a digest, one message tells of all attacks since the last one.',
        })}
      >
        <EuiSelect
          options={modes()}
          value={digest.mode}
          onChange={({ target }) => onChange({ digest: suggested(target.value as Digest['mode']) })}
          disabled={disabled}
          inputRef={digest.mode === 'off' ? fieldRef('digest') : undefined}
          data-test-subj="bfaDigest"
        />
      </Row>
      {digest.mode !== 'off' && <EuiSpacer size="s" />}
      {digest.mode === 'every' && <Every {...props} minutes={digest.minutes} />}
      {digest.mode === 'daily' && <Daily {...props} digest={digest} />}
      {errorsOf('digest')?.map((error) => (
        <EuiFormErrorText key={error}>{error}</EuiFormErrorText>
      ))}
    </>
  );
}

const modes = (): Array<{ value: Digest['mode']; text: string }> => [
  {
    value: 'off',
    text: i18n.translate('bruteForceAlerts.when.digestOffLabel', {
      defaultMessage: 'None: each attack by itself',
    }),
  },
  {
    value: 'every',
    text: i18n.translate('bruteForceAlerts.when.digestEveryLabel', { defaultMessage: 'Every few minutes' }),
  },
  {
    value: 'daily',
    text: i18n.translate('bruteForceAlerts.when.digestDailyLabel', { defaultMessage: 'Once a day' }),
  },
];

function suggested(mode: Digest['mode']): Digest {
  if (mode === 'every') return { mode, minutes: 60 };
  if (mode === 'daily') return { mode, at: '08:00', timeZone: browserTimeZone() };
  return { mode: 'off' };
}

function Every(props: TellFieldsProps & { minutes: number }) {
  const { minutes, disabled, errorsOf, onChange, onLeave, fieldRef } = props;
  const { min, max } = BOUNDS.digestMinutes;
  return (
    <EuiFormRow label={i18n.translate('bruteForceAlerts.when.minutesLabel', { defaultMessage: 'Minutes' })}>
      <EuiFieldNumber
        min={min}
        max={max}
        value={Number.isNaN(minutes) ? '' : minutes}
        onChange={({ target }) => onChange({ digest: { mode: 'every', minutes: target.valueAsNumber } })}
        onBlur={() => onLeave('digest')}
        isInvalid={errorsOf('digest') !== undefined}
        disabled={disabled}
        inputRef={fieldRef('digest')}
        data-test-subj="bfaDigestMinutes"
      />
    </EuiFormRow>
  );
}

function Daily(props: TellFieldsProps & { digest: Extract<Digest, { mode: 'daily' }> }) {
  const { digest, disabled, errorsOf, onChange, onLeave, fieldRef } = props;
  const shared = {
    disabled,
    isInvalid: errorsOf('digest') !== undefined,
    onLeave: () => onLeave('digest'),
  };
  return (
    <EuiFlexGroup gutterSize="s" responsive={false} wrap>
      <EuiFlexItem grow={false}>
        <TimeOfDay
          {...shared}
          label={i18n.translate('bruteForceAlerts.when.digestAtLabel', { defaultMessage: 'At' })}
          value={digest.at}
          onChange={(at) => onChange({ digest: { ...digest, at } })}
          inputRef={fieldRef('digest')}
          subject="bfaDigestAt"
        />
      </EuiFlexItem>
      <EuiFlexItem style={{ minWidth: 220 }}>
        <TimeZone
          {...shared}
          value={digest.timeZone}
          onChange={(timeZone) => onChange({ digest: { ...digest, timeZone } })}
          subject="bfaDigestTimeZone"
        />
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}
