import { onTestFinished } from 'vitest';
import { startWireServer, type WireOptions, type WireServer } from '../../../sandbox/wire/server.ts';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';

export interface Wire extends WireServer {
  /** What an SDK client needs to reach the server as the given access key. One attempt: a test sees every answer. */
  as(accessKeyId?: string): {
    endpoint: string;
    region: string;
    maxAttempts: number;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
}

/** A server on a free port that is closed with the test. */
export async function wire(options: Omit<WireOptions, 'port'> & { port?: number }): Promise<Wire> {
  const server = await startWireServer({ port: 0, ...options });
  onTestFinished(() => server.close());
  return {
    ...server,
    as: (accessKeyId = ACCOUNT) => ({
      endpoint: server.url,
      region: 'us-east-1',
      maxAttempts: 1,
      credentials: { accessKeyId, secretAccessKey: 'x' },
    }),
  };
}

/** A request as an SDK would sign it, made by hand so that it can be wrong. */
export function signed(service: string, headers: Record<string, string> = {}): Record<string, string> {
  const credential = `${ACCOUNT}/20260101/us-east-1/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=00`,
    ...headers,
  };
}
