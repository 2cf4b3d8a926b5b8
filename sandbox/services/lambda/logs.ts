/** What functions print, the last lines of each. */
export interface LogLine {
  /** ISO 8601. */
  time: string;
  line: string;
}

const KEPT_LINES = 2_000;

export class Logs {
  readonly #lines = new Map<string, LogLine[]>();

  add(functionName: string, line: string): LogLine {
    const entry = { time: new Date().toISOString(), line };
    const lines = this.#lines.get(functionName) ?? [];
    lines.push(entry);
    if (lines.length > KEPT_LINES) lines.shift();
    this.#lines.set(functionName, lines);
    return entry;
  }

  /** Oldest first. */
  of(functionName: string): LogLine[] {
    return [...(this.#lines.get(functionName) ?? [])];
  }
}
