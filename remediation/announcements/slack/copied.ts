/** What of a message is to be copied, in code blocks. What is there is complete: cut, it would be another record, or another command. */
import type { Language } from '../language.ts';
import type { Message } from '../message.ts';
import { together } from '../together.ts';
import { type Block, type Room, SECTION, section, sizeOf } from './block.ts';
import { asCode, FENCE, mrkdwn, plain } from './text.ts';

/** Characters of code in one section. */
const CODE = SECTION - 2 * FENCE.length;

type Copy = Message['copy'];

/** As many as have room, most important first. */
export function copied(copy: Copy, room: Room, words: Language['slack']): Block[] {
  const rest = (left: number) => (left > 0 ? [section(plain(words.more(left), SECTION))] : []);
  for (let count = copy.length; count > 0; count -= 1) {
    const first = together(copy.slice(0, count));
    const blocks = [...first.flatMap((part) => captioned(part, words.tooLong)), ...rest(copy.length - count)];
    if (blocks.length <= room.blocks && sizeOf(blocks) <= room.characters) return blocks;
  }
  return rest(copy.length);
}

function captioned({ caption, text, prose }: Copy[number], tooLong: string): Block[] {
  const head = section(plain(caption, SECTION));
  const lines = asCode(text).split('\n');
  const fitting = prose ? lines.flatMap(broken) : lines;
  return fitting.some((line) => line.length > CODE)
    ? [head, section(plain(tooLong, SECTION))]
    : [head, ...code(fitting)];
}

/** As many blocks as it takes, whole lines in each. */
function code(lines: readonly string[]): Block[] {
  const chunks: string[] = [];
  for (const line of lines) {
    const chunk = chunks.at(-1);
    if (chunk !== undefined && chunk.length + 1 + line.length <= CODE) {
      chunks[chunks.length - 1] = `${chunk}\n${line}`;
    } else {
      chunks.push(line);
    }
  }
  return chunks.map((chunk) => section(mrkdwn(`${FENCE}${chunk}${FENCE}`)));
}

/** At spaces, so that no word is lost. */
function broken(line: string): string[] {
  if (line.length <= CODE) return [line];
  const end = line.lastIndexOf(' ', CODE);
  return end > 0 ? [line.slice(0, end), ...broken(line.slice(end + 1))] : [line];
}
