/** Of several aliases, those that have moved are told before the others have: each once, however often the state runs. Pure. */
import type { Move } from './document.ts';

/** `previous`: the section of the pass before, whose news people have been told since. */
export function moveNews(
  { verdict, aliases }: Pick<Move, 'verdict' | 'aliases'>,
  previous: Pick<Move, 'news' | 'told'> | undefined,
): Pick<Move, 'news' | 'told' | 'partly'> {
  const told = [...new Set([...(previous?.told ?? []), ...(previous?.news ?? [])])];
  const news = aliases
    .filter((move) => move.verdict === 'moved' && !told.includes(move.alias))
    .map(({ alias }) => alias);
  return { told, news, partly: verdict !== 'moved' && news.length > 0 };
}
