/** CloudTrail's trails as an account sees them from us-east-1, where CloudFront's calls are recorded. */
import {
  type AdvancedEventSelector,
  type Trail as AwsTrail,
  CloudTrailClient,
  DescribeTrailsCommand,
  type EventSelector,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { awsClient } from '../aws/client.ts';

export interface Trail {
  name: string;
  arn: string;
  homeRegion: string;
  isMultiRegion: boolean;
  hasGlobalServices: boolean;
  isLogging: boolean;
  stoppedAt?: Date;
  /** What S3 said when the last file was to be delivered. */
  deliveryError?: string;
  /** Undefined of another account's trail that has selectors of its own: only that account is told which. */
  selectors?: { basic: EventSelector[]; advanced: AdvancedEventSelector[] };
}

/** "By default, trails created without specific event selectors will be configured to log all read and write management events": EventSelector. */
const EVERY_MANAGEMENT_EVENT = { basic: [{}], advanced: [] };

/** @param account that asks */
export async function readTrails(account: string): Promise<Trail[]> {
  const client = awsClient(new CloudTrailClient({}));
  // With those that other Regions, or the organization, replicate here.
  const { trailList = [] } = await client.send(new DescribeTrailsCommand({}));
  return Promise.all(trailList.map((trail) => read(client, trail, account)));
}

async function read(client: CloudTrailClient, trail: AwsTrail, account: string): Promise<Trail> {
  const { Name: name = '', TrailARN: arn = '', HomeRegion: homeRegion = '' } = trail;
  // By its ARN also of a replica: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
  const status = await client.send(new GetTrailStatusCommand({ Name: arn }));
  const isOurs = arn.split(':')[4] === account;
  const selectors = isOurs
    ? await readSelectors(arn, homeRegion)
    : trail.HasCustomEventSelectors === false
      ? EVERY_MANAGEMENT_EVENT
      : undefined;
  return {
    name,
    arn,
    homeRegion,
    isMultiRegion: trail.IsMultiRegionTrail === true,
    hasGlobalServices: trail.IncludeGlobalServiceEvents === true,
    isLogging: status.IsLogging === true,
    ...(status.StopLoggingTime && { stoppedAt: status.StopLoggingTime }),
    ...(status.LatestDeliveryError && { deliveryError: status.LatestDeliveryError }),
    ...(selectors && { selectors }),
  };
}

/**
 * A trail is asked for them in its own Region, and in its own account: elsewhere it is unknown.
 * https://github.com/aws/aws-sdk-go-v2/issues/1957, https://github.com/cloud-custodian/cloud-custodian/pull/6394
 */
async function readSelectors(arn: string, region: string): Promise<Trail['selectors']> {
  const client = awsClient(new CloudTrailClient({ region }));
  const { EventSelectors, AdvancedEventSelectors } = await client.send(
    new GetEventSelectorsCommand({ TrailName: arn }),
  );
  return { basic: EventSelectors ?? [], advanced: AdvancedEventSelectors ?? [] };
}
