/** What there is to say in a case, so that no language leaves anything out. */
import type { TargetId } from '../document.ts';
import type { CaseFacts } from './facts.ts';

export interface Language {
  /** `others`: how many aliases there are besides. */
  subject(alias: string, others: number, target: TargetId): string;
  /** Most important first: what does not fit is cut from the end. Empty ones are left out. */
  paragraphs(facts: CaseFacts): string[];
  /** Says that something was cut. One line. */
  cut: string;
  /** To AWS, who closed the case without moving these. */
  notMoved(aliases: readonly string[], target: TargetId): string;
}
