/** What counts as an answer of AWS: the rules take such errors for its word. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudFrontClient, GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { expect, onTestFinished, test } from 'vitest';
import { awsClient, awsError } from '../../providers/aws/client.ts';

const credentials = { accessKeyId: '111122223333', secretAccessKey: 'none' };

/** The error of a call, as the providers see it. */
async function errorOf(client: CloudFrontClient): Promise<unknown> {
  return awsClient(client)
    .send(new GetDistributionCommand({ Id: 'E1' }))
    .catch((error: unknown) => error);
}

async function answering(status: number, body: string): Promise<CloudFrontClient> {
  const server = createServer((_, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  return new CloudFrontClient({ region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, credentials });
}

test('a refusal is one, by its code', async () => {
  const refusal =
    '<ErrorResponse><Error><Code>AccessDenied</Code><Message>No.</Message></Error></ErrorResponse>';
  expect(awsError(await errorOf(await answering(403, refusal)))).toEqual({
    code: 'AccessDenied',
    message: 'No.',
  });
});

test('an answer that nobody can read is one as well', async () => {
  expect(awsError(await errorOf(await answering(200, '<Distribution>')))).toBeDefined();
});

test('what came from the network is none, though the SDK writes into it how often it has tried', async () => {
  const client = await answering(200, '');
  const { port } = (await client.config.endpoint?.()) ?? {};
  // TLS with a server that speaks none: no error that the SDK calls transient.
  const endpoint = `https://127.0.0.1:${port}`;
  const error = await errorOf(new CloudFrontClient({ region: 'us-east-1', endpoint, credentials }));
  expect(error).toMatchObject({ code: 'EPROTO', $metadata: { attempts: 1 } });
  expect(awsError(error)).toBeUndefined();
});
