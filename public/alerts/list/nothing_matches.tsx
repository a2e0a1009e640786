import { EuiButton, EuiEmptyPrompt } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { ICON } from '../../shared/icons';
import { EVERYTHING, type ListState } from './list_state';

/** There are no alerts that the filters and the time let through. */
export const NothingMatches = ({ onChange }: { onChange(state: ListState): void }) => (
  <EuiEmptyPrompt
    iconType={ICON.missing}
    data-test-subj="bfaNothingMatches"
    title={
      <h2>
        {i18n.translate('bruteForceAlerts.list.nothingMatchesTitle', {
          defaultMessage: 'No alert matches',
        })}
      </h2>
    }
    body={
      <p>
        {i18n.translate('bruteForceAlerts.list.nothingMatchesDescription', {
          defaultMessage: 'There may be others: at another time, or without the filters.',
        })}
      </p>
    }
    actions={
      <EuiButton onClick={() => onChange({ ...EVERYTHING, range: 'all' })} data-test-subj="bfaShowAll">
        {i18n.translate('bruteForceAlerts.list.showAllLabel', { defaultMessage: 'Show all alerts' })}
      </EuiButton>
    }
  />
);
