/** The terminal that the process runs in. */
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { stripVTControlCharacters } from 'node:util';
import { createColors } from 'picocolors';
import { ExitCode } from '../exit-code.ts';
import { Interrupted } from '../trouble.ts';
import { drawingOn } from './drawing.ts';
import type { Terminal } from './terminal.ts';

/** What everything fits in; a wider terminal is used, a narrower one wraps by itself. */
const COLUMNS = 80;

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  // Whoever reads the result has enough of it, as `head` has.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(ExitCode.UNREAD);
    throw error;
  });
  const draw = drawingOn(stderr);
  const progress = (text: string) => {
    if (stderr.isTTY) draw(text);
  };
  const write = (stream: NodeJS.WriteStream) => (text: string) => {
    progress('');
    const lines = text.endsWith('\n') ? text : `${text}\n`;
    // Colour is by where the result goes; beside it, a file can be what the errors go to.
    stream.write(stream.isTTY ? lines : stripVTControlCharacters(lines));
  };
  // https://no-color.org: set and not empty.
  const colour = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  return {
    width: Math.max(COLUMNS, stdout.isTTY ? stdout.columns || COLUMNS : COLUMNS),
    interactive: stdout.isTTY === true,
    paint: createColors(colour),
    out: write(stdout),
    error: write(stderr),
    progress,
    interruption() {
      const interrupted = new AbortController();
      process.once('SIGINT', () => interrupted.abort());
      return interrupted.signal;
    },
    async ask(question) {
      if (!stdin.isTTY || !stderr.isTTY) return undefined;
      progress('');
      const asking = createInterface({ input: stdin, output: stderr });
      let isInterrupted = false;
      asking.once('SIGINT', () => {
        isInterrupted = true;
        asking.close();
      });
      // Ctrl-D and Ctrl-C end it without an answer. Of the latter, newer Nodes also say so by an error.
      const unanswered = once(asking, 'close').then(() => {
        stderr.write('\n');
        if (isInterrupted) throw new Interrupted();
        return '';
      });
      try {
        return await Promise.race([asking.question(question).catch(() => unanswered), unanswered]);
      } finally {
        asking.removeAllListeners('close').close();
      }
    },
  };
}
