import * as Charts from '@elastic/charts';
import { EuiScreenReaderOnly } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { AlertSummary } from '../../../common/alerts/search';
import { SEVERITIES, type Severity } from '../../../common/rules/rules';
import { severityWord } from '../../../common/rules/rule_words';
import { browserTimeZone, formatFullTime, formatNumber } from '../../shared/format';
import { useServices } from '../../shared/services';
import { chartsTheme } from '../charts_theme';
import { SEVERITY_COLORS } from '../severity_badge';

const { Axis, BarSeries, Chart, Position, ScaleType, Settings, Tooltip } = Charts;
const HEIGHT = 72;

interface HistogramProps {
  histogram: AlertSummary['histogram'];
  /** Shows a span alone, epoch milliseconds. */
  onZoom(span: { from: number; to: number }): void;
}

/** How many alerts fired when, by severity. A span that is drawn over it becomes that of the list. */
export function Histogram({ histogram, onZoom }: HistogramProps) {
  const { theme } = useServices();
  const { from, to, interval } = histogram;
  const format = Charts.niceTimeFormatter([from, to]);
  return (
    <section aria-label={title()} data-test-subj="bfaHistogram">
      <div aria-hidden="true">
        <Chart size={{ height: HEIGHT }}>
          <Settings
            baseTheme={chartsTheme(theme)}
            xDomain={{ min: from, max: to, minInterval: interval }}
            showLegend={false}
            onBrushEnd={({ x }) => {
              if (x) onZoom({ from: Math.floor(Number(x[0])), to: Math.ceil(Number(x[1])) });
            }}
            ariaLabel={title()}
          />
          <Tooltip headerFormatter={({ value }) => formatFullTime(Number(value))} />
          <Axis id="time" position={Position.Bottom} timeAxisLayerCount={0} tickFormat={format} />
          <Axis id="count" position={Position.Left} integersOnly ticks={2} tickFormat={formatNumber} />
          <BarSeries
            id="alerts"
            xScaleType={ScaleType.Time}
            yScaleType={ScaleType.Linear}
            xAccessor="at"
            yAccessors={['count']}
            splitSeriesAccessors={['severity']}
            stackAccessors={['at']}
            color={({ splitAccessors }) =>
              SEVERITY_COLORS[splitAccessors.get('severity') as Severity] ?? null
            }
            timeZone={browserTimeZone()}
            enableHistogramMode
            minBarHeight={2}
            data={pointsOf(histogram)}
          />
        </Chart>
      </div>
      <EuiScreenReaderOnly>
        <p>{inWords(histogram)}</p>
      </EuiScreenReaderOnly>
    </section>
  );
}

interface Point {
  at: number;
  count: number;
  severity: Severity;
}

/** The gravest last, so that it is drawn on top. */
const pointsOf = ({ bars }: AlertSummary['histogram']): Point[] =>
  SEVERITIES.flatMap((severity) =>
    bars.flatMap(({ at, bySeverity }) =>
      bySeverity[severity] > 0 ? [{ at, count: bySeverity[severity], severity }] : [],
    ),
  );

const title = () =>
  i18n.translate('bruteForceAlerts.list.histogramTitle', { defaultMessage: 'Alerts over time' });

function inWords({ from, to, bars }: AlertSummary['histogram']): string {
  const counts = [...SEVERITIES]
    .reverse()
    .map((severity) => {
      const count = bars.reduce((sum, { bySeverity }) => sum + bySeverity[severity], 0);
      return `${severityWord(severity)}: ${formatNumber(count)}`;
    })
    .join(', ');
  return i18n.translate('bruteForceAlerts.list.histogramText', {
    defaultMessage: 'Alerts that fired from {from} to {to}. {counts}.',
    values: { from: formatFullTime(from), to: formatFullTime(to), counts },
  });
}
