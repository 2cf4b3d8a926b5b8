import { describe, expect, test } from 'vitest';
import {
  ANNOUNCEMENTS,
  type AnnouncementDetail,
  type AnnouncementType,
  parseAnnouncement,
  SOURCE,
} from '../../../remediation/announcements/announcement.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import type { Remediation, SupportCase } from '../../../remediation/document.ts';
import { InvalidEvent, MoveRefusedForGood, ProofDeadlineExceeded } from '../../../remediation/errors.ts';
import { caseUrl, executionUrl } from '../../../remediation/links.ts';
import { proofReason } from '../../../remediation/proof-reason.ts';
import { caseSubject } from '../../../remediation/support-case/text.ts';
import {
  aliasProof,
  contested,
  EXECUTION,
  EXECUTION_ARN,
  incident,
  proof,
  remediation,
  target,
} from '../../doubles/documents.ts';

const execution = { arn: EXECUTION_ARN, name: EXECUTION };
const messageOf = (type: AnnouncementType, document: Remediation, failure?: AnnouncementDetail['failure']) =>
  messageFor(type, { execution, remediation: document, ...(failure && { failure }) });

const opened: Remediation['case'] = {
  verdict: 'open',
  reason: 'Case 1234567890 is opened; www.example.com is not moved yet.',
  checkedAt: '2026-11-20T02:00:00.000Z',
  news: true,
  caseId: 'case-1',
  displayId: '1234567890',
  subject: 'CloudFront: move',
  status: 'pending-customer-action',
  url: caseUrl('1234567890'),
  reply: 'Which TTL?',
  nextCheckAt: '2026-11-20T08:00:00.000Z',
};

describe('every announcement', () => {
  test.each(ANNOUNCEMENTS)('%s: says something even of a document with nothing in it', (type) => {
    const bare = messageOf(type, { incident: incident({ aliases: [], target: { kind: 'unknown' } }) });
    expect(bare.title.trim()).not.toBe('');
    expect(`${bare.title} ${bare.text} ${JSON.stringify(bare.facts)}`).not.toMatch(/undefined|null|NaN/);
    expect(bare.links.map(({ url }) => url)).toContain(executionUrl(EXECUTION_ARN));
  });

  test('survives the bus as it was put on it', () => {
    const detail: AnnouncementDetail = { execution, remediation: remediation({ case: opened }) };
    const time = '2026-11-20T01:00:00Z';
    const event = {
      source: SOURCE,
      'detail-type': 'Support case updated',
      time,
      detail: JSON.parse(JSON.stringify(detail)),
    };
    expect(parseAnnouncement(event)).toEqual({ type: 'Support case updated', detail, time });
  });

  test('a time that is none of ours to parse is shown as it is', () => {
    const document = remediation({ incident: incident({ time: 'yesterday' }) });
    expect(messageOf('Remediation opened', document).facts).toContainEqual(['At', 'yesterday']);
  });

  test.each([
    ['a foreign source', { source: 'aws.states', 'detail-type': 'Alias moved', detail: {} }],
    ['an unknown type', { source: SOURCE, 'detail-type': 'Alias lost', detail: {} }],
    ['no document', { source: SOURCE, 'detail-type': 'Alias moved', detail: { execution } }],
    ['nothing', undefined],
  ])('%s is refused', (_, event) => {
    expect(() => parseAnnouncement(event)).toThrow(InvalidEvent);
  });
});

describe('Remediation opened', () => {
  test('has one record to copy for each alias, with its zone, and how to follow or stop it', () => {
    const document = remediation({}, 'www.example.com', '*.shop.example.com');
    expect(messageOf('Remediation opened', document).copy).toEqual([
      { caption: 'Create in zone example.com', text: `_www.example.com TXT "${target.domainName}"` },
      { caption: 'Create in zone example.com', text: `_*.shop.example.com TXT "${target.domainName}"` },
      {
        caption: 'See how it goes on, or stop it if the move is not wanted',
        text: `cname-rescue watch ${EXECUTION}\ncname-rescue stop ${EXECUTION}`,
      },
    ]);
  });

  test('of many aliases the title names the first and counts the others', () => {
    const names = Array.from({ length: 100 }, (_, i) => `host-number-${i}.example.com`);
    const { title } = messageOf('Remediation opened', remediation({}, ...names));
    expect(title).toBe(
      'host-number-0.example.com, host-number-1.example.com and 98 more: create these TXT records to move them',
    );
  });
});

