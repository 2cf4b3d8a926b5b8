/** The providers against the sandbox, over the wire, with the SDK as it is. */
import { inspect } from 'node:util';
import { GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OURS, THEIRS } from '../../sandbox/rehearsal/stage.ts';
import { sandbox, stage } from './sandbox.ts';
import { createCloudFront, createLedger } from './whole.ts';

let table: string;

beforeAll(async () => {
  const { TableNames } = await new DynamoDBClient({}).send(new ListTablesCommand({}));
  [table = ''] = TableNames ?? [];
});

const refuse = (service: string, action: string, code: string, status = 400, times = 1) =>
  stage.control('POST', 'faults', {
    service,
    action,
    when: 'before',
    times,
    kind: { code, message: 'ordered by the test', status },
  });

let serial = 0;
/** An alias that somebody else holds, and a target of ours that wants it. */
function conflict({ covered = true } = {}) {
  serial += 1;
  const alias = `n${serial}.example.com`;
  const seed = { domainName: alias, status: 'ISSUED' as const };
  const theirs = sandbox.world.seedCertificate({ ...seed, account: THEIRS });
  sandbox.world.seedDistribution({ account: THEIRS, aliases: [alias], certificateArn: theirs.arn });
  const ours = sandbox.world.seedCertificate({ ...seed, account: OURS });
  const target = sandbox.world.seedDistribution({
    account: OURS,
    ...(covered && { certificateArn: ours.arn }),
  });
  return { alias, target, certificateArn: ours.arn };
}

const distribution = (id: string) => ({ kind: 'distribution' as const, id });

