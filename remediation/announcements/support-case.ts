/** What is told of a case that cannot be opened at this moment. */
import type { Remediation } from '../document.ts';
import { awaited } from '../steps/established.ts';
import { caseBody, caseSubject } from '../support-case/text.ts';
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
  const { incident, diagnosis, proof, certificate, move } = remediation;
  if (!diagnosis?.target || !proof || !certificate) return [];
  const { id, status, reason, notAfter } = certificate;
  const aliases = awaited(remediation);
  const facts = {
    incident,
    target: diagnosis.target,
    aliases,
    proof,
    certificate: { id, status, reason, notAfter },
    move,
  };
  const language = remediation.case?.language ?? 'en';
  return [
    {
      caption: 'The case, to paste under "Account and billing"',
      text: `Subject: ${caseSubject(incident, aliases, language)}\n\n${caseBody(facts, language, 'none')}`,
    },
  ];
}
