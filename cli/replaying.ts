/** Dead letters go back to their function, one after the other: each is removed only once Lambda has taken it. */
import type { DeadLetter } from '../providers/operator/dead-letters.ts';
import { eventIn } from './dead-letter.ts';

export interface Ways {
  /** @returns why the function cannot have it; undefined when Lambda has taken it */
  handOver(event: string): Promise<string | undefined>;
  remove(letter: DeadLetter): Promise<void>;
}

export interface Replayed {
  /** To the function. */
  handedOver: number;
  /** Those that stay in the queue, and why. */
  stay: { id: string; why: string }[];
}

/**
 * `trouble`: what AWS refused, by which this ended; the letters after that were not tried. A letter that could be handed over but not
 * removed comes once more: every function takes that, those that announce send their message again.
 */
export async function replay(
  letters: readonly DeadLetter[],
  { handOver, remove }: Ways,
): Promise<Replayed & { trouble?: unknown }> {
  const replayed: Replayed = { handedOver: 0, stay: [] };
  const stays = ({ id }: DeadLetter, why: string) => replayed.stay.push({ id, why });
  for (const [at, letter] of letters.entries()) {
    let isHandedOver = false;
    try {
      const obstacle = eventIn(letter.body) === undefined ? 'It is no event.' : await handOver(letter.body);
      if (obstacle !== undefined) {
        stays(letter, obstacle);
        continue;
      }
      isHandedOver = true;
      replayed.handedOver += 1;
      await remove(letter);
    } catch (trouble) {
      stays(letter, isHandedOver ? 'It is handed over, but AWS refused to remove it.' : REFUSED);
      return { ...replayed, stay: [...replayed.stay, ...untried(letters.slice(at + 1))], trouble };
    }
  }
  return replayed;
}

const REFUSED = 'AWS refused.';

/** Behind one at which AWS refused: that was about the way, not about the letter. */
export function untried(letters: readonly DeadLetter[]): Replayed['stay'] {
  return letters.map(({ id }) => ({ id, why: REFUSED }));
}
