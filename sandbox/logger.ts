import type { Logger } from '../kibana_contracts/server';

/** Takes one line of the log. */
export type WriteLine = (line: string) => void;

export interface LogOptions {
  write: WriteLine;
  /** Otherwise debug lines are dropped, as in a Kibana that nobody configured. */
  debug?: boolean;
}

/** Lines `[plugins.x][level] message`. */
export function createLogger(options: LogOptions, ...context: string[]): Logger {
  const log = (level: string) => (message: string) =>
    options.write(`[${context.join('.')}][${level}] ${message}`);
  return {
    debug: options.debug ? log('debug') : () => undefined,
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    get: (...more) => createLogger(options, ...context, ...more),
  };
}
