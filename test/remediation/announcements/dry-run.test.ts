/** What is told by a dry run. */
import { describe, expect, test } from 'vitest';
import { ANNOUNCEMENTS, type AnnouncementType } from '../../../remediation/announcements/announcement.ts';
import { email } from '../../../remediation/announcements/email.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import { slackMessage } from '../../../remediation/announcements/slack.ts';
import type { AliasMove, Draft, Remediation } from '../../../remediation/document.ts';
import {
  aliasProof,
  contested,
  EXECUTION,
  EXECUTION_ARN,
  proof,
  remediation,
  target,
} from '../../doubles/documents.ts';
import { ALIAS, CERTIFICATE, TARGET } from '../../doubles/world.ts';

const execution = { arn: EXECUTION_ARN, name: EXECUTION };
const said = (type: AnnouncementType, changes: Partial<Remediation> = {}, ...aliases: string[]) =>
  messageFor(type, { execution, remediation: remediation({ dryRun: true, ...changes }, ...aliases) });

const checkedAt = '2026-11-20T01:20:00.000Z';
const moveOf = (...verdicts: AliasMove['verdict'][]): Remediation['move'] => ({
  verdict: verdicts.every((verdict) => verdict === 'moved' || verdict === 'would-be-moved')
    ? 'would-move'
    : 'would-need-support',
  reason: 'What would be done.',
  aliases: verdicts.map((verdict, index) => ({
    alias: index === 0 ? ALIAS : `n${index}.example.com`,
    verdict,
  })),
  checkedAt,
});
const draftOf = (verdict: Draft['verdict']): Draft => ({
  verdict,
  reason: 'What would be asked.',
  language: 'en',
  checkedAt,
});
const candidate = {
  source: 'acm' as const,
  id: CERTIFICATE,
  status: 'ISSUED',
  viewer: { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
  validation: [],
};
const wouldBeAttached = (byStack: boolean): Remediation['certificate'] => ({
  verdict: 'would-be-attached',
  reason: 'It would be attached.',
  checkedAt,
  news: true,
  attach: false,
  uncovered: [ALIAS],
  candidate,
  byStack,
});

describe('every announcement', () => {
  test.each(ANNOUNCEMENTS)('%s says so at once, in each channel', (type) => {
    const message = said(type);
    expect(message.title).toMatch(/^\[dry run\] \S/);
    expect(message.text).toMatch(/^This is a dry run: nothing is changed/);
    const mail = email(message);
    expect(mail.subject).toMatch(/^\[dry run\] /);
    expect(mail.body).toMatch(/^\[dry run\] .+\n\nThis is a dry run: nothing is changed/);
    const [header, text] = slackMessage(message).blocks;
    expect(JSON.stringify(header)).toContain('[dry run] ');
    expect(JSON.stringify(text)).toContain('This is a dry run: nothing is changed');
    expect(slackMessage(message).text).toMatch(/^\[dry run\] /);
  });

  test.each(ANNOUNCEMENTS)('%s is no dry run where the document is none', (type) => {
    if (type === 'Dry run finished') return;
    const message = said(type, { dryRun: false });
    expect(JSON.stringify(message)).not.toMatch(/dry run/i);
  });
});

describe('what people are asked for', () => {
  test('the record: why, although nothing moves by it; it is copied as ever', () => {
    const message = said('Remediation opened');
    expect(message.title).toBe(`[dry run] ${ALIAS}: create this TXT record to see what would follow`);
    expect(message.text).toContain('Creating the record moves nothing.');
    expect(message.text).toContain('also for a stack that acts');
    expect(message.text).not.toContain('Nothing moves before');
    expect(message.copy).toEqual(said('Remediation opened', { dryRun: false }).copy);
  });

  test('of several aliases: the records', () => {
    const { text } = said('Remediation opened', {}, ALIAS, 'n1.example.com');
    expect(text).toContain('Creating the records moves nothing.');
    expect(text).toContain('As long as they stand, they are the consent');
    const move = moveOf('would-be-tried', 'would-be-tried');
    expect(said('Dry run finished', { move }, ALIAS, 'n1.example.com').text).toContain(
      'the TXT records count then, if they still stand.',
    );
  });

  test.each(['DNS record in the way', 'Alias free'] as const)('%s: nobody adds the alias', (type) => {
    expect(said(type).text).toContain('A dry run does not make the update');
    expect(said(type, { dryRun: false }).text).not.toContain('A dry run does not make the update');
  });

  test('a certificate: no next look where the dry run goes on', () => {
    const { facts } = said('Certificate missing', {
      certificate: { ...wouldBeAttached(true), nextCheckAt: checkedAt, deadlineAt: checkedAt },
    } as Partial<Remediation>);
    expect(facts.map(([label]) => label)).not.toContain('Next look');
  });

  test('a certificate: the command only where the stack would not attach it', () => {
    const copied = (byStack: boolean) =>
      said('Certificate missing', { certificate: wouldBeAttached(byStack) }).copy.map(
        ({ caption }) => caption,
      );
    expect(copied(true)).toEqual([]);
    expect(copied(false)).toEqual(['Attach it without the new aliases, from a shell']);
  });
});

describe('Dry run finished', () => {
  const finished = (changes: Partial<Remediation>, ...aliases: string[]) =>
    said('Dry run finished', changes, ...aliases);
  const copied = ({ copy }: ReturnType<typeof said>) => copy.map(({ caption }) => caption);
  const CALLS = 'The calls that would be made';
  const CASE = 'The case, as AWS Support would get it; what CloudFront refused would be quoted';

  test.each([
    ['would-be-moved', 'it would be moved now', [CALLS]],
    ['would-be-tried', 'a move would be tried now', [CALLS, CASE]],
    ['plain-proof', 'AWS Support would be asked to move it', [CALLS, CASE]],
    ['self-service-off', 'AWS Support would be asked to move it', [CALLS, CASE]],
    ['moved', 'it is on the target already', []],
  ] as const)('%s: %s', (verdict, title, captions) => {
    const move = moveOf(verdict);
    const draft = move?.verdict === 'would-need-support' ? { draft: draftOf('possible') } : {};
    const message = finished({ move, ...draft });
    expect(message.title).toBe(`[dry run] ${ALIAS}: ${title}`);
    expect(message.text).toContain('What would be done.');
    const wanted = verdict !== 'moved';
    expect(message.text.includes('with dryRun=false and make the failed call again')).toBe(wanted);
    expect(copied(message)).toEqual(captions);
  });

  test('the calls by their names, each once, and nothing that could be run by mistake', () => {
    const names = [ALIAS, 'n1.example.com', 'n2.example.com'];
    const { diagnosis } = remediation({}, ...names);
    const free = [contested('free.example.com')];
    const changes: Partial<Remediation> = {
      ...(diagnosis && { diagnosis: { ...diagnosis, free } }),
      move: moveOf('would-be-moved', 'would-be-tried', 'plain-proof'),
      draft: draftOf('possible'),
      certificate: wouldBeAttached(true),
    };
    const { copy } = finished(changes, ...names);
    expect(copy[0]).toEqual({
      caption: CALLS,
      text: [
        `cloudfront:UpdateDistribution ${TARGET}, certificate ${CERTIFICATE}`,
        `cloudfront:UpdateDomainAssociation ${ALIAS}, target ${TARGET}`,
        `cloudfront:UpdateDomainAssociation n1.example.com, target ${TARGET}`,
        'support:CreateCase n1.example.com, n2.example.com (what CloudFront does not move)',
        `cloudfront:UpdateDistribution ${TARGET}, alias free.example.com`,
      ].join('\n'),
    });
  });

  test('of a tenant it is another update', () => {
    const { diagnosis } = remediation();
    const { copy } = finished({
      ...(diagnosis && { diagnosis: { ...diagnosis, target: { ...target, kind: 'tenant' } } }),
      addition: { verdict: 'would-add', reason: 'It would be added.', aliases: [ALIAS], checkedAt },
    });
    expect(copy[0]?.text).toBe(`cloudfront:UpdateDistributionTenant ${TARGET}, alias ${ALIAS}`);
  });

  test('the case is about those that AWS Support may be asked for, and tells of their records only', () => {
    const { copy } = finished(
      { move: moveOf('would-be-moved', 'self-service-off'), draft: draftOf('possible') },
      ALIAS,
      'n1.example.com',
    );
    const text = copy[1]?.text ?? '';
    expect(text).toMatch(
      /^Subject: CloudFront: move alternate domain name n1\.example\.com to our distribution/,
    );
    expect(text).toContain('_n1.example.com TXT');
    expect(text).not.toContain(ALIAS);
    expect(text).toContain('by our policy aliases are moved by AWS Support only');
  });

  test('a certificate that would be attached: said, and in the case as if it were', () => {
    const { text, facts, copy } = finished({
      move: moveOf('self-service-off'),
      draft: draftOf('possible'),
      certificate: wouldBeAttached(false),
    });
    expect(text).toContain('It would be attached.');
    expect(facts).toContainEqual(['Certificate', CERTIFICATE]);
    // A person would attach it.
    expect(copy[0]?.text).not.toContain('UpdateDistribution');
    expect(copy[1]?.text).toContain(`${CERTIFICATE} (ISSUED)\n  ${CERTIFICATE} covers ${ALIAS}.`);
  });

  test('where AWS Support has been asked already, the case is there to be read', () => {
    const message = finished({ move: moveOf('self-service-off'), draft: draftOf('filed') });
    expect(message.text).toContain('What would be asked.');
    expect(message.copy).toEqual([]);
  });

  test.each(['by-hand', 'not-possible'] as const)('%s: the text is for people, without a file', (verdict) => {
    const { text, copy } = finished({ move: moveOf('self-service-off'), draft: draftOf(verdict) });
    expect(text).toContain('What would be asked.');
    expect(text).toContain('To have it done');
    expect(copy.map(({ caption }) => caption)).toEqual([
      'The case, as people would be asked to open it; what CloudFront refused would be quoted',
    ]);
    expect(copy[0]?.text).not.toContain('cname-rescue-evidence.json');
  });

  test('in Japanese where the case would be', () => {
    const draft = { ...draftOf('possible'), language: 'ja' as const };
    const { copy } = finished({ move: moveOf('self-service-off'), draft });
    expect(copy[1]?.text).toContain('お世話になっております。');
  });

  test('an alias that would be added: nobody holds it, and nobody is asked', () => {
    const message = finished({
      addition: { verdict: 'would-add', reason: 'It would be added.', aliases: [ALIAS], checkedAt },
      // Of an earlier turn.
      proof: { ...proof('settled'), aliases: [aliasProof(ALIAS)] },
    });
    expect(message.title).toBe(`[dry run] ${ALIAS}: it would be added now`);
    expect(message.facts).toContainEqual(['Wanted by', `${TARGET} (${target.domainName})`]);
    expect(message.copy).toEqual([
      { caption: CALLS, text: `cloudfront:UpdateDistribution ${TARGET}, alias ${ALIAS}` },
    ]);
  });
});
