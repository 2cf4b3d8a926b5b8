/** The text of the AWS Support case: complete enough for one round trip, facts first, in the language of the case. */
import type { CaseLanguage, Incident, TargetId } from '../document.ts';
import { shortened } from '../wording.ts';
import { english } from './english.ts';
import { type CaseInput, caseFacts, type EvidenceState } from './facts.ts';
import { japanese } from './japanese.ts';
import type { Language } from './language.ts';

/** CreateCase and AddCommunicationToCase take 1 to 8,000 characters (API model). */
const LONGEST_BODY = 8000;

/** The API states no limit for a subject; whatever it is, the marker at the end has to survive it. */
const LONGEST_NAME_IN_SUBJECT = 100;

const languages: Record<CaseLanguage, Language> = { en: english, ja: japanese };

/** Found again by this after a crash between CreateCase and its answer: CreateCase has no idempotency token. */
export function caseMarker(incident: Incident): string {
  return `[cname-rescue ${incident.marker}]`;
}

/** The same for what we say when AWS closes the case without moving the alias: AddCommunicationToCase has no token either. */
export function notMovedMarker(incident: Incident): string {
  return `[cname-rescue ${incident.marker}: not moved]`;
}

export function caseSubject(
  { incident, target, aliases }: Pick<CaseInput, 'incident' | 'target' | 'aliases'>,
  language: CaseLanguage,
): string {
  const [first = '', ...others] = aliases.map(({ alias }) => shortened(alias, LONGEST_NAME_IN_SUBJECT));
  return `${languages[language].subject(first, others.length, target)} ${caseMarker(incident)}`;
}

/** At most 8,000 characters; what does not fit is cut from the end, where it matters least. */
export function caseBody(input: CaseInput, language: CaseLanguage, evidence: EvidenceState): string {
  const { paragraphs, cut: note } = languages[language];
  const text = paragraphs(caseFacts(input, evidence)).filter(Boolean).join('\n\n');
  if (text.length <= LONGEST_BODY) return text.toWellFormed();
  const end = `\n${note}`;
  return text.slice(0, LONGEST_BODY - end.length).toWellFormed() + end;
}

/** What AWS is told, once, after it closed the case: the marker stays, however many aliases there are. */
export function notMovedBody(
  incident: Incident,
  aliases: readonly string[],
  target: TargetId,
  language: CaseLanguage,
): string {
  const end = `\n\n${notMovedMarker(incident)}`;
  const text = languages[language].notMoved(aliases, target);
  return text.slice(0, LONGEST_BODY - end.length).toWellFormed() + end;
}
