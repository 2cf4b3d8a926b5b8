/** Calls that act, and whose answer is lost: the SDK does not repeat them, since the state looks before it does. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { OURS } from '../../sandbox/rehearsal/stage.ts';
import { sandbox, stage } from './sandbox.ts';
import { createCloudFront, createSupport } from './whole.ts';

const Calls = v.array(v.object({ action: v.string() }));

async function callsOf(action: string): Promise<number> {
  const response = await fetch(`${sandbox.endpoint}/_sandbox/calls`);
  return v.parse(Calls, await response.json()).filter((call) => call.action === action).length;
}

async function draftFor(marker: string) {
  const [service] = await createSupport('act').services();
  return {
    subject: `CloudFront ${marker}`,
    body: 'Please move www.example.com.',
    serviceCode: service?.code ?? '',
    categoryCode: service?.categories[0]?.code ?? '',
    severityCode: 'low',
    language: 'en' as const,
    ccEmailAddresses: [],
    attachmentSetId: undefined,
  };
}

describe.each(['reset', 'error500', 'throttle'])('%s', (kind) => {
  const lose = (service: string, action: string) =>
    stage.control('POST', 'faults', {
      service,
      action,
      when: kind === 'throttle' ? 'before' : 'after',
      kind,
    });

  test('CreateCase is called once; the next attempt finds the case, if there is one', async () => {
    const support = createSupport('act');
    const marker = `[cname-rescue ${kind}]`;
    const draft = await draftFor(marker);
    const before = await callsOf('CreateCase');
    await lose('support', 'CreateCase');
    await expect(support.create(draft)).rejects.toMatchObject({ name: 'TransientAwsError' });
    expect(await callsOf('CreateCase')).toBe(before + 1);
    const found = await support.findOpen(marker);
    expect(found?.subject).toBe(kind === 'throttle' ? undefined : draft.subject);
  });

  test('words in a case are said once; the next attempt finds them, if they are there', async () => {
    const support = createSupport('act');
    const outcome = await support.create(await draftFor(`${kind} words`));
    const caseId = outcome.created ? outcome.caseId : '';
    const before = await callsOf('AddCommunicationToCase');
    await lose('support', 'AddCommunicationToCase');
    await expect(support.say(caseId, 'It is not there.')).rejects.toMatchObject({
      name: 'TransientAwsError',
    });
    expect(await callsOf('AddCommunicationToCase')).toBe(before + 1);
    const said = (await support.communications(caseId)).map(({ body }) => body);
    expect(said.includes('It is not there.')).toBe(kind !== 'throttle');
  });

  test('a move is called once', async () => {
    const target = sandbox.world.seedDistribution({ account: OURS });
    const before = await callsOf('UpdateDomainAssociation');
    await lose('cloudfront', 'UpdateDomainAssociation');
    const move = createCloudFront('act').moveAlias('www.example.com', {
      kind: 'distribution',
      id: target.id,
    });
    await expect(move).rejects.toMatchObject({ name: 'TransientAwsError' });
    expect(await callsOf('UpdateDomainAssociation')).toBe(before + 1);
    expect(await callsOf('AssociateAlias')).toBe(0);
  });

  test('a certificate is attached by one update; the next attempt finds it, if it took effect', async () => {
    const { arn: id } = sandbox.world.seedCertificate({
      account: OURS,
      domainName: 'www.example.com',
      status: 'ISSUED',
    });
    const target = sandbox.world.seedDistribution({ account: OURS });
    const attach = () =>
      createCloudFront('act').attachCertificate(
        { source: 'acm', id },
        { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
        { kind: 'distribution', id: target.id },
      );
    const before = await callsOf('UpdateDistribution');
    await lose('cloudfront', 'UpdateDistribution');
    await expect(attach()).rejects.toMatchObject({ name: 'TransientAwsError' });
    expect(await callsOf('UpdateDistribution')).toBe(before + 1);
    expect(await attach()).toEqual({ attached: true });
    expect(await callsOf('UpdateDistribution')).toBe(before + (kind === 'throttle' ? 2 : 1));
  });
});
