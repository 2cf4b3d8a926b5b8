/**
 * The log format JSON: each line that a function prints by `console` is a JSON object with time, level and request id.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html: one argument becomes `message` as it is, several are formatted.
 */
import { format } from 'node:util';

const LEVELS = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' };

/** @param requestId that of the invocation which prints; none before the first */
export function printJson(requestId: () => string | undefined): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    const print = (...printed: unknown[]) => {
      const [first, ...more] = printed;
      const message = more.length === 0 ? first : format(...printed);
      const line = { timestamp: new Date().toISOString(), level, requestId: requestId(), message };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    };
    Object.assign(console, { [method]: print });
  }
}
