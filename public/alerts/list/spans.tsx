import { EuiButton, EuiFieldText, EuiFormRow, EuiPopover, EuiSelect, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState, type FormEvent } from 'react';
import { formatTime } from '../../shared/format';
import { readSpan, typedSpan, typedZoneText, type SpanErrors, type TypedSpan } from './exact_span';
import { rangeOptions } from './filter_words';
import type { ListState, Range } from './list_state';

/** A span that somebody drew or typed. It can be left, and not chosen, in the list of spans. */
const CHOSEN = 'chosen';
/** Opens the fields for exact times. */
const EXACT = 'exact';

interface SpansProps {
  range: ListState['range'];
  onRange(range: ListState['range']): void;
}

/** Of what time the list is: up to now, drawn in the chart, or typed. */
export function Spans({ range, onRange }: SpansProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const isChosen = typeof range !== 'string';
  const choose = (value: string) => {
    if (value === EXACT) setOpen(true);
    else if (value !== CHOSEN) onRange(value as Range);
  };
  return (
    <EuiPopover
      isOpen={isOpen}
      closePopover={close}
      anchorPosition="downLeft"
      aria-label={exactText()}
      button={
        <EuiSelect
          compressed
          aria-label={i18n.translate('bruteForceAlerts.list.rangeAriaLabel', { defaultMessage: 'Time' })}
          options={[
            ...(isChosen ? [{ value: CHOSEN, text: spanText(range) }] : []),
            ...rangeOptions(),
            { value: EXACT, text: exactText() },
          ]}
          value={isChosen ? CHOSEN : range}
          onChange={({ target }) => choose(target.value)}
          data-test-subj="bfaRange"
        />
      }
    >
      <ExactSpan
        range={range}
        onSpan={(span) => {
          close();
          onRange(span);
        }}
      />
    </EuiPopover>
  );
}

interface ExactSpanProps {
  range: ListState['range'];
  onSpan(span: { from: number; to: number }): void;
}

/** Two fields for exact times. What is wrong is said beside its field when somebody asks for the span. */
function ExactSpan({ range, onSpan }: ExactSpanProps) {
  const [typed, setTyped] = useState<TypedSpan>(() => typedSpan(range, Date.now()));
  const [errors, setErrors] = useState<SpanErrors>({});
  const show = (event: FormEvent) => {
    event.preventDefault();
    const read = readSpan(typed);
    if ('errors' in read) setErrors(read.errors);
    else onSpan(read);
  };
  const field = (name: keyof TypedSpan, label: string) => (
    <EuiFormRow label={label} isInvalid={errors[name] !== undefined} error={errors[name]}>
      <EuiFieldText
        compressed
        spellCheck={false}
        autoComplete="off"
        value={typed[name]}
        isInvalid={errors[name] !== undefined}
        onChange={({ target }) => {
          setTyped({ ...typed, [name]: target.value });
          setErrors({ ...errors, [name]: undefined });
        }}
        data-test-subj={`bfaExact-${name}`}
      />
    </EuiFormRow>
  );
  return (
    <form onSubmit={show} noValidate style={{ width: 300 }} data-test-subj="bfaExactSpan">
      {field('from', i18n.translate('bruteForceAlerts.list.fromLabel', { defaultMessage: 'From' }))}
      {field('to', i18n.translate('bruteForceAlerts.list.toLabel', { defaultMessage: 'To' }))}
      <EuiSpacer size="s" />
      <EuiText size="xs" color="subdued">
        <p>{typedZoneText()}</p>
      </EuiText>
      <EuiSpacer size="s" />
      <EuiButton size="s" fill type="submit" data-test-subj="bfaExactShow">
        {i18n.translate('bruteForceAlerts.list.showSpanLabel', { defaultMessage: 'Show' })}
      </EuiButton>
    </form>
  );
}

const exactText = () =>
  i18n.translate('bruteForceAlerts.list.exactSpanLabel', { defaultMessage: 'Exact times…' });

function spanText({ from, to }: { from: number; to: number }): string {
  const now = Date.now();
  return i18n.translate('bruteForceAlerts.list.spanLabel', {
    defaultMessage: '{from} to {to}',
    values: { from: formatTime(from, now), to: formatTime(to, now) },
  });
}
