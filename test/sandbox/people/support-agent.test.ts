import { afterEach, describe, expect, test, vi } from 'vitest';
import { createSupportAgent, type Temper } from '../../../sandbox/people/support-agent.ts';
import { createSupport } from '../../../sandbox/services/support/support.ts';
import { certificateInfo, createWorld, ours, theirs, us, wildcardCertificate } from '../cloudfront/world.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  vi.useRealTimers();
});

/** Two aliases of somebody's enabled distribution, a target of ours, a case, and an agent who answers after 30 s. */
function createOffice(temper?: Temper) {
  const world = createWorld();
  const { cloudfront, dns, now, clock } = world;
  const holder = cloudfront.seedDistribution({
    account: theirs,
    aliases: ['www.example.com', 'shop.example.com', 'unrelated.example.com'],
  });
  const target = world.target();
  const support = createSupport({ buses: { put: () => {} }, now });
  const agent = createSupportAgent({
    desk: support.desk,
    distributions: cloudfront,
    resolver: dns,
    answersAfterSeconds: 30,
    now,
    ...(temper && { temper }),
  });
  closing.push(agent.close);
  const api = support.operations;
  const open = (communicationBody: string) =>
    api.CreateCase({ subject: 'Move our names', communicationBody }, us).caseId ?? '';
  const one = (caseId: string) =>
    api.DescribeCases({ caseIdList: [caseId], includeResolvedCases: true }, us).cases?.[0];
  return {
    ...world,
    agent,
    holder,
    seeded: target,
    open,
    say: (caseId: string, communicationBody: string) =>
      api.AddCommunicationToCase({ caseId, communicationBody }, us),
    resolve: (caseId: string) => api.ResolveCase({ caseId }, us),
    status: (caseId: string) => one(caseId)?.status,
    /** The last words of AWS. */
    reply: (caseId: string) =>
      one(caseId)?.recentCommunications?.communications?.find(
        ({ submittedBy }) => submittedBy === 'Amazon Web Services',
      )?.body,
    /** Half a minute later. */
    async later() {
      clock.at += 30_000;
      await agent.look();
    },
    proveBoth() {
      world.prove('_www.example.com', target.endpoint);
      world.prove('_shop.example.com', target.endpoint);
    },
    held: () => cloudfront.find(target.id)?.aliases,
  };
}

const complete = (endpoint: string) => `
Error: One or more of the CNAMEs you provided are already associated with a different resource.
Zone: example.com, name servers ns1.example.net
Please move www.example.com and shop.example.com to the distribution E2TARGETEXAMPLE (${endpoint}).
Holder: *******REXAMPL in ******556666.
_www.example.com   TXT "${endpoint}"
_shop.example.com  TXT "${endpoint}"
`;