test('Ownership proof incomplete: what is wrong, what to do, the record again, and who said what', () => {
  const incomplete: Remediation['proof'] = {
    ...proof('missing', 'www.example.com'),
    news: true,
    troubles: [
      { kind: 'wrong-value', problem: 'Another value is there.', remedy: 'Correct it.' },
      { kind: 'behind', problem: 'One server lacks it.', remedy: 'Look at the transfer.' },
    ],
    nextCheckAt: '2026-11-20T01:00:30.000Z',
    deadlineAt: '2026-12-04T01:00:00.000Z',
  };
  const message = messageOf('Ownership proof incomplete', remediation({ proof: incomplete }));
  expect(message.title).toBe('www.example.com: the TXT record needs attention');
  expect(message.text).toBe(
    'Another value is there. Correct it.\n\nOne server lacks it. Look at the transfer.',
  );
  expect(message.facts).toContainEqual(['Next look', '2026-11-20 01:00:30 UTC']);
  expect(message.copy).toEqual([
    {
      caption: 'As it has to be in zone example.com',
      text: `_www.example.com TXT "${target.domainName}"`,
    },
    {
      caption: 'What was said about _www.example.com at 2026-11-20 01:00:00 UTC',
      text: 'ns-1.dns.example  192.0.2.1  match  TTL 300',
    },
  ]);
});

test('Ownership proof seen: who said what, of the first aliases', () => {
  const names = Array.from({ length: 100 }, (_, i) => `a${i}.example.com`);
  const document = remediation({ proof: proof('published', ...names) }, ...names);
  const { facts, copy } = messageOf('Ownership proof seen', document);
  expect(facts).toContainEqual(['No cache can miss it after', '2026-11-20 01:15:00 UTC']);
  expect(copy.map(({ caption }) => caption)).toEqual(
    ['a0', 'a1', 'a2'].map((name) => `What was said about _${name}.example.com at 2026-11-20 01:00:00 UTC`),
  );
});

test('Certificate missing: what is not covered, and when there is another look', () => {
  const certificate: NonNullable<Remediation['certificate']> = {
    verdict: 'missing',
    attach: false,
    reason: 'E2TARGETEXAMPLE has no certificate of its own.',
    checkedAt: '2026-11-20T01:00:00.000Z',
    news: true,
    uncovered: ['www.example.com'],
    nextCheckAt: '2026-11-20T01:00:30.000Z',
    deadlineAt: '2026-12-04T01:00:00.000Z',
  };
  const { text, facts } = messageOf('Certificate missing', remediation({ certificate }));
  expect(text).toBe(certificate.reason);
  expect(facts).toContainEqual(['Not covered', 'www.example.com']);
  expect(facts).toContainEqual(['Next look', '2026-11-20 01:00:30 UTC']);
  expect(facts).toContainEqual(['Given up', '2026-12-04 01:00:00 UTC']);
});

test('Alias free: whoever was asked for the record is told that it is not needed', () => {
  const needless = 'No TXT record is needed for that.';
  const letGo = messageOf('Alias free', remediation());
  expect(letGo.title).toBe('www.example.com: nobody holds it');
  expect(letGo.text).toContain(needless);
  const others = remediation({ proof: proof('published') }, 'a.example.com', 'b.example.com');
  const never = messageOf('Alias free', others);
  expect(never.title).toBe('a.example.com, b.example.com: nobody holds them');
  expect(never.text).not.toContain(needless);
});

test('Remediation stopped: an open case is not stopped with it', () => {
  expect(messageOf('Remediation stopped', remediation({ case: opened })).text).toMatch(
    /Case 1234567890 stays open: close it, or AWS Support may still move the alias\. _www\.example\.com TXT stays in DNS: delete it, since it is the consent to the move\.$/,
  );
  expect(messageOf('Remediation stopped', remediation()).text).not.toContain('Case');
});

test('Support case updated: quotes AWS, and says whose turn it is', () => {
  const message = messageOf('Support case updated', remediation({ case: opened }));
  expect(message).toMatchObject({
    title: 'www.example.com: AWS Support waits for your answer',
    quote: 'Which TTL?',
  });
  expect(message.links).toContainEqual({ label: 'Support case', url: caseUrl('1234567890') });
});

