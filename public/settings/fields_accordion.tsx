import { EuiAccordion, EuiFieldText, EuiFormRow, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import { type Concept, CONCEPTS } from '../../common/settings/fields';
import { conceptLabel } from './concept_words';
import { wrongFields } from './field_errors';
import { FieldReport } from './field_report';
import { withField } from './pattern_fields';
import { PatternFieldsList } from './pattern_fields_list';
import { fieldLabel } from './field_words';
import type { SectionProps } from './section';

/** The fields for logs of another shape: which field is read for what. Open at first where one is set or wrong. */
export function FieldsAccordion(props: SectionProps) {
  const { form, draft } = props;
  const [isOpen, setOpen] = useState(
    () => Object.keys(draft.fields).length > 0 || draft.patternFields.length > 0,
  );
  const isWrong = wrongFields(form.errors).some((field) => /^(?:fields|patternFields)/.test(field));
  return (
    <EuiAccordion
      id="bfaFields"
      buttonContent={fieldLabel('fields')}
      paddingSize="s"
      forceState={isOpen || isWrong ? 'open' : 'closed'}
      onToggle={setOpen}
      data-test-subj="bfaFields"
    >
      <EuiText size="s" color="subdued">
        <p>{description()}</p>
      </EuiText>
      {CONCEPTS.map((concept) => (
        <FieldOverride key={concept} {...props} concept={concept} />
      ))}
      <PatternFieldsList {...props} />
      {!props.disabled && <FieldReport {...props} />}
    </EuiAccordion>
  );
}

const description = () =>
  i18n.translate('bruteForceAlerts.source.fieldsDescription', {
    defaultMessage:
      'Leave these empty: the fields of Winlogbeat and Elastic Agent are found by themselves. Where your events have other fields, enter the full name of each, for example winlog.event_data.TargetUserName.',
  });

function FieldOverride({ form, draft, disabled, fieldRef, concept }: SectionProps & { concept: Concept }) {
  const name = `fields.${concept}` as const;
  const errors = form.errors[name];
  return (
    <>
      <EuiSpacer size="s" />
      <EuiFormRow
        fullWidth
        display="columnCompressed"
        label={conceptLabel(concept)}
        isInvalid={errors !== undefined}
        error={errors}
      >
        <EuiFieldText
          fullWidth
          compressed
          spellCheck={false}
          placeholder={i18n.translate('bruteForceAlerts.source.fieldPlaceholder', {
            defaultMessage: 'Found by itself',
          })}
          value={draft.fields[concept] ?? ''}
          onChange={({ target }) => form.edit({ fields: withField(draft.fields, concept, target.value) })}
          onBlur={() => form.leave(name)}
          isInvalid={errors !== undefined}
          disabled={disabled}
          inputRef={fieldRef(name)}
          data-test-subj={`bfaField-${concept}`}
        />
      </EuiFormRow>
    </>
  );
}
