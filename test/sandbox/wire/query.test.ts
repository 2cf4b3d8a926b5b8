import * as iam from '@aws-sdk/client-iam';
import * as sns from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { AwsError } from '../../../sandbox/wire/service.ts';
import { signed, wire } from './wire.ts';

async function started() {
  const inputs: object[] = [];
  const server = await wire({
    services: [
      {
        sdk: sns,
        client: 'SNSClient',
        operations: {
          PublishBatch(input: sns.PublishBatchCommandInput) {
            inputs.push(input);
            return {
              Successful: input.PublishBatchRequestEntries?.map(({ Id }) => ({ Id, MessageId: `m-${Id}` })),
              Failed: [],
            };
          },
          SetTopicAttributes(input: sns.SetTopicAttributesCommandInput) {
            inputs.push(input);
            return {};
          },
          GetTopicAttributes: () => ({ Attributes: { 'a<b': '1 & 2', Policy: '{"x":"y"}' } }),
          CreateTopic(input: sns.CreateTopicCommandInput) {
            inputs.push(input);
            throw new AwsError('TopicLimitExceeded', 'No more <topics>');
          },
        },
      },
      {
        sdk: iam,
        client: 'IAMClient',
        operations: {
          ListServerCertificates: () => ({
            IsTruncated: false,
            ServerCertificateMetadataList: ['one', 'two'].map((name) => ({
              Path: '/cloudfront/',
              ServerCertificateName: name,
              ServerCertificateId: `ASCA${name}`,
              Arn: `arn:aws:iam::111122223333:server-certificate/cloudfront/${name}`,
              Expiration: new Date('2027-01-02T03:04:05Z'),
            })),
          }),
        },
      },
    ],
  });
  return { server, inputs, client: new sns.SNSClient(server.as()) };
}

test('lists of structures with maps and blobs inside are read from the form, in order', async () => {
  const { client, inputs } = await started();
  const PublishBatchRequestEntries = Array.from({ length: 10 }, (_, index) => ({
    Id: String(index),
    Message: `m&${index}=ü`,
    MessageAttributes: {
      'dotted.name': { DataType: 'String', StringValue: 'v' },
      raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) },
    },
  }));
  const { Successful } = await client.send(
    new sns.PublishBatchCommand({ TopicArn: 'arn:t', PublishBatchRequestEntries }),
  );
  expect(inputs).toEqual([{ TopicArn: 'arn:t', PublishBatchRequestEntries }]);
  expect(Successful?.map(({ MessageId }) => MessageId)).toEqual(
    PublishBatchRequestEntries.map(({ Id }) => `m-${Id}`),
  );
});

test('maps come and go; an operation without output answers without a result', async () => {
  const { client, inputs } = await started();
  const { Attributes } = await client.send(new sns.GetTopicAttributesCommand({ TopicArn: 'arn:t' }));
  expect(Attributes).toEqual({ 'a<b': '1 & 2', Policy: '{"x":"y"}' });
  const set = new sns.SetTopicAttributesCommand({
    TopicArn: 'arn:t',
    AttributeName: 'Policy',
    AttributeValue: '',
  });
  expect((await client.send(set)).$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(inputs).toEqual([{ TopicArn: 'arn:t', AttributeName: 'Policy', AttributeValue: '' }]);
});

test("a query error code becomes the SDK's exception, with the status of the model", async () => {
  const { client, inputs } = await started();
  const create = new sns.CreateTopicCommand({
    Name: 't',
    Attributes: { DisplayName: 'd' },
    Tags: [{ Key: 'k', Value: 'v' }],
  });
  const error: unknown = await client.send(create).catch((thrown: unknown) => thrown);
  expect(inputs).toEqual([{ Name: 't', Attributes: { DisplayName: 'd' }, Tags: [{ Key: 'k', Value: 'v' }] }]);
  expect(error).toBeInstanceOf(sns.TopicLimitExceededException);
  expect(error).toMatchObject({ message: 'No more <topics>', $metadata: { httpStatusCode: 403 } });
});

test('timestamps and booleans in lists of structures come back typed', async () => {
  const { server } = await started();
  const client = new iam.IAMClient(server.as());
  const { ServerCertificateMetadataList, IsTruncated } = await client.send(
    new iam.ListServerCertificatesCommand({}),
  );
  expect(IsTruncated).toBe(false);
  expect(ServerCertificateMetadataList?.map(({ ServerCertificateName }) => ServerCertificateName)).toEqual([
    'one',
    'two',
  ]);
  expect(ServerCertificateMetadataList?.[0]?.Expiration).toEqual(new Date('2027-01-02T03:04:05Z'));
});

test.each([
  ['a field with a value and members', 'TopicArn=a&TopicArn.b=c'],
  ['a field given twice', 'TopicArn=a&TopicArn=b'],
  ['a list where a string belongs', 'TopicArn.1=a'],
])('%s cannot be read', async (_what, form) => {
  const { server } = await started();
  const response = await fetch(server.url, {
    method: 'POST',
    headers: signed('sns', { 'content-type': 'application/x-www-form-urlencoded' }),
    body: `Action=GetTopicAttributes&Version=2010-03-31&${form}`,
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('<Code>MalformedQueryString</Code>');
});
