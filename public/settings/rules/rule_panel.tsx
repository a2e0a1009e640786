import {
  EuiButtonEmpty,
  EuiFieldNumber,
  EuiFieldText,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFormErrorText,
  EuiFormRow,
  EuiPanel,
  EuiSelect,
  EuiSpacer,
  EuiSwitch,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { techniqueText } from '../../../common/rules/attack_techniques';
import { BOUNDS } from '../../../common/bounds';
import { ruleName, severityWord, shapeOfRule } from '../../../common/rules/rule_words';
import { SEVERITIES, type Severity } from '../../../common/rules/rules';
import { ICON } from '../../shared/icons';
import type { FieldName } from '../field_name';
import type { SectionProps } from '../section';
import { isDefaultRule } from './new_rule';
import { RULE_FIELDS, type RuleDraft } from './rule_draft';

/** The properties that every kind of rule has and a person may change. */
export type RuleChange = Partial<Pick<RuleDraft, 'enabled' | 'threshold' | 'timespan' | 'severity'>>;

interface RulePanelProps extends Pick<SectionProps, 'form' | 'disabled' | 'fieldRef'> {
  rule: RuleDraft;
  /** The index of the rule in the list. */
  at: number;
  onChange(change: RuleChange): void;
  onRemove(): void;
}

/** One rule: on or off, its numbers, and below them what is wrong with these. */
export function RulePanel(props: RulePanelProps) {
  const { rule, at, fieldRef } = props;
  return (
    <div
      role="group"
      aria-label={ruleName(shapeOfRule(rule))}
      tabIndex={-1}
      ref={fieldRef(`rules.${at}`)}
      data-test-subj={`bfaRule-${rule.id}`}
    >
      <EuiPanel hasBorder hasShadow={false} paddingSize="s" color={rule.enabled ? 'plain' : 'subdued'}>
        <Head {...props} />
        <EuiSpacer size="s" />
        <EuiFlexGroup gutterSize="s" responsive={false} wrap>
          <Threshold {...props} />
          <Timespan {...props} />
          <SeverityChoice {...props} />
          <Technique id={rule.technique} />
        </EuiFlexGroup>
        <Errors {...props} />
      </EuiPanel>
    </div>
  );
}

function Head({ rule, disabled, onChange, onRemove }: RulePanelProps) {
  const name = ruleName(shapeOfRule(rule));
  return (
    <EuiFlexGroup gutterSize="s" responsive={false} justifyContent="spaceBetween" alignItems="flexStart">
      <EuiFlexItem>
        <EuiSwitch
          label={<strong>{name}</strong>}
          checked={rule.enabled}
          onChange={({ target }) => onChange({ enabled: target.checked })}
          disabled={disabled}
          data-test-subj={`bfaRuleEnabled-${rule.id}`}
        />
        <EuiText size="xs" color="subdued">
          {rule.id}
        </EuiText>
      </EuiFlexItem>
      {!isDefaultRule(rule.id) && (
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            size="xs"
            color="danger"
            iconType={ICON.remove}
            isDisabled={disabled}
            onClick={onRemove}
            aria-label={removeLabel(name, rule.id)}
            data-test-subj={`bfaRemoveRule-${rule.id}`}
          >
            {i18n.translate('bruteForceAlerts.rules.removeLabel', { defaultMessage: 'Remove' })}
          </EuiButtonEmpty>
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}

const removeLabel = (name: string, id: string) =>
  i18n.translate('bruteForceAlerts.rules.removeAriaLabel', {
    defaultMessage: 'Remove the rule {name}, {id}',
    values: { name, id },
  });

/**
 * Id of the element with a field's error. Errors are longer than the fields are wide, so they stand below all fields;
 * screen readers read each with its field.
 */
const errorId = (field: FieldName) => `bfaError-${field}`;

/** The attributes that mark a field of the rule as wrong and connect it with its error. */
function markOf({ form, at }: RulePanelProps, field: (typeof RULE_FIELDS)[number]) {
  const name = `rules.${at}.${field}` as const;
  const isInvalid = form.errors[name] !== undefined;
  return { name, isInvalid, describedByIds: isInvalid ? [errorId(name)] : [] };
}

function Threshold(props: RulePanelProps) {
  const { form, rule, disabled, fieldRef, onChange } = props;
  const { name, isInvalid, describedByIds } = markOf(props, 'threshold');
  return (
    <EuiFlexItem grow={false} style={{ width: 190 }}>
      <EuiFormRow
        label={i18n.translate('bruteForceAlerts.settings.thresholdLabel', { defaultMessage: 'Threshold' })}
        isInvalid={isInvalid}
        describedByIds={describedByIds}
      >
        <EuiFieldNumber
          min={BOUNDS.threshold.min}
          max={BOUNDS.threshold.max}
          step={1}
          value={rule.threshold}
          onChange={({ target }) => onChange({ threshold: target.value })}
          onBlur={() => form.leave(name)}
          isInvalid={isInvalid}
          disabled={disabled}
          inputRef={fieldRef(name)}
          append={unitOf(rule)}
          data-test-subj={`bfaThreshold-${rule.id}`}
        />
      </EuiFormRow>
    </EuiFlexItem>
  );
}

function unitOf(rule: RuleDraft): string {
  if (rule.kind !== 'value_count')
    return i18n.translate('bruteForceAlerts.rules.failuresUnitLabel', { defaultMessage: 'failures' });
  return rule.of === 'account'
    ? i18n.translate('bruteForceAlerts.rules.accountsUnitLabel', { defaultMessage: 'accounts' })
    : i18n.translate('bruteForceAlerts.rules.addressesUnitLabel', { defaultMessage: 'addresses' });
}

function Timespan(props: RulePanelProps) {
  const { form, rule, disabled, fieldRef, onChange } = props;
  const { name, isInvalid, describedByIds } = markOf(props, 'timespan');
  return (
    <EuiFlexItem grow={false} style={{ width: 90 }}>
      <EuiFormRow
        label={i18n.translate('bruteForceAlerts.settings.timespanLabel', { defaultMessage: 'Within' })}
        isInvalid={isInvalid}
        describedByIds={describedByIds}
      >
        <EuiFieldText
          value={rule.timespan}
          onChange={({ target }) => onChange({ timespan: target.value.trim() })}
          onBlur={() => form.leave(name)}
          isInvalid={isInvalid}
          disabled={disabled}
          inputRef={fieldRef(name)}
          data-test-subj={`bfaTimespan-${rule.id}`}
        />
      </EuiFormRow>
    </EuiFlexItem>
  );
}

function SeverityChoice(props: RulePanelProps) {
  const { form, rule, disabled, fieldRef, onChange } = props;
  const { name, isInvalid, describedByIds } = markOf(props, 'severity');
  return (
    <EuiFlexItem grow={false} style={{ width: 120 }}>
      <EuiFormRow
        label={i18n.translate('bruteForceAlerts.rules.severityLabel', { defaultMessage: 'Severity' })}
        isInvalid={isInvalid}
        describedByIds={describedByIds}
      >
        <EuiSelect
          options={SEVERITIES.map((value) => ({ value, text: severityWord(value) }))}
          value={rule.severity}
          onChange={({ target }) => onChange({ severity: target.value as Severity })}
          onBlur={() => form.leave(name)}
          isInvalid={isInvalid}
          disabled={disabled}
          inputRef={fieldRef(name)}
          data-test-subj={`bfaSeverity-${rule.id}`}
        />
      </EuiFormRow>
    </EuiFlexItem>
  );
}

function Technique({ id }: { id: string }) {
  return (
    <EuiFlexItem style={{ minWidth: 140 }}>
      <EuiText size="xs">
        <strong>
          {i18n.translate('bruteForceAlerts.rules.techniqueLabel', { defaultMessage: 'Technique' })}
        </strong>
        <p>{techniqueText(id)}</p>
      </EuiText>
    </EuiFlexItem>
  );
}

function Errors({ form, rule, at }: RulePanelProps) {
  const fields: FieldName[] = [`rules.${at}`, ...RULE_FIELDS.map((field) => `rules.${at}.${field}` as const)];
  return (
    <div aria-live="polite" data-test-subj={`bfaRuleErrors-${rule.id}`}>
      {fields.map((field) => (
        <div key={field} id={errorId(field)}>
          {form.errors[field]?.map((error) => (
            <EuiFormErrorText key={error}>{error}</EuiFormErrorText>
          ))}
        </div>
      ))}
    </div>
  );
}