describe('Remediation failed', () => {
  const failed = (error: string, document = remediation(), cause = 'Because.') =>
    messageOf('Remediation failed', document, { error, cause });
  const unopened = (changes: Partial<SupportCase>): SupportCase => ({
    verdict: 'by-hand',
    reason: '',
    news: true,
    checkedAt: '',
    ...changes,
  });
  const pageOf = (error: string) => new Map(failed(error).facts).get('Runbook');

  test('the cause, and the command to go on with', () => {
    const message = failed('ProofDeadlineExceeded');
    expect(message.title).toBe('www.example.com: stopped by ProofDeadlineExceeded');
    expect(message.text).toMatch(
      /^Because\. A redrive, by the link or the command below, goes on with the failed step/,
    );
    expect(message.copy.map(({ text }) => text)).toEqual([
      `cname-rescue retry ${EXECUTION}`,
      `aws stepfunctions redrive-execution --region us-east-1 --execution-arn ${EXECUTION_ARN}`,
    ]);
    expect(message.links).toContainEqual({
      label: 'Execution, with Redrive at its top',
      url: executionUrl(EXECUTION_ARN),
    });
  });

  test('an execution that ran out of time has no cause', () => {
    expect(failed('States.Timeout', remediation(), '').text).toMatch(/^Step Functions tells no cause\./);
  });

  test.each([
    ['ProofDeadlineExceeded', 'docs/runbook/ProofDeadlineExceeded.md'],
    ['AccessDenied', 'docs/runbook/README.md'],
    ['States.Timeout', 'docs/runbook/README.md'],
    ['toString', 'docs/runbook/README.md'],
  ])('%s: the page is %s', (error, page) => {
    expect(pageOf(error)).toBe(page);
  });

  test('without a Support plan the text of the case is there to paste, for what has not moved', () => {
    const move: Remediation['move'] = {
      verdict: 'support',
      reason: '',
      checkedAt: '2026-11-20T02:00:00.000Z',
      aliases: [
        { alias: 'a.example.com', verdict: 'moved' },
        { alias: 'www.example.com', verdict: 'holder-enabled', refusal: 'No.' },
      ],
    };
    const names = ['a.example.com', 'www.example.com'];
    const document = remediation({ move, proof: proof('settled', 'www.example.com') }, ...names);
    const byHand = { ...document, case: unopened({}) };
    const [paste] = messageOf('Open the case by hand', byHand).copy;
    expect(paste?.caption).toContain('Account and billing');
    expect(paste?.text).toContain('Please move the alternate domain name(s) listed below');
    expect(paste?.text).toContain('\n  www.example.com\n');
    expect(paste?.text).not.toContain('a.example.com');
    expect(paste?.text).toContain(
      `Subject: ${caseSubject({ incident: document.incident, target, aliases: [contested('www.example.com')] }, 'en')}`,
    );
    expect(messageOf('Open the case by hand', { incident: incident() }).copy).toEqual([]);
  });

  test('in the language that was wished', () => {
    const document = remediation({ proof: proof('settled'), case: unopened({ language: 'ja' }) });
    const [paste] = messageOf('Open the case by hand', document).copy;
    expect(paste?.text).toContain('お世話になっております');
  });

  test('a case that was opened before the plan ended is followed, not opened again', () => {
    const document = remediation({ case: unopened({ caseId: 'case-1', displayId: '1234567890' }) });
    const message = messageOf('Open the case by hand', document);
    expect(message.title).toBe('www.example.com: follow the Support case by hand');
    expect(message.copy).toEqual([]);
  });
});

describe('links', () => {
  test('into the console of the execution’s Region', () => {
    expect(executionUrl(EXECUTION_ARN)).toBe(
      `https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/${EXECUTION_ARN}`,
    );
    expect(executionUrl('arn:aws:states:eu-west-1:111122223333:execution:x:y')).toContain('region=eu-west-1');
  });

  test('to the case', () => {
    expect(caseUrl('1234567890')).toBe(
      'https://support.console.aws.amazon.com/support/home#/case/?displayId=1234567890',
    );
  });
});

test("AWS's words end before what to do begins", () => {
  const { message } = new MoveRefusedForGood(
    'www.example.com',
    { code: 'AccessDenied', message: 'Rate exceeded' },
    'Allow it.',
  );
  expect(message).toContain('Rate exceeded. Allow it.');
  const failure = { error: 'TransientAwsError', cause: 'ThrottlingException: Rate exceeded' };
  const { text } = messageFor('Remediation failed', { execution, remediation: remediation(), failure });
  expect(text).toContain('Rate exceeded. A redrive, by the link or the command below, goes on');
});

test('a deadline names its instant as a person reads it', () => {
  const { message } = new ProofDeadlineExceeded('Nobody has it.', '2026-11-20T01:04:35.000Z');
  expect(message).toContain('since 2026-11-20 01:04:35 UTC.');
});

test('Ownership proof seen: what holds of several records is said once', () => {
  const names = ['a.example.com', 'b.example.com'];
  const reason = proofReason(
    names.map((name) => aliasProof(name)),
    {},
  );
  expect(reason).toMatch(/^TXT _a\.example\.com "\S+", TXT _b\.example\.com "\S+" are on every name server/);
  expect(reason.match(/on every name server/g)).toHaveLength(1);
});
