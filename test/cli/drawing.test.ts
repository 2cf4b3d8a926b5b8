import { expect, test } from 'vitest';
import { drawingOn } from '../../cli/terminal/drawing.ts';

/** As much of a terminal as drawing needs: where the cursor is, and what is erased. */
class ScreenDouble {
  readonly rows = 5;
  readonly lines = [''];
  #row = 0;
  #column = 0;

  write(text: string) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what moves the cursor
    for (const [part] of text.matchAll(/\u{1b}\[\??\d*[A-Za-z]|\r|\n|[^\r\n\u{1b}]+/gu)) this.#take(part);
  }

  #take(part: string) {
    const { lines } = this;
    if (part === '\r') this.#column = 0;
    else if (part === '\n') {
      this.#row += 1;
      this.#column = 0;
      lines[this.#row] ??= '';
    } else if (part === '\u{1b}[K') lines[this.#row] = (lines[this.#row] ?? '').slice(0, this.#column);
    else if (part === '\u{1b}[J') lines.splice(this.#row + 1);
    else if (part.endsWith('A')) this.#row -= Number.parseInt(part.slice(2), 10);
    else if (!part.startsWith('\u{1b}')) {
      lines[this.#row] = `${(lines[this.#row] ?? '').slice(0, this.#column)}${part}`;
      this.#column += part.length;
    }
  }
}

test('what is drawn takes the place of what was, whether it is longer or shorter', () => {
  const screen = new ScreenDouble();
  screen.write('$ cname-rescue watch\n');
  const draw = drawingOn(screen);
  for (const text of ['waiting\nfor DNS', 'one line', 'three\nlines\nnow', 'two\nlines']) {
    draw(text);
    expect(screen.lines).toEqual(['$ cname-rescue watch', ...text.split('\n')]);
  }
  draw('');
  expect(screen.lines).toEqual(['$ cname-rescue watch', '']);
  screen.write('the end\n');
  draw('');
  expect(screen.lines).toEqual(['$ cname-rescue watch', 'the end', '']);
});

test('no more is drawn than there are lines on the terminal', () => {
  const screen = new ScreenDouble();
  const draw = drawingOn(screen);
  draw('1\n2\n3\n4\n5\n6\n7');
  draw('a\nb\nc\nd\ne\nf\ng');
  expect(screen.lines).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('nothing is written where nothing was drawn', () => {
  const written: string[] = [];
  drawingOn({ write: (text: string) => written.push(text) })('');
  expect(written).toEqual([]);
});
