/** The unmodified SDK, one set of clients an account: the account's id is the access key. */
import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SupportClient } from '@aws-sdk/client-support';

export interface Clients {
  acm: ACMClient;
  cloudfront: CloudFrontClient;
  lambda: LambdaClient;
  route53: Route53Client;
  sfn: SFNClient;
  support: SupportClient;
}

export function clientsFor(endpoint: string, account: string): Clients {
  const config = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: account, secretAccessKey: 'sandbox' },
    // What a scenario asks for happens or is seen to fail: no second tries behind its back.
    maxAttempts: 1,
  };
  return {
    acm: new ACMClient(config),
    cloudfront: new CloudFrontClient(config),
    lambda: new LambdaClient(config),
    route53: new Route53Client(config),
    sfn: new SFNClient(config),
    support: new SupportClient(config),
  };
}
