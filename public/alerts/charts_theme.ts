import * as Charts from '@elastic/charts';
import type { CoreTheme } from '../../kibana_contracts/browser';

interface LaterCharts {
  getChartsTheme?(theme: { name: string; darkMode: boolean }): Charts.Theme;
}

/**
 * The colours of a chart. Newer Kibanas have several themes, which are asked for by name; without a name that call
 * throws.
 */
export function chartsTheme({ name, darkMode }: CoreTheme): Charts.Theme {
  const { getChartsTheme } = Charts as unknown as LaterCharts;
  return (
    getChartsTheme?.({ name: name ?? '', darkMode }) ?? (darkMode ? Charts.DARK_THEME : Charts.LIGHT_THEME)
  );
}
