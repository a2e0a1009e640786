const EXIT_CODE = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Ends with the code a shell expects after a signal, and lets the `exit` listeners end what was started. */
export function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(EXIT_CODE[signal]));
  }
}

/** Runs a script's main function: an error is a message and exit code 1, never a silent end. */
export function runMain(main: () => Promise<number | void>): void {
  exitOnSignals();
  main().then(
    (code) => exitOnceWritten(code ?? 0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      exitOnceWritten(1);
    },
  );
}

/** Exits once all output was taken. A pipe takes 64 kB at once; an earlier exit would cut off the rest. */
function exitOnceWritten(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}
