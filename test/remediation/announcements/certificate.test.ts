/** What people are told of the target's certificate. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { attachByHand } from '../../../remediation/announcements/certificate.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import type { CertificateCandidate, Remediation } from '../../../remediation/document.ts';
import { contested, EXECUTION, EXECUTION_ARN, remediation, target } from '../../doubles/documents.ts';
import { tenantTarget } from '../../doubles/tenant.ts';
import { CERTIFICATE } from '../../doubles/world.ts';

const candidate: CertificateCandidate = {
  source: 'acm',
  id: CERTIFICATE,
  status: 'ISSUED',
  viewer: { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
  validation: [],
};
const covered: NonNullable<Remediation['certificate']> = {
  verdict: 'covered',
  reason: 'Because.',
  checkedAt: '2026-11-20T01:00:00.000Z',
  news: true,
  attach: false,
  uncovered: [],
};
const waiting = (changes: Partial<NonNullable<Remediation['certificate']>>): Remediation =>
  remediation({ certificate: { ...covered, verdict: 'attachable', candidate, ...changes } });
const messageOf = (
  type: 'Certificate missing' | 'Certificate attached' | 'Alias moved',
  document: Remediation,
) => messageFor(type, { execution: { arn: EXECUTION_ARN, name: EXECUTION }, remediation: document });

describe('the commands that attach it', () => {
  /** What a shell hands to each program, run with programs that only say what they were given. */
  function given(commands: string): string[][] {
    const echo = (name: string) => `${name}() { printf '%s\\0' ${name} "$@" '' >> "$LOG"; echo E1; }`;
    const begin = `cd "$(mktemp -d)" && LOG=$PWD/log && trap 'rm -r "$PWD"' EXIT`;
    const script = [begin, echo('aws'), echo('jq'), '{', commands, '} > /dev/null', 'cat "$LOG"'].join('\n');
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
    const calls: string[][] = [[]];
    for (const word of words.slice(0, -1)) {
      if (word === '') calls.push([]);
      else calls.at(-1)?.push(word);
    }
    return calls.slice(0, -1);
  }

  test('read the configuration, change the certificate in it, and write it back with its ETag', () => {
    const [read, change, etag, write] = given(attachByHand(candidate, target));
    expect(read).toEqual(['aws', 'cloudfront', 'get-distribution-config', '--id', 'E2TARGETEXAMPLE']);
    const [, filter = '', file] = change ?? [];
    expect(file).toBe('before.json');
    expect(filter.startsWith('.DistributionConfig | .ViewerCertificate = ')).toBe(true);
    expect(JSON.parse(filter.slice(filter.indexOf('{')))).toEqual({
      CloudFrontDefaultCertificate: false,
      ACMCertificateArn: CERTIFICATE,
      SSLSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    });
    expect(etag).toEqual(['jq', '-r', '.ETag', 'before.json']);
    expect(write?.slice(2)).toEqual([
      'update-distribution',
      '--id',
      'E2TARGETEXAMPLE',
      '--if-match',
      'E1',
      '--distribution-config',
      'file://config.json',
    ]);
  });

  test('of the IAM store; and no word that CloudTrail brought leaves its quotes', () => {
    const viewer = { sslSupportMethod: "'; touch x; '$(id)", minimumProtocolVersion: '`id`' };
    const [, change] = given(
      attachByHand({ ...candidate, source: 'iam', id: 'ASCAEXAMPLE', viewer }, target),
    );
    const filter = change?.[1] ?? '';
    expect(JSON.parse(filter.slice(filter.indexOf('{')))).toMatchObject({
      IAMCertificateId: 'ASCAEXAMPLE',
      SSLSupportMethod: "'; touch x; '$(id)",
      MinimumProtocolVersion: '`id`',
    });
  });

  test('to a tenant: all that it has goes back, with the certificate changed', () => {
    const [read, change, etag, write] = given(attachByHand(candidate, tenantTarget));
    expect(read?.slice(2)).toEqual(['get-distribution-tenant', '--identifier', 'dt_2sTenantExample']);
    expect(change?.[2]).toBe('before.json');
    expect(etag).toEqual(['jq', '-r', '.ETag', 'before.json']);
    expect(write?.slice(2)).toEqual([
      'update-distribution-tenant',
      '--if-match',
      'E1',
      '--cli-input-json',
      'file://tenant.json',
    ]);
  });

  test('are there when something can be attached, and only then', () => {
    expect(messageOf('Certificate missing', waiting({})).copy).toEqual([
      {
        caption: 'Attach it without the new aliases, from a shell',
        text: attachByHand(candidate, target),
      },
    ]);
    expect(messageOf('Certificate missing', waiting({ verdict: 'pending-validation' })).copy).toEqual([]);
    const missing = remediation({ certificate: { ...covered, verdict: 'missing' } });
    expect(messageOf('Certificate missing', missing).copy).toEqual([]);
  });
});

describe('the records that validate it', () => {
  const record = (name: string) => ({ name, type: 'CNAME', value: '_v.acm-validations.aws' });
  const pending = waiting({
    verdict: 'pending-validation',
    candidate: {
      ...candidate,
      status: 'PENDING_VALIDATION',
      validation: [record('_a.www.shop.example.com'), record('_b.example.com'), record('_c.example.org')],
      validateBy: '2026-11-23T01:00:00.000Z',
    },
  });
  const aliases = [
    contested('www.example.com'),
    contested('www.shop.example.com', { zone: 'shop.example.com' }),
  ];
  const document = { ...pending, ...(pending.diagnosis && { diagnosis: { ...pending.diagnosis, aliases } }) };

  test('each to be copied, with its zone where that is known', () => {
    expect(messageOf('Certificate missing', document).copy).toEqual([
      {
        caption: 'Create in zone shop.example.com, so that ACM can issue the certificate',
        text: '_a.www.shop.example.com CNAME _v.acm-validations.aws',
      },
      {
        caption: 'Create in zone example.com, so that ACM can issue the certificate',
        text: '_b.example.com CNAME _v.acm-validations.aws',
      },
      {
        caption: 'Create in DNS, so that ACM can issue the certificate',
        text: '_c.example.org CNAME _v.acm-validations.aws',
      },
    ]);
  });

  test('and until when ACM waits', () => {
    const { facts } = messageOf('Certificate missing', document);
    expect(facts).toContainEqual(['ACM gives up', '2026-11-23 01:00:00 UTC']);
  });
});

test.each(['Certificate missing', 'Certificate attached', 'Alias moved'] as const)(
  '%s: that the certificate ends soon is a fact',
  (type) => {
    const soon = waiting({ endsSoon: '2026-11-29T00:00:00.000Z' });
    expect(messageOf(type, soon).facts).toContainEqual(['Certificate expires', '2026-11-29 00:00:00 UTC']);
    expect(messageOf(type, waiting({})).facts.map(([label]) => label)).not.toContain('Certificate expires');
  },
);

test('Certificate attached: what, and that the infrastructure code must say so', () => {
  const attachment = {
    verdict: 'attached' as const,
    reason: `${CERTIFICATE} is attached to E2TARGETEXAMPLE now.`,
    checkedAt: '2026-11-20T01:00:00.000Z',
    certificates: [CERTIFICATE],
    redriveCount: 0,
  };
  const { title, text } = messageOf('Certificate attached', { ...waiting({}), attachment });
  expect(title).toBe('www.example.com: the target has its certificate');
  expect(text).toContain(attachment.reason);
  expect(text).toContain('infrastructure code');
});
