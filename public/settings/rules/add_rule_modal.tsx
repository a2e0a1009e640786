import {
  EuiButton,
  EuiButtonEmpty,
  EuiCheckbox,
  EuiFormRow,
  EuiModal,
  EuiModalBody,
  EuiModalFooter,
  EuiModalHeader,
  EuiModalHeaderTitle,
  EuiSelect,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import type { RuleInput } from '../../../common/rules/rule_settings';
import { groupWord, ruleName, shapeOfRule } from '../../../common/rules/rule_words';
import type { GroupBy } from '../../../common/rules/rules';
import {
  type Choice,
  chosen,
  COUNTED,
  type Counted,
  FIRST_CHOICE,
  groupsFor,
  mayBeWithoutSource,
  newRule,
} from './new_rule';
import type { RuleDraft } from './rule_draft';

interface AddRuleModalProps {
  rules: RuleDraft[];
  onAdd(rule: RuleInput): void;
  onCancel(): void;
}

const TITLE_ID = 'bfaAddRuleTitle';

/** Asks what the rule looks for; its numbers are changed in the list, like those of the others. */
export function AddRuleModal({ rules, onAdd, onCancel }: AddRuleModalProps) {
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const choose = (change: Partial<Choice>) => setChoice((before) => chosen({ ...before, ...change }));
  const rule = newRule(choice, rules);
  return (
    <EuiModal
      onClose={onCancel}
      aria-labelledby={TITLE_ID}
      initialFocus="[data-test-subj=bfaAddRuleCounted]"
      maxWidth={560}
      data-test-subj="bfaAddRuleModal"
    >
      <EuiModalHeader>
        <EuiModalHeaderTitle id={TITLE_ID}>{addRuleText()}</EuiModalHeaderTitle>
      </EuiModalHeader>
      <EuiModalBody>
        <CountedChoice choice={choice} choose={choose} />
        {groupsFor(choice.counted).length > 1 && <GroupChoice choice={choice} choose={choose} />}
        {mayBeWithoutSource(choice) && <WithoutSourceChoice choice={choice} choose={choose} />}
        <EuiSpacer size="m" />
        <Outcome rule={rule} />
      </EuiModalBody>
      <EuiModalFooter>
        <EuiButtonEmpty onClick={onCancel} data-test-subj="bfaAddRuleCancel">
          {i18n.translate('bruteForceAlerts.rules.cancelLabel', { defaultMessage: 'Cancel' })}
        </EuiButtonEmpty>
        <EuiButton fill onClick={() => onAdd(rule)} data-test-subj="bfaAddRuleConfirm">
          {i18n.translate('bruteForceAlerts.rules.confirmAddLabel', { defaultMessage: 'Add' })}
        </EuiButton>
      </EuiModalFooter>
    </EuiModal>
  );
}

export const addRuleText = () =>
  i18n.translate('bruteForceAlerts.rules.addLabel', { defaultMessage: 'Add rule' });

interface ChoiceProps {
  choice: Choice;
  choose(change: Partial<Choice>): void;
}

const COUNTED_WORDS: Record<Counted, () => string> = {
  failures: () =>
    i18n.translate('bruteForceAlerts.rules.countFailuresLabel', { defaultMessage: 'Failed logons' }),
  accounts: () =>
    i18n.translate('bruteForceAlerts.rules.countAccountsLabel', {
      defaultMessage: 'Different accounts tried (password spraying)',
    }),
  addresses: () =>
    i18n.translate('bruteForceAlerts.rules.countAddressesLabel', {
      defaultMessage: 'Different source addresses (distributed guessing)',
    }),
  success: () =>
    i18n.translate('bruteForceAlerts.rules.countSuccessLabel', {
      defaultMessage: 'A successful logon after failures',
    }),
};

function CountedChoice({ choice, choose }: ChoiceProps) {
  return (
    <EuiFormRow
      fullWidth
      label={i18n.translate('bruteForceAlerts.rules.countedLabel', { defaultMessage: 'What is counted' })}
    >
      <EuiSelect
        fullWidth
        options={COUNTED.map((value) => ({ value, text: COUNTED_WORDS[value]() }))}
        value={choice.counted}
        onChange={({ target }) => choose({ counted: target.value as Counted })}
        data-test-subj="bfaAddRuleCounted"
      />
    </EuiFormRow>
  );
}

function GroupChoice({ choice, choose }: ChoiceProps) {
  return (
    <EuiFormRow
      fullWidth
      label={i18n.translate('bruteForceAlerts.rules.groupByLabel', { defaultMessage: 'Counted together by' })}
    >
      <EuiSelect
        fullWidth
        options={groupsFor(choice.counted).map((value) => ({ value, text: groupWord(value) }))}
        value={choice.groupBy}
        onChange={({ target }) => choose({ groupBy: target.value as GroupBy })}
        data-test-subj="bfaAddRuleGroupBy"
      />
    </EuiFormRow>
  );
}

function WithoutSourceChoice({ choice, choose }: ChoiceProps) {
  return (
    <>
      <EuiSpacer size="m" />
      <EuiCheckbox
        id="bfaAddRuleWithoutSource"
        label={i18n.translate('bruteForceAlerts.rules.withoutSourceLabel', {
          defaultMessage: 'Only failures that name no source address',
        })}
        checked={choice.withoutSource}
        onChange={({ target }) => choose({ withoutSource: target.checked })}
        data-test-subj="bfaAddRuleWithoutSource"
      />
    </>
  );
}

function Outcome({ rule }: { rule: RuleInput }) {
  return (
    <EuiText size="s" aria-live="polite" data-test-subj="bfaAddRuleOutcome">
      <p>
        <strong>{ruleName(shapeOfRule(rule))}</strong>
        <br />
        <small>{rule.id}</small>
      </p>
    </EuiText>
  );
}
