import { EuiDescribedFormGroup } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { pageName } from './pages';
import { RulesList } from './rules/rules_list';
import type { SectionProps } from './section';

export const RulesPage = (props: SectionProps) => (
  <EuiDescribedFormGroup
    fullWidth
    ratio="third"
    title={<h2>{pageName('rules')}</h2>}
    description={i18n.translate('bruteForceAlerts.detection.description', {
      defaultMessage:
        'What counts as an attack. An alert is raised when a rule that is on reaches its threshold within its time: a number and s, m, h or d, for example 5m. An attack that several rules see is told once.',
    })}
  >
    <RulesList {...props} />
  </EuiDescribedFormGroup>
);
