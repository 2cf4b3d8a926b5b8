import * as cloudfront from '@aws-sdk/client-cloudfront';
import * as route53 from '@aws-sdk/client-route-53';
import { expect, test } from 'vitest';
import { bigConfig, cloudFrontDouble, MODIFIED } from './cloudfront-double.ts';
import { OTHER_ACCOUNT, wire } from './wire.ts';

async function started() {
  const { service, received } = cloudFrontDouble();
  const server = await wire({ services: [service] });
  return { server, received, client: new cloudfront.CloudFrontClient(server.as()) };
}

test('a big configuration survives create, read, update and read again, unchanged', async () => {
  const { client } = await started();
  const DistributionConfig = bigConfig();
  const created = await client.send(
    new cloudfront.CreateDistributionWithTagsCommand({
      DistributionConfigWithTags: { DistributionConfig, Tags: { Items: [{ Key: 'a', Value: 'b' }] } },
    }),
  );
  expect(created.$metadata.httpStatusCode).toBe(201);
  expect(created.Location).toBe('https://example.com/E1');

  const before = await client.send(new cloudfront.GetDistributionConfigCommand({ Id: 'E1' }));
  expect(before.DistributionConfig).toEqual(DistributionConfig);
  expect(before.ETag).toBe('V1');

  const changed = { ...before.DistributionConfig, ...bigConfig(40), Enabled: false };
  const updated = await client.send(
    new cloudfront.UpdateDistributionCommand({ Id: 'E1', IfMatch: 'V1', DistributionConfig: changed }),
  );
  expect(updated.ETag).toBe('V2');
  const { Distribution } = await client.send(new cloudfront.GetDistributionCommand({ Id: 'E1' }));
  expect(Distribution?.DistributionConfig).toEqual(changed);
  expect(Distribution?.LastModifiedTime).toEqual(MODIFIED);
  expect(Distribution?.InProgressInvalidationBatches).toBe(0);
});

test('labels, query, headers and body members reach the operation', async () => {
  const { client, received } = await started();
  await client.send(
    new cloudfront.AssociateAliasCommand({ TargetDistributionId: 'E/1 ü%', Alias: '*.example.com' }),
  );
  const moved = await client.send(
    new cloudfront.UpdateDomainAssociationCommand({
      Domain: 'www.example.com',
      TargetResource: { DistributionId: 'E1' },
      IfMatch: 'V1',
    }),
  );
  expect(moved).toMatchObject({ Domain: 'www.example.com', ResourceId: 'E1', ETag: 'V9' });
  await client.send(
    new cloudfront.TagResourceCommand({ Resource: 'arn:1', Tags: { Items: [{ Key: 'a', Value: '' }] } }),
  );
  expect(received.map(({ input }) => input)).toEqual([
    { TargetDistributionId: 'E/1 ü%', Alias: '*.example.com' },
    { Domain: 'www.example.com', TargetResource: { DistributionId: 'E1' }, IfMatch: 'V1' },
    { Resource: 'arn:1', Tags: { Items: [{ Key: 'a', Value: '' }] } },
  ]);
});

test('lists and pagination come back as the SDK expects them', async () => {
  const { client } = await started();
  const pages = cloudfront.paginateListDomainConflicts(
    { client },
    { Domain: 'www.example.com', DomainControlValidationResource: { DistributionId: 'E1' } },
  );
  const conflicts: cloudfront.ListDomainConflictsCommandOutput['DomainConflicts'][] = [];
  for await (const page of pages) conflicts.push(page.DomainConflicts);
  expect(conflicts).toEqual([
    [
      {
        Domain: 'www.example.com',
        ResourceType: 'distribution',
        ResourceId: '*******EXAMPLE',
        AccountId: '******556666',
      },
      {
        Domain: 'api.example.com',
        ResourceType: 'distribution',
        ResourceId: '*******EXAMPLE',
        AccountId: '******556666',
      },
    ],
    [],
  ]);
});

