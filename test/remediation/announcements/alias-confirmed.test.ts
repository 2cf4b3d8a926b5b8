import { describe, expect, test } from 'vitest';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import type { Confirmation, ContestedAlias, Remediation } from '../../../remediation/document.ts';
import { contested, EXECUTION, EXECUTION_ARN, remediation, target } from '../../doubles/documents.ts';
import { moved } from '../../doubles/sections.ts';

const messageOf = (document: Remediation) =>
  messageFor('Alias confirmed', {
    execution: { arn: EXECUTION_ARN, name: EXECUTION },
    remediation: document,
  });

test('the record of the alias', () => {
  expect(messageOf(remediation()).copy).toEqual([
    {
      caption: 'Set in zone example.com, so that DNS leads to the target',
      text: `www.example.com CNAME ${target.domainName}`,
    },
  ]);
});

const confirmed = (leads: 'target' | 'elsewhere'): Confirmation => ({
  verdict: 'confirmed',
  reason: 'www.example.com is on E2TARGETEXAMPLE.',
  checkedAt: '2026-11-20T02:00:00.000Z',
  aliases: ['www.example.com'],
  records: [{ alias: 'www.example.com', leads, detail: 'leads to d222222abcdef8.cloudfront.net' }],
});

test('is not asked for where DNS leads to the target already', () => {
  const message = messageOf(remediation({ confirmation: confirmed('target') }));
  expect(message.copy).toEqual([]);
  expect(message.text).toContain('Its DNS record leads to the target already.');
});

test('what DNS says, that traffic has switched, and whose code has to follow', () => {
  const message = messageOf(remediation({ confirmation: confirmed('elsewhere') }));
  expect(message.copy).toHaveLength(1);
  expect(message.facts).toContainEqual(['DNS', 'www.example.com leads to d222222abcdef8.cloudfront.net']);
  expect(message.text).toContain('Traffic for www.example.com switched with the move');
  expect(message.text).toContain("take it out of the former holder's");
});

test('nobody has lost what was only added', () => {
  const addition: Remediation['addition'] = {
    verdict: 'added',
    reason: '',
    checkedAt: '2026-11-20T02:00:00.000Z',
    aliases: ['www.example.com'],
  };
  const message = messageOf(remediation({ confirmation: confirmed('target'), addition }));
  expect(message.text).not.toMatch(/switched|former/);
  expect(message.facts.map(([label]) => label)).not.toContain('Formerly on');
});

test('at an apex no CNAME can stand', () => {
  const document = remediation();
  const aliases = [contested('example.com')];
  const diagnosis = document.diagnosis && { ...document.diagnosis, aliases };
  const [copy] = messageOf({ ...document, diagnosis }).copy;
  expect(copy?.caption).toContain('Z2FDTNDATAQYW2');
  expect(copy?.text).toBe(
    `example.com A ALIAS ${target.domainName}\nexample.com AAAA ALIAS ${target.domainName}`,
  );
});

test('of those that were moved and those that were added each is told its own', () => {
  const document = remediation({}, 'a.example.com');
  const addition: Remediation['addition'] = {
    verdict: 'added',
    reason: '',
    checkedAt: '2026-11-20T02:00:00.000Z',
    aliases: ['a.example.com'],
  };
  const diagnosis = document.diagnosis && {
    ...document.diagnosis,
    arrived: [contested('www.example.com')],
    aliases: [contested('a.example.com', { holder: undefined })],
  };
  const aliases = ['www.example.com', 'a.example.com'];
  const confirmation: Remediation['confirmation'] = {
    verdict: 'confirmed',
    reason: '',
    checkedAt: '2026-11-20T02:00:00.000Z',
    aliases,
  };
  const message = messageOf({ ...document, diagnosis, addition, confirmation });
  expect(message.title).toMatch(/^www\.example\.com, a\.example\.com arrived/);
  expect(message.text).toContain('Traffic for www.example.com switched with the move');
  expect(message.facts).toContainEqual(['Formerly on', 'distribution *******EXAMPLE, account ******445566']);
  expect(message.copy.map(({ text }) => text)).toEqual(
    aliases.map((alias) => `${alias} CNAME ${target.domainName}`),
  );
});

test('what was added in an earlier round is not told as moved', () => {
  const document = remediation({ move: moved('moved') });
  const diagnosis = document.diagnosis && {
    ...document.diagnosis,
    arrived: [contested('shop.example.com', { holder: undefined })],
  };
  const confirmation = { ...confirmed('target'), aliases: ['shop.example.com', 'www.example.com'] };
  const { text } = messageOf({ ...document, diagnosis, confirmation });
  expect(text).toContain('Traffic for www.example.com switched with the move');
  expect(text).toContain("take www.example.com out of the former holder's");
});

test('what nobody held, and others brought before it was its turn, is told of', () => {
  const document = remediation({ move: moved('moved') });
  const free = [contested('shop.example.com', { holder: undefined })];
  const diagnosis = document.diagnosis && { ...document.diagnosis, free };
  const confirmation = { ...confirmed('target'), aliases: ['www.example.com', 'shop.example.com'] };
  const message = messageOf({ ...document, diagnosis, confirmation });
  expect(message.title).toMatch(/^www\.example\.com, shop\.example\.com arrived/);
  expect(message.copy.map(({ text }) => text)).toEqual([`shop.example.com CNAME ${target.domainName}`]);
  expect(message.text).toContain('Traffic for www.example.com switched with the move');
});

test('brought there by other hands: nobody claims to have moved it', () => {
  const document = remediation();
  const diagnosis = document.diagnosis && { ...document.diagnosis, verdict: 'arrived' as const };
  const { title, text } = messageFor('Alias moved', {
    execution: { arn: EXECUTION_ARN, name: EXECUTION },
    remediation: { ...document, diagnosis },
  });
  expect(title).toMatch(/by now$/);
  expect(text).toContain('Others brought it there');
  expect(text).not.toContain('Case');
});

describe('brought there by other hands, in the end', () => {
  const arrived = (...aliases: ContestedAlias[]) => {
    const document = remediation({ confirmation: confirmed('target') });
    const diagnosis = document.diagnosis && { ...document.diagnosis, verdict: 'arrived' as const, aliases };
    return messageOf({ ...document, diagnosis });
  };

  test('no move is claimed, and the former holder is named', () => {
    const { text, facts } = arrived(contested('www.example.com'));
    expect(text).not.toMatch(/the move|moved/);
    expect(text).toContain(
      "take it out of the former holder's: the next deployment of either would undo that",
    );
    expect(facts).toContainEqual(['Formerly on', 'distribution *******EXAMPLE, account ******445566']);
  });

  test('nobody lost what had been let go before', () => {
    const { text, facts } = arrived(contested('www.example.com', { holder: undefined }));
    expect(text).toMatch(/declare the alias in the target's infrastructure code\. The TXT record may go now/);
    expect(facts.map(([label]) => label)).not.toContain('Formerly on');
  });
});
