/** The two ways in which CloudFront is asked. */
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { awsClient } from '../aws/client.ts';
import type { Permit } from '../aws/permit.ts';

export interface CloudFrontClients {
  client: CloudFrontClient;
  /** For what acts: nobody knows what a second move answers when the first one's answer was lost. The state retries, and looks first. */
  once: CloudFrontClient;
}

export function createClients(permit: Permit): CloudFrontClients {
  return {
    client: awsClient(new CloudFrontClient({}), permit),
    once: awsClient(new CloudFrontClient({ maxAttempts: 1 }), permit),
  };
}
