import * as Charts from '@elastic/charts';
import { EuiScreenReaderOnly, EuiSpacer, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { Evidence } from '../../common/alerts/evidence';
import { browserTimeZone, formatFullTime, formatMinute, formatNumber } from '../shared/format';
import { useServices } from '../shared/services';
import { chartsTheme } from './charts_theme';

const { Axis, BarSeries, Chart, Position, ScaleType, Settings, Tooltip } = Charts;
const MINUTE = 60_000;
const HEIGHT = 112;

type Timeline = Evidence['timeline'];

/** Failures per minute: as bars, and as a table for those who do not see them. */
export function FailuresChart({ evidence: { timeline } }: { evidence: Evidence }) {
  if (timeline.length === 0) return null;
  return (
    <section aria-label={chartTitle()}>
      <EuiTitle size="xs">
        <h3>{chartTitle()}</h3>
      </EuiTitle>
      <EuiSpacer size="s" />
      <div aria-hidden="true">
        <Bars timeline={timeline} />
      </div>
      <EuiScreenReaderOnly>
        <div>
          <TimelineTable timeline={timeline} />
        </div>
      </EuiScreenReaderOnly>
    </section>
  );
}

const chartTitle = () =>
  i18n.translate('bruteForceAlerts.chart.failuresTitle', { defaultMessage: 'Failed logons per minute' });

function Bars({ timeline }: { timeline: Timeline }) {
  const { theme } = useServices();
  const domain = domainOf(timeline);
  return (
    <Chart size={{ height: HEIGHT }}>
      <Settings
        baseTheme={chartsTheme(theme)}
        xDomain={{ ...domain, minInterval: MINUTE }}
        showLegend={false}
        ariaLabel={chartTitle()}
      />
      <Tooltip headerFormatter={({ value }) => formatFullTime(Number(value))} />
      <Axis
        id="time"
        position={Position.Bottom}
        timeAxisLayerCount={0}
        ticks={4} // more run into each other in a narrow flyout
        tickFormat={(time: number) => formatMinute(time)}
      />
      <Axis id="count" position={Position.Left} integersOnly ticks={3} tickFormat={formatNumber} />
      <BarSeries
        id="failures"
        name={chartTitle()}
        xScaleType={ScaleType.Time}
        yScaleType={ScaleType.Linear}
        xAccessor={0}
        yAccessors={[1]}
        timeZone={browserTimeZone()}
        enableHistogramMode
        minBarHeight={2}
        data={timeline.map(({ at, count }) => [at, count])}
      />
    </Chart>
  );
}

/**
 * The time axis of the chart, epoch ms. It is at least ten minutes wide, so that an attack of one minute does not fill
 * it.
 */
function domainOf(timeline: Timeline): { min: number; max: number } {
  const times = timeline.map(({ at }) => at);
  const min = Math.min(...times);
  const max = Math.max(...times) + MINUTE;
  const missing = Math.max(0, 10 * MINUTE - (max - min));
  return {
    min: min - Math.floor(missing / 2 / MINUTE) * MINUTE,
    max: max + Math.ceil(missing / 2 / MINUTE) * MINUTE,
  };
}

function TimelineTable({ timeline }: { timeline: Timeline }) {
  return (
    <table data-test-subj="bfaTimelineTable">
      <caption>{chartTitle()}</caption>
      <thead>
        <tr>
          <th scope="col">
            {i18n.translate('bruteForceAlerts.chart.minuteLabel', { defaultMessage: 'Minute' })}
          </th>
          <th scope="col">
            {i18n.translate('bruteForceAlerts.chart.countLabel', { defaultMessage: 'Failed logons' })}
          </th>
        </tr>
      </thead>
      <tbody>
        {timeline.map(({ at, count }) => (
          <tr key={at}>
            <td>{formatFullTime(at)}</td>
            <td>{formatNumber(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
