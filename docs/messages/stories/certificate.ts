/** The target has no certificate that will do. */
import type { CertificateDetails } from '../../../remediation/ports.ts';
import { failedUpdate } from '../../../test/doubles/documents.ts';
import { ALIAS, CERTIFICATE, TARGET, World } from '../../../test/doubles/world.ts';
import { DAY, HOUR } from '../../../test/workflow/virtual-time.ts';
import type { Story } from '../chapter.ts';
import { play } from '../play.ts';

const ANOTHER = CERTIFICATE.replace(/1e11$/, '2e22');

const pending: CertificateDetails = {
  source: 'acm',
  id: ANOTHER,
  status: 'PENDING_VALIDATION',
  names: [ALIAS],
  notBefore: undefined,
  notAfter: undefined,
  createdAt: Date.parse('2026-11-20T02:00:00Z'),
  validations: [
    {
      domain: ALIAS,
      method: 'DNS',
      record: {
        name: `_a1b2c3d4e5f60718.${ALIAS}`,
        type: 'CNAME',
        value: '_9f8e7d6c5b4a3928.acm-validations.aws',
      },
    },
  ],
};

/** Of a world whose holder is in our account: the certificate is all that is missing. */
function worldOfOurs(): World {
  const world = new World();
  if (world.holder) world.holder.sameAccount = true;
  world.publish();
  return world;
}

export const certificateAttached: Story = {
  slug: 'certificate-attached',
  title: { en: 'A certificate, attached by the stack', ja: 'スタックが証明書を設定する' },
  about: {
    en: 'The attached certificate has expired. Somebody requests another one; with `attachCertificate=true` the stack attaches it once it is issued.',
    ja: '移行先に設定されている証明書の有効期限が切れています。新しい証明書がリクエストされ、発行されると、`attachCertificate=true` のスタックが移行先に設定します。',
  },
  examples: [
    {
      slug: 'certificate-unusable',
      type: 'Certificate missing',
      variant: { en: 'the attached one has expired', ja: '設定済みの証明書が期限切れ' },
    },
    {
      slug: 'certificate-pending',
      type: 'Certificate missing',
      variant: { en: 'waiting for validation', ja: '検証待ち' },
    },
    { slug: 'certificate-attached', type: 'Certificate attached' },
  ],
  play() {
    const world = worldOfOurs();
    world.certificate = world.certificate && {
      ...world.certificate,
      notBefore: Date.parse('2025-11-10T00:00:00Z'),
      notAfter: Date.parse('2026-11-10T00:00:00Z'),
    };
    return play(
      {
        world,
        failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000007', TARGET, ALIAS),
        parameters: { attachCertificate: true },
      },
      async ({ after }) => {
        await after(HOUR);
        world.others = [pending];
        await after(DAY);
        world.others = [
          {
            ...pending,
            status: 'ISSUED',
            validations: [],
            notBefore: Date.parse('2026-11-20T00:00:00Z'),
            notAfter: Date.parse('2026-12-05T00:00:00Z'),
          },
        ];
        await after(DAY);
      },
    );
  },
};

export const certificateByHand: Story = {
  slug: 'certificate-by-hand',
  title: { en: 'A certificate, attached by people', ja: '人が証明書を設定する' },
  about: {
    en: 'The target has no certificate, and the stack may not attach one. First there is none that would do, then there is.',
    ja: '移行先に証明書がなく、スタックには証明書の設定が許可されていません。最初は適切な証明書がなく、その後に用意されます。',
  },
  examples: [
    {
      slug: 'certificate-missing',
      type: 'Certificate missing',
      variant: { en: 'there is none', ja: '証明書がない' },
    },
    {
      slug: 'certificate-attachable',
      type: 'Certificate missing',
      variant: { en: 'one can be attached', ja: '設定できる証明書がある' },
    },
  ],
  play() {
    const world = worldOfOurs();
    world.detach();
    const { certificate } = world;
    world.certificate = undefined;
    return play(
      { world, failedCall: failedUpdate('8f14e45f-ceea-4167-a5d1-000000000008', TARGET, ALIAS) },
      async ({ after }) => {
        await after(HOUR);
        world.certificate = certificate;
        await after(DAY);
      },
    );
  },
};
