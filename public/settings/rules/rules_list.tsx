import {
  EuiButton,
  EuiButtonEmpty,
  EuiCallOut,
  EuiConfirmModal,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFormErrorText,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import { DEFAULT_RULES } from '../../../common/rules/default_rules';
import { ICON } from '../../shared/icons';
import type { SectionProps } from '../section';
import { AddRuleModal, addRuleText } from './add_rule_modal';
import { isDefaultRule, mayAddRule } from './new_rule';
import { type RuleDraft, toRuleDraft } from './rule_draft';
import { type RuleChange, RulePanel } from './rule_panel';

/** All rules with their numbers, and buttons to add a rule or to go back to the default rules. */
export function RulesList(props: SectionProps) {
  const { form, draft, disabled, fieldRef } = props;
  const setRules = (rules: RuleDraft[]) => form.edit({ rules });
  const change = (id: string, changed: RuleChange) =>
    setRules(draft.rules.map((rule) => (rule.id === id ? { ...rule, ...changed } : rule)));
  return (
    <>
      {draft.rules.every(({ enabled }) => !enabled) && <AllOff />}
      {draft.rules.map((rule, at) => (
        <React.Fragment key={rule.id}>
          <RulePanel
            form={form}
            disabled={disabled}
            fieldRef={fieldRef}
            rule={rule}
            at={at}
            onChange={(changed) => change(rule.id, changed)}
            onRemove={() => setRules(draft.rules.filter(({ id }) => id !== rule.id))}
          />
          <EuiSpacer size="s" />
        </React.Fragment>
      ))}
      <div tabIndex={-1} ref={fieldRef('rules')}>
        {form.errors.rules?.map((error) => (
          <EuiFormErrorText key={error}>{error}</EuiFormErrorText>
        ))}
      </div>
      <EuiFlexGroup gutterSize="s" responsive={false} wrap>
        <EuiFlexItem grow={false}>
          <AddRule {...props} setRules={setRules} />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <RestoreDefaults {...props} setRules={setRules} />
        </EuiFlexItem>
      </EuiFlexGroup>
    </>
  );
}

function AllOff() {
  return (
    <>
      <EuiCallOut
        size="s"
        color="warning"
        iconType={ICON.warning}
        title={i18n.translate('bruteForceAlerts.rules.allOffTitle', {
          defaultMessage: 'All rules are off: no attack would be seen. Switch on at least one.',
        })}
        data-test-subj="bfaAllRulesOff"
      />
      <EuiSpacer size="s" />
    </>
  );
}

type ButtonProps = Pick<SectionProps, 'draft' | 'disabled'> & { setRules(rules: RuleDraft[]): void };

function AddRule({ draft, disabled, setRules }: ButtonProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <EuiButton
        size="s"
        iconType={ICON.add}
        isDisabled={disabled || !mayAddRule(draft.rules)}
        onClick={() => setAsking(true)}
        data-test-subj="bfaAddRule"
      >
        {addRuleText()}
      </EuiButton>
      {asking && (
        <AddRuleModal
          rules={draft.rules}
          onAdd={(rule) => {
            setAsking(false);
            setRules([...draft.rules, toRuleDraft(rule)]);
          }}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}

const RESTORE_TITLE_ID = 'bfaRestoreRulesTitle';

function RestoreDefaults({ draft, disabled, setRules }: ButtonProps) {
  const [asking, setAsking] = useState(false);
  const added = draft.rules.filter(({ id }) => !isDefaultRule(id)).length;
  return (
    <>
      <EuiButtonEmpty
        size="s"
        iconType={ICON.restore}
        isDisabled={disabled}
        onClick={() => setAsking(true)}
        data-test-subj="bfaRestoreRules"
      >
        {restoreText()}
      </EuiButtonEmpty>
      {asking && (
        <EuiConfirmModal
          title={restoreTitle()}
          titleProps={{ id: RESTORE_TITLE_ID }}
          aria-labelledby={RESTORE_TITLE_ID}
          maxWidth={560}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            setRules(DEFAULT_RULES.map(toRuleDraft));
          }}
          cancelButtonText={i18n.translate('bruteForceAlerts.rules.cancelLabel', {
            defaultMessage: 'Cancel',
          })}
          confirmButtonText={restoreText()}
          data-test-subj="bfaRestoreRulesModal"
        >
          <p>{restoreDescription(added)}</p>
        </EuiConfirmModal>
      )}
    </>
  );
}

const restoreText = () =>
  i18n.translate('bruteForceAlerts.rules.restoreLabel', { defaultMessage: 'Restore defaults' });
const restoreTitle = () =>
  i18n.translate('bruteForceAlerts.rules.restoreTitle', { defaultMessage: 'Restore the default rules?' });
const restoreDescription = (added: number) =>
  i18n.translate('bruteForceAlerts.rules.restoreDescription', {
    defaultMessage:
      'Every rule gets the values of a new installation{added, plural, =0 {} one {, and # rule that was added is removed} other {, and # rules that were added are removed}}. Nothing is saved until you save.',
    values: { added },
  });
