/** What is shown on a terminal until something else is: lines that the next ones take the place of. */

/** https://invisible-island.net/xterm/ctlseqs/ctlseqs.html: cursor up, erase to the end of the line, erase below. */
const up = (lines: number) => (lines > 0 ? `\r\u{1b}[${lines}A` : '\r');
const CLEAR_RIGHT = '\u{1b}[K';
const CLEAR_BELOW = '\u{1b}[J';
/** A line that is too long is cut off by the terminal: wrapped, it would take more lines than are counted here. */
const NO_WRAP = '\u{1b}[?7l';
const WRAP = '\u{1b}[?7h';

export interface Screen {
  write(text: string): unknown;
  rows?: number | undefined;
}

/** The least that terminals have. */
const ROWS = 24;

/** The cursor stays at the end of what is drawn. Nothing is drawn: what was there is erased. */
export function drawingOn(screen: Screen): (text: string) => void {
  let drawn = 0;
  return (text) => {
    if (text === '' && drawn === 0) return;
    // What has scrolled off the top cannot be reached again.
    const lines = text.split('\n').slice(0, screen.rows || ROWS);
    const body = lines.map((line) => line + CLEAR_RIGHT).join('\n');
    screen.write(`${up(drawn - 1)}${NO_WRAP}${body}${CLEAR_BELOW}${WRAP}`);
    drawn = text === '' ? 0 : lines.length;
  };
}