test("an error is the SDK's own exception, with the status of the model even where the operation named none", async () => {
  const { client } = await started();
  const collision = client.send(
    new cloudfront.UpdateDistributionCommand({
      Id: 'E1',
      IfMatch: 'V1',
      DistributionConfig: { ...bigConfig(0), Comment: 'collide' },
    }),
  );
  const error: unknown = await collision.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(cloudfront.CNAMEAlreadyExists);
  expect(error).toMatchObject({
    name: 'CNAMEAlreadyExists',
    message: 'One or more of the CNAMEs <you> & "provided" are taken',
    $fault: 'client',
    $metadata: { httpStatusCode: 409, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  });
});

test('a required member that is missing deep inside is named by its path', async () => {
  const { client } = await started();
  const Items = [{ Id: 'one', DomainName: undefined }];
  const update = new cloudfront.UpdateDistributionCommand({
    Id: 'E1',
    DistributionConfig: { ...bigConfig(0), Origins: { Quantity: 1, Items }, Enabled: undefined },
  });
  await expect(client.send(update)).rejects.toMatchObject({
    name: 'MalformedXML',
    message: expect.stringMatching(
      /^2 validation errors detected: .*'distributionConfig\.origins\.items\.1\.member\.domainName'.*; .*'distributionConfig\.enabled'/,
    ),
    $metadata: { httpStatusCode: 400 },
  });
});

test('the caller of a twelve-digit key is in that account', async () => {
  const { server, received } = await started();
  const client = new cloudfront.CloudFrontClient({
    ...server.as(OTHER_ACCOUNT),
    customUserAgent: 'deploy/1',
  });
  const { $metadata } = await client.send(
    new cloudfront.AssociateAliasCommand({ TargetDistributionId: 'E1', Alias: 'a.example.com' }),
  );
  expect(received[0]?.caller).toEqual({
    account: OTHER_ACCOUNT,
    arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/operator`,
    accessKeyId: OTHER_ACCOUNT,
    region: 'us-east-1',
    requestId: $metadata.requestId,
    userAgent: expect.stringContaining('deploy/1'),
  });
});

test('Route 53: ids with their prefix, lists of structures, timestamps, query members', async () => {
  const inputs: object[] = [];
  const SubmittedAt = new Date('2026-01-02T03:04:05Z');
  const server = await wire({
    services: [
      {
        sdk: route53,
        client: 'Route53Client',
        operations: {
          ChangeResourceRecordSets(input: route53.ChangeResourceRecordSetsCommandInput) {
            inputs.push(input);
            return { ChangeInfo: { Id: '/change/C1', Status: 'PENDING', SubmittedAt } };
          },
          ListResourceRecordSets(input: route53.ListResourceRecordSetsCommandInput) {
            inputs.push(input);
            return { ResourceRecordSets: [], IsTruncated: false, MaxItems: input.MaxItems };
          },
        },
      },
    ],
  });
  const client = new route53.Route53Client(server.as());
  const ChangeBatch: route53.ChangeBatch = {
    Changes: ['one', 'two'].map((value) => ({
      Action: 'UPSERT',
      ResourceRecordSet: {
        Name: '_www.example.com',
        Type: 'TXT',
        TTL: 60,
        ResourceRecords: [{ Value: `"${value}"` }, { Value: '"<&>"' }],
      },
    })),
  };
  const { ChangeInfo } = await client.send(
    new route53.ChangeResourceRecordSetsCommand({ HostedZoneId: '/hostedzone/Z1', ChangeBatch }),
  );
  expect(ChangeInfo?.SubmittedAt).toEqual(SubmittedAt);
  const listed = await client.send(
    new route53.ListResourceRecordSetsCommand({ HostedZoneId: 'Z1', StartRecordType: 'TXT', MaxItems: 7 }),
  );
  expect(listed).toMatchObject({ IsTruncated: false, MaxItems: 7, ResourceRecordSets: [] });
  expect(inputs).toEqual([
    { HostedZoneId: 'Z1', ChangeBatch },
    { HostedZoneId: 'Z1', StartRecordType: 'TXT', MaxItems: 7 },
  ]);
});
