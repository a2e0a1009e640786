import { EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import { zoneText } from '../shared/format';

/** Which page of a list is shown: how each page before it began. The first page begins at null. */
export type Places = Array<string | null>;
export const FIRST_PAGE: Places = [null];

interface PagerProps {
  places: Places;
  perPage: number;
  shown: number;
  total: number;
  /** Where the next page begins; null where there is none. */
  after: string | null;
  onPlaces(places: Places): void;
}

/** Says which rows are shown, and leads to the next and the previous ones. */
export function Pager({ places, perPage, shown, total, after, onPlaces }: PagerProps) {
  const before = (places.length - 1) * perPage;
  return (
    <EuiFlexGroup alignItems="center" gutterSize="s" responsive={false} data-test-subj="bfaPager">
      <EuiFlexItem>
        <EuiText size="xs" color="subdued">
          {i18n.translate('bruteForceAlerts.alerts.shownText', {
            defaultMessage: '{from, number} to {to, number} of {total, number}',
            values: { from: Math.min(before + 1, total), to: before + shown, total },
          })}
          {'. '}
          {zoneText()}
        </EuiText>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty
          size="s"
          isDisabled={places.length === 1}
          onClick={() => onPlaces(places.slice(0, -1))}
          data-test-subj="bfaPreviousPage"
        >
          {i18n.translate('bruteForceAlerts.alerts.previousPageLabel', { defaultMessage: 'Previous' })}
        </EuiButtonEmpty>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty
          size="s"
          isDisabled={after === null}
          onClick={() => onPlaces([...places, after])}
          data-test-subj="bfaNextPage"
        >
          {i18n.translate('bruteForceAlerts.alerts.nextPageLabel', { defaultMessage: 'Next' })}
        </EuiButtonEmpty>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}
