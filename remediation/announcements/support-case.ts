/** What is told of a case that cannot be opened at this moment. */
import type { Remediation } from '../document.ts';
import { awaited } from '../steps/established.ts';
import { caseText } from './case-text.ts';
import type { Message } from './message.ts';
import { when } from './names.ts';

export function watched({ case: unopened }: Remediation): Message['facts'] {
  return [
    ['Next look', when(unopened?.nextCheckAt)],
    ['Given up', when(unopened?.deadlineAt)],
  ];
}

/** Without a Support plan the same text is announced, ready to paste. */
export function caseToPaste(remediation: Remediation): Message['copy'] {
  if (!remediation.diagnosis?.target) return [];
  const names = awaited(remediation).map(({ alias }) => alias);
  const text = caseText(remediation, names, remediation.case?.language ?? 'en', 'none');
  return text
    ? [{ caption: 'The case, to paste under "Account and billing"', text, prose: true as const }]
    : [];
}
