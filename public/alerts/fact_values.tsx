import { EuiButtonIcon, EuiCopy } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Tally } from '../../common/alerts/evidence';
import { visible } from '../../common/text/visible_text';
import { PATH } from '../shared/addresses';
import { formatNumber } from '../shared/format';
import { ICON } from '../shared/icons';
import { LinkTo } from '../shared/link_to';
import { namedOf } from './alert_words';
import { EVERYTHING, searchOf, type ListState } from './list/list_state';

interface FactValuesProps {
  /** What the values are, for people who hear the button that copies them. */
  name: string;
  values: Tally[];
  /** What restricts the list of alerts to those that have a value. */
  filter(value: string): Partial<ListState>;
}

/** Values of a fact: each leads to the alerts that have it, and all of them can be copied, one a line. */
export function FactValues({ name, values, filter }: FactValuesProps) {
  const { named, more } = namedOf(values);
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      {named.map(({ value, count }, n) => (
        <React.Fragment key={value}>
          {n > 0 && ', '}
          <ValueLink value={value} filter={filter} /> ({formatNumber(count)})
        </React.Fragment>
      ))}
      {more > 0 && `, ${moreText(more)}`}{' '}
      <EuiCopy textToCopy={values.map(({ value }) => value).join('\n')}>
        {(copy) => (
          <EuiButtonIcon
            iconType={ICON.copy}
            size="xs"
            color="text"
            onClick={copy}
            aria-label={i18n.translate('bruteForceAlerts.alert.copyAriaLabel', {
              defaultMessage: 'Copy: {name}',
              values: { name },
            })}
          />
        )}
      </EuiCopy>
    </span>
  );
}

function ValueLink({ value, filter }: { value: string; filter: FactValuesProps['filter'] }) {
  const path = `${PATH.alerts}${searchOf({ ...EVERYTHING, range: 'all', ...filter(value) })}`;
  const title = i18n.translate('bruteForceAlerts.alert.filterTooltip', {
    defaultMessage: 'Show all alerts with it',
  });
  return (
    <LinkTo path={path} title={title}>
      {visible(value)}
    </LinkTo>
  );
}

const moreText = (more: number) =>
  i18n.translate('bruteForceAlerts.alert.moreValuesLabel', {
    defaultMessage: 'and {more, number} more',
    values: { more },
  });
