/** Prose in lines of a readable length: SNS sends a mail as it is given, and not every mail program breaks lines well. */

/** Columns; RFC 5322 section 2.1.1 has 78 as what a line should not exceed, and a reply puts `> ` before it. */
export const WIDTH = 76;

/** What takes two columns: https://www.unicode.org/reports/tr11/ */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60ー]/u;
const OPENING = '[「『（【〔(\\[]*';
const CLOSING = '[、。，．」』）】〕)\\]:！？：；・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*';
/** Japanese has no spaces: a line may end after each character, but begins with no closing mark and ends with no opening one. */
const PIECE = new RegExp(`${OPENING}(?:${WIDE.source}|(?:(?!${WIDE.source}).)+)${CLOSING}`, 'gus');

/** Line breaks that are there stay. A word that is longer than a line stays whole. `hanging` stands before all lines but the first. */
export function wrapped(text: string, hanging = '', width = WIDTH): string {
  return text
    .split('\n')
    .map((line) => linesOf(line, hanging, width).join('\n'))
    .join('\n');
}

function linesOf(text: string, hanging: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const { piece, gap } of piecesOf(text)) {
    const longer = current + gap + piece;
    if (current.trim() !== '' && columns(longer) > width) {
      lines.push(current);
      current = hanging + piece;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}

function piecesOf(text: string): { piece: string; gap: string }[] {
  return text
    .split(' ')
    .flatMap((word, index) =>
      (word.match(PIECE) ?? ['']).map((piece, part) => ({ piece, gap: index > 0 && part === 0 ? ' ' : '' })),
    );
}

export function columns(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}
