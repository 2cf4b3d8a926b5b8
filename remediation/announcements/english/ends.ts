/** What is told in English of an execution that did not get to its end. */
import { consentThatStays, recordsThatStay } from '../../remains.ts';
import { caseName, sentence } from '../../wording.ts';
import type { Language } from '../language.ts';
import { namesNow } from '../names.ts';
import { naming } from './naming.ts';

type End = 'Remediation failed' | 'Remediation stopped';

export const ends: Pick<Language['announcements'], End> = {
  'Remediation failed': {
    title: ({ remediation, failure }) =>
      `${naming.inTitle(namesNow(remediation))}: stopped by ${failure?.error ?? 'an error'}`,
    text: ({ failure }) =>
      `${sentence(failure?.cause || 'Step Functions tells no cause')} A redrive, by the link or the command below, goes on with the failed step.`,
  },

  'Remediation stopped': {
    title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: stopped by hand`,
    text: ({ remediation: { case: asked, proof }, failure }) => {
      const records = recordsThatStay(proof);
      return [
        'The execution was stopped. It does nothing more until it is redriven.',
        failure?.cause ? `Whoever stopped it said: ${sentence(failure.cause)}` : '',
        asked?.caseId
          ? `${caseName(asked)} stays open: close it, or AWS Support may still move the alias.`
          : '',
        records.length > 0 ? consentThatStays(records) : '',
      ]
        .filter(Boolean)
        .join(' ');
    },
  },
};
