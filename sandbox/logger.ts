import type { Logger } from '../kibana_contracts/server';

/** Takes one line of the log. */
export type WriteLine = (line: string) => void;

/** Lines `[plugins.x][level] message`. Debug lines are dropped, as in a Kibana that nobody configured. */
export function createLogger(write: WriteLine, ...context: string[]): Logger {
  const log = (level: string) => (message: string) => write(`[${context.join('.')}][${level}] ${message}`);
  return {
    debug: () => undefined,
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    get: (...more) => createLogger(write, ...context, ...more),
  };
}