describe('a helpful agent', () => {
  test('waits, checks, moves what was asked for and nothing else, and resolves', async () => {
    const { agent, open, seeded, later, status, reply, proveBoth, held, cloudfront, holder } = createOffice();
    proveBoth();
    const caseId = open(complete(seeded.endpoint));
    await agent.look();
    expect(status(caseId)).toBe('opened');
    await later();
    expect(status(caseId)).toBe('resolved');
    expect(held()).toEqual(['www.example.com', 'shop.example.com']);
    expect(cloudfront.find(holder.id)).toMatchObject({ enabled: true, aliases: ['unrelated.example.com'] });
    expect(reply(caseId)).toContain('www.example.com, shop.example.com');
  });

  test('asks for a record that is not there, and moves once told that it is', async () => {
    const { open, seeded, later, status, reply, prove, proveBoth, held, say } = createOffice();
    prove('_www.example.com', seeded.endpoint);
    const caseId = open(complete(seeded.endpoint));
    await later();
    expect(status(caseId)).toBe('pending-customer-action');
    expect(reply(caseId)).toContain(`_shop.example.com with the value ${seeded.endpoint}`);
    expect(reply(caseId)).not.toContain('_www.example.com');
    expect(held()).toEqual([]);
    proveBoth();
    await later();
    expect(status(caseId)).toBe('pending-customer-action');
    say(caseId, 'The record is there now.');
    await later();
    expect(status(caseId)).toBe('resolved');
    expect(held()).toHaveLength(2);
  });

  test('asks for a certificate that covers the names', async () => {
    const { open, seeded, later, reply, proveBoth, certificates, held } = createOffice();
    certificates.set(
      wildcardCertificate,
      certificateInfo(wildcardCertificate, { names: ['www.example.com'] }),
    );
    proveBoth();
    const caseId = open(complete(seeded.endpoint));
    await later();
    expect(reply(caseId)).toContain(`shop.example.com on ${seeded.id}: The certificate`);
    expect(held()).toEqual([]);
  });

  test('accepts the plain TXT record of 2020', async () => {
    const { open, later, status, prove, seeded } = createOffice();
    prove('www.example.com', seeded.endpoint);
    const caseId = open(`Move www.example.com to ${seeded.id}, please.`);
    await later();
    expect(status(caseId)).toBe('resolved');
  });

  test.each([
    ['which distribution', 'Please move www.example.com.', 'Which distribution'],
    [
      'which distribution, when only a masked one is named',
      'www.example.com to ****GETEXAMPLE',
      'Which distribution',
    ],
    [
      "which distribution, when it is somebody else's",
      'www.example.com to E2THEIRSEXAMPL',
      'Which distribution',
    ],
    ['which names', 'Please help me with E2TARGETEXAMPLE.', 'Which alternate domain names'],
    [
      'which names, when nobody has them',
      'www.example.net to E2TARGETEXAMPLE',
      'Which alternate domain names',
    ],
  ])('asks %s', async (_, body, question) => {
    const { open, later, reply, status, cloudfront } = createOffice();
    cloudfront.seedDistribution({ id: 'E2THEIRSEXAMPL', account: theirs });
    const caseId = open(body);
    await later();
    expect(reply(caseId)).toContain(question);
    expect(status(caseId)).toBe('pending-customer-action');
  });

  test('knows target from source when both are ours', async () => {
    const { open, later, cloudfront, prove, seeded, status } = createOffice();
    cloudfront.seedDistribution({ id: 'E2SOURCEEXAMPL', account: ours, aliases: ['a.example.com'] });
    prove('_a.example.com', seeded.endpoint);
    const caseId = open(`Source: E2SOURCEEXAMPL\nTarget: ${seeded.id}\nAlias: a.example.com`);
    await later();
    expect(status(caseId)).toBe('resolved');
    expect(cloudfront.whoHolds('a.example.com')?.id).toBe(seeded.id);
  });

  test('reads Japanese as well, and knows target from source in it', async () => {
    const { open, later, cloudfront, proveBoth, seeded, status, held } = createOffice();
    cloudfront.seedDistribution({ id: 'E2SOURCEEXAMPL', account: ours });
    proveBoth();
    const caseId = open(
      [
        'お世話になっております。',
        'エラー: One or more of the CNAMEs you provided are already associated with a different resource.',
        `移行先ディストリビューション:${seeded.id}（${seeded.endpoint}）`,
        '移行元はE2SOURCEEXAMPLです。',
        '対象はwww.example.comとshop.example.comです。',
        `  _www.example.com TXT "${seeded.endpoint}"、_shop.example.com TXT "${seeded.endpoint}"`,
        'ゾーン example.com、権威ネームサーバー ns-1.dns.example',
      ].join('\n'),
    );
    await later();
    expect(status(caseId)).toBe('resolved');
    expect(held()).toEqual(['www.example.com', 'shop.example.com']);
  });

  test('takes what the customer adds later into account', async () => {
    const { open, later, say, held, proveBoth } = createOffice();
    proveBoth();
    const caseId = open('We need www.example.com on our new distribution.');
    await later();
    say(caseId, 'Sorry: it is E2TARGETEXAMPLE.');
    await later();
    expect(held()).toEqual(['www.example.com']);
  });

  test('resolves when the names are there already', async () => {
    const { open, later, status, cloudfront, seeded } = createOffice();
    cloudfront.moveByAgent('www.example.com', seeded.id);
    const caseId = open(`Is www.example.com on ${seeded.id} now?`);
    await later();
    expect(status(caseId)).toBe('resolved');
  });

  test('leaves a case that the customer resolves while DNS is being asked', async () => {
    const { open, seeded, later, held, status, reply, resolve, proveBoth, dns } = createOffice();
    proveBoth();
    const caseId = open(complete(seeded.endpoint));
    const ask = dns.resolve;
    dns.resolve = (name, type) => {
      resolve(caseId);
      return ask(name, type);
    };
    await later();
    expect([status(caseId), reply(caseId), held()]).toEqual(['resolved', undefined, []]);
  });
});

describe('other tempers', () => {
  test('asks-back: a question first, the move after the answer', async () => {
    const { open, seeded, later, status, reply, proveBoth, held, say } = createOffice('asks-back');
    proveBoth();
    const caseId = open(complete(seeded.endpoint));
    await later();
    await later();
    expect(status(caseId)).toBe('pending-customer-action');
    expect(reply(caseId)).toContain('please confirm');
    expect(held()).toEqual([]);
    say(caseId, 'Confirmed.');
    expect(status(caseId)).toBe('customer-action-completed');
    await later();
    expect(status(caseId)).toBe('resolved');
    expect(held()).toHaveLength(2);
  });

  test('resolves-without-moving: nothing moves until the case is opened again', async () => {
    const { open, seeded, later, status, proveBoth, held, say } = createOffice('resolves-without-moving');
    proveBoth();
    const caseId = open(complete(seeded.endpoint));
    await later();
    expect(status(caseId)).toBe('resolved');
    expect(held()).toEqual([]);
    say(caseId, 'It did not arrive.');
    expect(status(caseId)).toBe('reopened');
    await later();
    expect(held()).toHaveLength(2);
  });

  test('silent: nothing at all, until the temper changes', async () => {
    const { open, seeded, later, status, proveBoth, agent } = createOffice('silent');
    proveBoth();
    const caseId = open(complete(seeded.endpoint));
    await later();
    await later();
    expect(status(caseId)).toBe('opened');
    agent.temper = 'helpful';
    await later();
    expect(status(caseId)).toBe('resolved');
  });
});

test('the agent has a clock of its own, which close stops', async () => {
  vi.useFakeTimers();
  const { open, seeded, status, proveBoth, clock, agent } = createOffice();
  proveBoth();
  const first = open(complete(seeded.endpoint));
  clock.at += 30_000;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(status(first)).toBe('resolved');
  await agent.close();
  const second = open(complete(seeded.endpoint));
  clock.at += 30_000;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(status(second)).toBe('opened');
});
