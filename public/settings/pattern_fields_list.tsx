import {
  EuiBadge,
  EuiButton,
  EuiFieldText,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFormRow,
  EuiSelect,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import { PATTERN_CONCEPTS, type PatternConcept } from '../../common/settings/fields';
import { ICON } from '../shared/icons';
import { conceptLabel } from './concept_words';
import { FieldRow } from './row';
import { withAnyProvider, withFromText, withPatternField } from './pattern_fields';
import { anyProviderLabel, fromTextLabel } from './pattern_words';
import type { SectionProps } from './section';

/** What is set for single patterns: each can be taken away, and another one added. */
export function PatternFieldsList(props: SectionProps) {
  return (
    <>
      <EuiSpacer size="m" />
      <FieldRow form={props.form} field="patternFields" helpText={helpText()}>
        <EuiFlexGroup wrap gutterSize="xs" responsive={false}>
          {setIn(props).map(({ label, remove }) => (
            <EuiFlexItem grow={false} key={label}>
              <EuiBadge
                iconType={ICON.discard}
                iconSide="right"
                iconOnClick={remove}
                iconOnClickAriaLabel={removeText(label)}
                isDisabled={props.disabled}
              >
                {label}
              </EuiBadge>
            </EuiFlexItem>
          ))}
        </EuiFlexGroup>
      </FieldRow>
      {!props.disabled && <AddField {...props} />}
    </>
  );
}

/** Each thing that is set, in words, and how it is taken away. */
function setIn({ form, draft: { patternFields: all } }: SectionProps) {
  return all.flatMap(({ pattern, fields, anyProvider, fromText }) => [
    ...PATTERN_CONCEPTS.filter((concept) => fields[concept] !== undefined).map((concept) => ({
      label: `${pattern}: ${conceptLabel(concept)} ${fields[concept]}`,
      remove: () => form.edit({ patternFields: withPatternField(all, pattern, concept, '') }),
    })),
    ...(anyProvider
      ? [
          {
            label: `${pattern}: ${anyProviderLabel()}`,
            remove: () => form.edit({ patternFields: withAnyProvider(all, pattern, false) }),
          },
        ]
      : []),
    ...(fromText
      ? [
          {
            label: `${pattern}: ${fromTextLabel()}`,
            remove: () => form.edit({ patternFields: withFromText(all, pattern, false) }),
          },
        ]
      : []),
  ]);
}

function AddField({ form, draft }: SectionProps) {
  const { indexPatterns, patternFields: all } = draft;
  const [chosen, choose] = useState('');
  const [concept, setConcept] = useState<PatternConcept>('account');
  const [field, setField] = useState('');
  const pattern = indexPatterns.includes(chosen) ? chosen : (indexPatterns[0] ?? '');
  const add = () => {
    form.edit({ patternFields: withPatternField(all, pattern, concept, field) });
    setField('');
  };
  return (
    <EuiFormRow fullWidth>
      <EuiFlexGroup gutterSize="s" alignItems="center">
        <EuiFlexItem>
          <EuiSelect
            compressed
            aria-label={patternText()}
            value={pattern}
            options={indexPatterns.map((value) => ({ value, text: value }))}
            onChange={({ target }) => choose(target.value)}
          />
        </EuiFlexItem>
        <EuiFlexItem>
          <EuiSelect
            compressed
            aria-label={conceptText()}
            value={concept}
            options={PATTERN_CONCEPTS.map((value) => ({ value, text: conceptLabel(value) }))}
            onChange={({ target }) => setConcept(target.value as PatternConcept)}
          />
        </EuiFlexItem>
        <EuiFlexItem>
          <EuiFieldText
            compressed
            spellCheck={false}
            aria-label={fieldText()}
            value={field}
            onChange={({ target }) => setField(target.value)}
            data-test-subj="bfaPatternField"
          />
        </EuiFlexItem>
        <EuiFlexItem grow={false}>
          <EuiButton
            size="s"
            isDisabled={field.trim() === '' || pattern === ''}
            onClick={add}
            data-test-subj="bfaAddPatternField"
          >
            {i18n.translate('bruteForceAlerts.source.addFieldLabel', { defaultMessage: 'Add' })}
          </EuiButton>
        </EuiFlexItem>
      </EuiFlexGroup>
    </EuiFormRow>
  );
}

const helpText = () =>
  i18n.translate('bruteForceAlerts.source.patternFieldsHelpText', {
    defaultMessage:
      'For one index pattern alone, read before the fields above. So shippers that name things differently work side by side.',
  });

const removeText = (label: string) =>
  i18n.translate('bruteForceAlerts.source.removeFieldAriaLabel', {
    defaultMessage: 'Remove {label}',
    values: { label },
  });
const patternText = () =>
  i18n.translate('bruteForceAlerts.source.patternLabel', { defaultMessage: 'Index pattern' });
const conceptText = () =>
  i18n.translate('bruteForceAlerts.fieldReport.conceptLabel', { defaultMessage: 'What' });
const fieldText = () =>
  i18n.translate('bruteForceAlerts.fieldReport.fieldLabel', { defaultMessage: 'Field' });
