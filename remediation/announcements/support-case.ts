/** What people are to paste: without a Support plan the same text is announced that the stack would send. */
import type { Remediation } from '../document.ts';
import { awaited } from '../steps/established.ts';
import { caseText } from './case-text.ts';
import type { Language } from './language.ts';
import type { Message } from './message.ts';
import { namesOf } from './names.ts';

export function caseToPaste(remediation: Remediation, { captions }: Language): Message['copy'] {
  if (!remediation.diagnosis?.target) return [];
  const names = namesOf(awaited(remediation));
  const text = caseText(remediation, names, remediation.case?.language ?? 'en', 'none');
  return text ? [{ caption: captions.caseToPaste, text, prose: true as const }] : [];
}
