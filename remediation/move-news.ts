/**
 * Of several aliases, those that have moved are told before the others have: each once, however often the state runs. After every
 * pass with news comes a state that tells it, so what had moved at the pass before is known. Pure.
 */
import type { Move } from './document.ts';

/** `previous`: the section of the pass before. */
export function moveNews(
  { verdict, aliases }: Pick<Move, 'verdict' | 'aliases'>,
  previous: Pick<Move, 'aliases'> | undefined,
): Pick<Move, 'aliases' | 'partly'> {
  const before = movedNames(previous);
  const marked = aliases.map((move) =>
    move.verdict === 'moved' && !before.includes(move.alias) ? { ...move, news: true as const } : move,
  );
  return { aliases: marked, partly: verdict !== 'moved' && marked.some(({ news }) => news) };
}

/** Names of those that the section says have moved. */
export function movedNames(move: Pick<Move, 'aliases'> | undefined): string[] {
  return move?.aliases.flatMap(({ alias, verdict }) => (verdict === 'moved' ? [alias] : [])) ?? [];
}

/** Names of those that people have not been told of yet. */
export function newlyMoved(move: Pick<Move, 'aliases'> | undefined): string[] {
  return move?.aliases.filter(({ news }) => news).map(({ alias }) => alias) ?? [];
}
