/** CloudTrail's record of a failed update, put on the bus as it is: where the sandbox's CloudFront would refuse the call otherwise. */
import { randomUUID } from 'node:crypto';
import type { Theatre } from '../rehearsal/scenario.ts';

export interface ReportedUpdate {
  target: { account: string; id: string };
  /** CloudFront's own sentence. */
  message: string;
  aliases: readonly string[];
  /** Besides the aliases, as CloudTrail spells it. */
  configuration?: object;
}

export async function updateIsReported({ stage }: Theatre, update: ReportedUpdate): Promise<void> {
  const { target, message, aliases, configuration } = update;
  await stage.control('POST', 'events', {
    source: 'aws.cloudfront',
    'detail-type': 'AWS API Call via CloudTrail',
    account: target.account,
    region: 'us-east-1',
    detail: {
      eventID: randomUUID(),
      eventTime: new Date().toISOString(),
      eventSource: 'cloudfront.amazonaws.com',
      eventName: 'UpdateDistribution',
      errorCode: 'CNAMEAlreadyExists',
      errorMessage: message,
      requestID: randomUUID(),
      userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${target.account}:user/operator` },
      requestParameters: {
        id: target.id,
        distributionConfig: { aliases: { quantity: aliases.length, items: aliases }, ...configuration },
      },
    },
  });
}
