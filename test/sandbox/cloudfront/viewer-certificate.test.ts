import { describe, expect, test } from 'vitest';
import { certificateInfo, configOf, createWorld, refusal, us, wildcardCertificate } from './world.ts';

describe('the certificate', () => {
  const arn = 'arn:aws:acm:us-east-1:111122223333:certificate/one';
  const viewer = (ACMCertificateArn: string) => ({ ViewerCertificate: { ACMCertificateArn } });

  test.each([
    [
      'none attached',
      { ViewerCertificate: { CloudFrontDefaultCertificate: true } },
      {},
      'must attach a trusted certificate',
    ],
    ['none said', { ViewerCertificate: undefined }, {}, 'must attach a trusted certificate'],
    [
      'another Region',
      viewer('arn:aws:acm:eu-west-1:111122223333:certificate/one'),
      {},
      "isn't in us-east-1",
    ],
    ['unknown', viewer(`${arn}x`), {}, "doesn't exist"],
    ['not issued yet', viewer(arn), { status: 'PENDING_VALIDATION' as const }, "isn't valid"],
    ['a key CloudFront does not take', viewer(arn), { keyAlgorithm: 'EC_secp384r1' as const }, "isn't valid"],
    ['a long chain', viewer(arn), { chainLength: 6, validUntil: 0 }, 'too many certificates'],
    [
      'expired',
      viewer(arn),
      { status: 'EXPIRED' as const, validUntil: 0, trusted: false },
      'not valid on the current date',
    ],
    ['not begun', viewer(arn), { validFrom: Number.POSITIVE_INFINITY }, 'not valid on the current date'],
    ['untrusted', viewer(arn), { trusted: false, names: ['example.org'] }, 'trusted Certificate Authority'],
    ['not covering', viewer(arn), { names: ['example.com', '*.b.example.com'] }, "doesn't cover"],
  ])('%s', async (_, more, info, sentence) => {
    const { api, certificates } = createWorld();
    certificates.set(arn, certificateInfo(arn, info));
    const call = () => api.CreateDistribution({ DistributionConfig: configOf(['a.example.com'], more) }, us);
    const { what, message } = await refusal(call);
    expect(what).toBe('InvalidViewerCertificate 400');
    expect(message).toContain(sentence);
  });

  test.each([
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', '*.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', 'a.b.example.com', false],
    ['*.example.com', '*.b.example.com', false],
    ['a.example.com', '*.example.com', false],
  ])('%s for %s: %s', async (name, alias, covered) => {
    const { api, certificates } = createWorld();
    certificates.set(arn, certificateInfo(arn, { names: [name] }));
    const call = api.CreateDistribution({ DistributionConfig: configOf([alias], viewer(arn)) }, us);
    await (covered ? expect(call).resolves.toBeDefined() : expect(call).rejects.toThrow("doesn't cover"));
  });

  test('may be attached without any alias', async () => {
    const { Distribution } = await createWorld().api.CreateDistribution(
      { DistributionConfig: configOf() },
      us,
    );
    const attached = Distribution?.DistributionConfig?.ViewerCertificate?.ACMCertificateArn;
    expect(attached).toBe(wildcardCertificate);
  });

  test('that nobody trusts any more keeps the aliases it has, and brings no new one', async () => {
    const world = createWorld();
    world.certificates.set(arn, certificateInfo(arn));
    const { api } = world;
    const config = configOf(['a.example.com'], viewer(arn));
    const { Distribution, ETag: first } = await api.CreateDistribution({ DistributionConfig: config }, us);
    world.certificates.set(arn, certificateInfo(arn, { trusted: false }));
    const Id = Distribution?.Id ?? '';
    const kept = await api.UpdateDistribution({ Id, IfMatch: first, DistributionConfig: config }, us);
    const more = configOf(['a.example.com', 'b.example.com'], viewer(arn));
    const call = () => api.UpdateDistribution({ Id, IfMatch: kept.ETag, DistributionConfig: more }, us);
    expect((await refusal(call)).what).toBe('InvalidViewerCertificate 400');
  });
});
