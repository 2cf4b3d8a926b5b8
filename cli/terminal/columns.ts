/** Rows in columns that fit a terminal: every column as wide as its widest word, the last one wraps into what is left, between words. */
import cliui from 'cliui';

const GAP = 2;
/** Below this, a last column is of no use. */
const NARROW = 20;

/** @param rows of as many cells each; painted ones count as wide as they look */
export function columns(rows: readonly (readonly string[])[], width: number): string {
  const ui = cliui({ width });
  const widths = widthsOf(rows);
  for (const row of rows) {
    ui.div(
      ...row.map((text, index) => {
        const last = index === row.length - 1;
        const before = widths.slice(0, index).reduce((sum, each) => sum + each + GAP, 0);
        if (!last) return { text, width: (widths[index] ?? 0) + GAP, padding: [0, GAP, 0, 0] };
        const lines = wrapped(text, Math.max(NARROW, width - before));
        // cliui breaks what is wider than its column.
        return { text: lines.join('\n'), width: Math.max(...lines.map(visible)) };
      }),
    );
  }
  return ui
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((text, index) => {
      widths[index] = Math.max(widths[index] ?? 0, ...text.split('\n').map(visible));
    });
  return widths;
}

/** Between words only: an ARN or a record that is broken cannot be copied. */
function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines = [''];
    for (const word of line.split(' ')) {
      const before = lines.at(-1) ?? '';
      const longer = before === '' ? word : `${before} ${word}`;
      if (before === '' || visible(longer) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  });
}

/** Without what paints it. */
function visible(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what paints
  return text.replace(/\u{1b}\[\d+m/gu, '').length;
}
