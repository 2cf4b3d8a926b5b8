/** What is copied out of Slack is the case, whole: subject and text, in every language, over several blocks. */
import { expect, test } from 'vitest';
import { messageFor } from '../../remediation/announcements/messages.ts';
import { slackMessage } from '../../remediation/announcements/slack.ts';
import { CaseLanguage } from '../../remediation/document.ts';
import { caseBody, caseSubject } from '../../remediation/support-case/text.ts';
import { casesIn } from '../../sandbox/people/case-filer.ts';
import { contested, EXECUTION, EXECUTION_ARN, proof, remediation, target } from '../doubles/documents.ts';

test.each(CaseLanguage.options)('%s', (language) => {
  const names = Array.from({ length: 40 }, (_, index) => `a-rather-long-name-${index}.example.com`);
  const document = remediation(
    {
      proof: proof('settled', ...names),
      case: { verdict: 'by-hand', reason: 'No plan.', news: true, checkedAt: '', language },
    },
    ...names,
  );
  const message = messageFor('Open the case by hand', {
    execution: { arn: EXECUTION_ARN, name: EXECUTION },
    remediation: document,
  });
  const { incident, proof: seen = proof('settled') } = document;
  const aliases = names.map((alias) => contested(alias));
  const { id, status, reason = '', notAfter } = document.certificate ?? {};
  const facts = { incident, target, aliases, proof: seen, move: undefined };
  const body = caseBody({ ...facts, certificate: { id, status, reason, notAfter } }, language, 'none');
  expect(body.length).toBeGreaterThan(3000);
  const posted = { time: '', channel: 'slack' as const, body: slackMessage(message) };
  expect(casesIn(posted)).toEqual([{ subject: caseSubject({ incident, target, aliases }, language), body }]);
  expect(casesIn({ ...posted, channel: 'sns' })).toEqual([]);
});