describe('cloudfront', () => {
  const cloudfront = () => createCloudFront('act');

  test('reads a distribution; one that is not there is TargetGone', async () => {
    const { target, certificateArn } = conflict();
    expect(await cloudfront().target(distribution(target.id))).toEqual({
      kind: 'distribution',
      id: target.id,
      arn: target.arn,
      domainName: target.endpoint,
      status: 'Deployed',
      aliases: [],
      inactive: [],
      certificate: { source: 'acm', id: certificateArn },
      viewer: { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
    });
    await expect(cloudfront().target(distribution('E0000000000000'))).rejects.toMatchObject({
      name: 'TargetGone',
    });
  });

  test('lists who has exactly the alias, masked; nothing without a covering certificate', async () => {
    const { alias, target } = conflict();
    const found = await cloudfront().holders(alias, distribution(target.id));
    expect(found).toMatchObject({ listed: true, holders: [{ resourceType: 'distribution' }] });
    expect(JSON.stringify(found)).toMatch(/\*{6}556666/);
    const uncovered = conflict({ covered: false });
    expect(await cloudfront().holders(uncovered.alias, distribution(uncovered.target.id))).toEqual({
      listed: false,
    });
  });

  test('where ListDomainConflicts is denied, ListConflictingAliases is asked', async () => {
    const { alias, target } = conflict();
    await refuse('cloudfront', 'ListDomainConflicts', 'AccessDenied', 403);
    const found = await cloudfront().holders(alias, distribution(target.id));
    expect(found).toMatchObject({ listed: true, holders: [{ resourceType: 'distribution' }] });
    expect(sandbox.calls().at(-1)?.action).toBe('ListConflictingAliases');
  });

  test('lists all that is our own, page by page, tenants too, and nothing of others', async () => {
    const before = await cloudfront().ownResources();
    const mine = Array.from({ length: 101 }, () => sandbox.world.seedDistribution({ account: OURS }));
    const { alias } = conflict();
    serial += 1;
    const domain = `t${serial}.example.com`;
    const certificate = sandbox.world.seedCertificate({
      domainName: domain,
      status: 'ISSUED',
      account: OURS,
    });
    const tenant = sandbox.world.seedTenant({
      id: `dt_${serial}TenantExample`,
      account: OURS,
      domains: [domain],
      certificateArn: certificate.arn,
    });
    const own = await cloudfront().ownResources();
    expect(own.map(({ id }) => id)).toEqual(expect.arrayContaining([...mine.map(({ id }) => id), tenant.id]));
    expect(own.map(({ arn }) => arn)).toEqual(expect.arrayContaining(mine.map(({ arn }) => arn)));
    expect(own).toContainEqual({
      resourceType: 'distribution-tenant',
      id: tenant.id,
      arn: tenant.arn,
      aliases: [domain],
    });
    expect(own.some(({ aliases }) => aliases.includes(alias))).toBe(false);
    expect(own.length).toBeGreaterThan(before.length + 101);
  });

  test('a refusal to move is an outcome, with code and message', async () => {
    const { alias, target } = conflict();
    expect(await cloudfront().moveAlias(alias, distribution(target.id))).toEqual({
      moved: false,
      code: 'IllegalUpdate',
      message: 'Invalid or missing alias DNS TXT records.',
    });
  });

  test('where UpdateDomainAssociation is denied, AssociateAlias is asked', async () => {
    const { alias, target } = conflict();
    await refuse('cloudfront', 'UpdateDomainAssociation', 'AccessDenied', 403);
    expect(await cloudfront().moveAlias(alias, distribution(target.id))).toMatchObject({
      code: 'IllegalUpdate',
    });
    const [last, before] = sandbox.calls().toReversed();
    expect([before?.action, last?.action]).toEqual(['UpdateDomainAssociation', 'AssociateAlias']);
  });

  test('throttled until the SDK gives up: TransientAwsError, which every Task retries', async () => {
    const { target } = conflict();
    await refuse('cloudfront', 'GetDistribution', 'Throttling', 400, 3);
    await expect(cloudfront().target(distribution(target.id))).rejects.toMatchObject({
      name: 'TransientAwsError',
    });
    await refuse('cloudfront', 'GetDistribution', 'ServiceUnavailable', 503, 3);
    await expect(cloudfront().target(distribution(target.id))).rejects.toMatchObject({
      name: 'TransientAwsError',
    });
  });

  describe('adds aliases', () => {
    /** A target with a certificate for a name that nobody has, and with an alias of its own. */
    async function free() {
      serial += 1;
      const [alias, own] = [`n${serial}.example.com`, `own${serial}.example.com`];
      const certificate = sandbox.world.seedCertificate({
        domainName: alias,
        subjectAlternativeNames: [own],
        status: 'ISSUED',
        account: OURS,
      });
      const { id } = await stage.distribution(OURS, {
        aliases: [own],
        certificateArn: certificate.arn,
        comment: 'strange: <&>"',
      });
      const config = async () =>
        (await stage.as(OURS).cloudfront.send(new GetDistributionConfigCommand({ Id: id })))
          .DistributionConfig;
      return { alias, own, id, config };
    }

    test('and changes nothing else of the configuration', async () => {
      const { alias, own, id, config } = await free();
      const before = await config();
      expect(await cloudfront().addAliases([alias], distribution(id))).toEqual({ added: true });
      const { Aliases, ...after } = (await config()) ?? {};
      expect(Aliases).toEqual({ Quantity: 2, Items: [own, alias] });
      expect({ ...after, Aliases: before?.Aliases }).toEqual(before);
      expect(await cloudfront().addAliases([alias, own], distribution(id))).toEqual({ added: true });
      expect((await config())?.Aliases?.Quantity).toBe(2);
    });

    test('again where somebody else was quicker, and gives up for the state to retry', async () => {
      const { alias, id } = await free();
      await refuse('cloudfront', 'UpdateDistribution', 'PreconditionFailed', 412, 3);
      await expect(cloudfront().addAliases([alias], distribution(id))).rejects.toMatchObject({
        name: 'TransientAwsError',
      });
      await refuse('cloudfront', 'UpdateDistribution', 'PreconditionFailed', 412, 2);
      expect(await cloudfront().addAliases([alias], distribution(id))).toEqual({ added: true });
    });

    test('refusals are outcomes, in the words of CloudFront', async () => {
      const { alias, target } = conflict();
      expect(await cloudfront().addAliases([alias], distribution(target.id))).toMatchObject({
        added: false,
        code: 'CNAMEAlreadyExists',
        message: expect.stringContaining('already associated with a different resource'),
      });
    });
  });
});

describe('ledger', () => {
  let now = Date.parse('2026-11-20T00:00:00Z');
  const alias = () => `ledger${serial}.example.com`;
  const ledger = () => createLedger(table, () => now);
  const claim = (execution: string) => ({ execution, target: 'E1EXAMPLE', at: now });
  beforeEach(() => {
    serial += 1;
    now += 1000;
  });

  test('of many who claim an alias at once, one has it, and all are told who', async () => {
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, index) => ledger().claim(alias(), claim(`execution-${index}`))),
    );
    expect(new Set(claims.map(({ execution }) => execution)).size).toBe(1);
    expect(await ledger().claimOf(alias())).toEqual(claims[0]);
  });

  test('a claim is taken over only from the execution it was seen with', async () => {
    const first = await ledger().claim(alias(), claim('first'));
    expect((await ledger().claim(alias(), claim('second'), first)).execution).toBe('second');
    expect((await ledger().claim(alias(), claim('third'), first)).execution).toBe('second');
    expect(await ledger().claimOf('nobody.example.com')).toBeUndefined();
  });

  test('a dry run is in the way of other dry runs only', async () => {
    const rehearsing = createLedger(table, () => now, { dryRun: true });
    await rehearsing.claim(alias(), claim('rehearsed'));
    expect(await ledger().claimOf(alias())).toBeUndefined();
    expect((await ledger().claim(alias(), claim('real'))).execution).toBe('real');
    expect((await rehearsing.claim(alias(), claim('another'))).execution).toBe('rehearsed');
  });

  test('a move is remembered once for each execution', async () => {
    const move = { from: '*******EXAMPLE', to: 'E1EXAMPLE', at: 1000, execution: 'first' };
    await ledger().recordMove(alias(), move);
    await ledger().recordMove(alias(), { ...move, at: 2000 });
    expect(await ledger().lastMove(alias())).toEqual({ from: '*******EXAMPLE', to: 'E1EXAMPLE', at: 1000 });
    await ledger().recordMove(alias(), { ...move, at: 3000, execution: 'second' });
    expect(await ledger().lastMove(alias())).toMatchObject({ at: 3000 });
  });

  test('that a case is about to be created is remembered once, until it is known, withdrawn or too old', async () => {
    const marker = `[cname-rescue ${serial}]`;
    const at = (seconds: number, execution = 'first') => ({ execution, at: seconds * 1000 });
    const intend = (seconds: number, execution?: string) =>
      ledger().intendCase(marker, at(seconds, execution), (seconds - 600) * 1000);
    expect(await ledger().filingOf(marker)).toBeUndefined();
    expect(await intend(1000)).toBeUndefined();
    expect(await intend(1001, 'second')).toEqual(at(1000));
    await ledger().withdrawCase(marker, at(999));
    expect(await ledger().filingOf(marker)).toEqual(at(1000));
    await ledger().withdrawCase(marker, at(1000));
    expect(await intend(1002, 'second')).toBeUndefined();
    const filed = { caseId: 'case-1', subject: 'Move it', language: 'ja' as const };
    await ledger().caseFiled(marker, filed);
    expect(await ledger().filingOf(marker)).toEqual({ ...at(1002, 'second'), case: filed });
    expect(await intend(1601)).toMatchObject(at(1002, 'second'));
    expect(await intend(1700)).toBeUndefined();
    expect(await ledger().filingOf(marker)).toEqual(at(1700));
  });

  test('the token parked last is told with every update, for a wake-up that has to be repeated; cases of others are left alone', async () => {
    const caseId = `case-${serial}`;
    expect(await ledger().caseUpdated(caseId, 10)).toEqual({ ours: false, token: undefined });
    await ledger().recordCase(caseId, 'execution');
    expect(await ledger().parkToken(caseId, 'token-1', 20)).toEqual({ updatedSince: false });
    expect(await ledger().caseUpdated(caseId, 30)).toEqual({ ours: true, token: 'token-1' });
    expect(await ledger().caseUpdated(caseId, 40)).toEqual({ ours: true, token: 'token-1' });
    // Updated after the last look: whoever parks now would sleep through it.
    expect(await ledger().parkToken(caseId, 'token-2', 35)).toEqual({ updatedSince: true });
    expect(await ledger().parkToken(caseId, 'token-3', 45)).toEqual({ updatedSince: false });
  });

  test('an item that is not as it is written: the error says where, and has no token in it that Lambda would log', async () => {
    const caseId = `case-${serial}`;
    const Item = {
      pk: { S: `case#${caseId}` },
      execution: { S: 'execution' },
      token: { S: 'the token' },
      updatedAt: { S: 'yesterday' },
    };
    await new DynamoDBClient({}).send(new PutItemCommand({ TableName: table, Item }));
    const error = await ledger()
      .caseUpdated(caseId, 10)
      .catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: null })).toContain('→ at updatedAt.N');
    expect(inspect(error, { depth: null })).not.toContain('the token');
  });
});
