/** What is told in English of the two gates: the ownership proof and the certificate. */
import type { Language } from '../language.ts';
import { namesNow, provenNames, when } from '../names.ts';
import { naming, them } from './naming.ts';

type Gate =
  | 'Certificate missing'
  | 'Certificate attached'
  | 'Ownership proof incomplete'
  | 'Ownership proof seen';

export const gates: Pick<Language['announcements'], Gate> = {
  'Certificate missing': {
    title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: the target needs a certificate`,
    text: ({ remediation }) => remediation.certificate?.reason ?? '',
  },

  'Certificate attached': {
    title: ({ remediation }) => `${naming.inTitle(namesNow(remediation))}: the target has its certificate`,
    text: ({ remediation }) =>
      `${remediation.attachment?.reason ?? ''} Nothing else of the target's configuration was changed. Declare the certificate in the target's infrastructure code, or the next deployment takes it off again.`,
  },

  'Ownership proof incomplete': {
    title: ({ remediation }) => `${naming.inTitle(provenNames(remediation))}: the TXT record needs attention`,
    text: ({ remediation }) =>
      (remediation.proof?.troubles ?? []).map(({ problem, remedy }) => `${problem} ${remedy}`).join('\n\n'),
  },

  'Ownership proof seen': {
    title: ({ remediation }) => `${naming.inTitle(provenNames(remediation))}: ownership is proven`,
    text: ({ remediation }) => {
      const { proof, dryRun } = remediation;
      const names = provenNames(remediation);
      const it = them(names);
      if (dryRun) {
        return `Next, what would be done is looked up, as soon as it is known that a certificate covers ${it}. ${proof?.reason ?? ''}`;
      }
      const settled = when(proof?.settledAt) || 'no cache can miss the record';
      return `Next, CloudFront is asked to move ${it}, as soon as the target's certificate covers ${it}. Where only AWS Support can do it, a case is opened, not before ${settled}. ${proof?.reason ?? ''}`;
    },
  },
};
