/** A remediation that a person started: no message, and no program, is told of a call that failed. */
import { describe, expect, test } from 'vitest';
import { ANNOUNCEMENTS } from '../../../remediation/announcements/announcement.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import { summaryFor } from '../../../remediation/announcements/summary.ts';
import { AS_SHIPPED } from '../../../remediation/announcements/telling.ts';
import { STARTED_BY_HAND } from '../../../remediation/by-hand.ts';
import { diagnoseConflict } from '../../../remediation/diagnosis.ts';
import { formOf } from '../../doubles/announced-events.ts';
import {
  contested,
  EXECUTION,
  EXECUTION_ARN,
  incident,
  remediation,
  target,
} from '../../doubles/documents.ts';
import { added, moved } from '../../doubles/sections.ts';

const byHand = incident({ errorMessage: STARTED_BY_HAND });
const execution = { arn: EXECUTION_ARN, name: EXECUTION };
const FAILED = {
  en: /fail(ed|ure)? (call|update|Update)|CNAMEAlreadyExists|same call/,
  ja: /失敗した(更新| API| Update)|CNAMEAlreadyExists/,
};

/** They are about calls that failed, and nothing else brings them about. */
const OF_CALLS = ['DNS record in the way', 'No target', 'Details omitted'];

describe.each(['en', 'ja'] as const)('in %s', (language) => {
  test.each(ANNOUNCEMENTS.filter((type) => !OF_CALLS.includes(type)))('%s', (type) => {
    const free = {
      ...contested('new.example.com'),
      holder: undefined,
      listing: 'listed',
      believed: true,
    } as const;
    const found = diagnoseConflict(byHand, target, [contested('www.example.com'), free]);
    const document = remediation({ incident: byHand, move: moved('moved'), addition: added('added') });
    const diagnosis = document.diagnosis && { ...document.diagnosis, ...found, free: [free] };
    const detail = { execution, remediation: { ...document, diagnosis } };
    const told = [messageFor, summaryFor].map((tell) => tell(type, detail, { ...AS_SHIPPED, language }));
    expect(JSON.stringify(told)).not.toMatch(FAILED[language]);
  });

  test('who started it is told', () => {
    const detail = { execution, remediation: remediation({ incident: byHand }) };
    const { facts } = messageFor('Remediation opened', detail, { ...AS_SHIPPED, language });
    expect(facts).toContainEqual([{ en: 'Started by', ja: '開始者' }[language], byHand.caller]);
  });
});

test('programs are told that a person started it', () => {
  const form = formOf('Remediation opened', { remediation: remediation({ incident: byHand }) });
  expect(form.remediation.startedByHand).toBe(true);
});

test('what was on the target already is not told as added', () => {
  const addition = { ...added('added'), verdict: 'added' as const, found: true as const };
  const detail = { execution, remediation: remediation({ addition }) };
  expect(messageFor('Alias added', detail).text).toContain('So nothing had to be changed.');
  expect(messageFor('Alias added', detail).text).not.toContain('made');
});
