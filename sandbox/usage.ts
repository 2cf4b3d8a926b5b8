/** Mistakes of whoever calls a command: one clear sentence on stderr, exit code 2. */

export class UsageError extends Error {}

/** The person pressed Ctrl-C. */
export class Interrupted extends Error {}

/** 128 and the number of SIGINT, as shells tell it. */
const INTERRUPTED = 130;

/** Runs a command; its result is the exit code. A port that is taken is a mistake of the caller's, too. */
export async function command(run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    // At once: what still waits for something that will not come must not hold us up.
    if (error instanceof Interrupted) process.exit(INTERRUPTED);
    const mistake = mistakeIn(error);
    if (mistake === undefined) throw error;
    console.error(mistake);
    process.exitCode = 2;
  }
}

function mistakeIn(error: unknown): string | undefined {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code === 'EADDRINUSE') {
    return `${error.message.replace(/\.?$/, '.')} Choose another with --port or --dns-port (0 takes a free one), or end what listens there.`;
  }
  // parseArgs names what it did not understand.
  if (String(error.code).startsWith('ERR_PARSE_ARGS')) return `${error.message}. See --help.`;
  return undefined;
}

/** @throws UsageError when the text is no port. */
export function port(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new UsageError(`${option} ${text}: a port is a number from 0 (any free one) to 65535.`);
  }
  return number;
}

/** Resolves when the person presses Ctrl-C, or whoever started us wants us to end. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    // Not `once`: npm passes on the Ctrl-C that the terminal has sent us already, and the second would kill us in the middle
    // of cleaning up.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
