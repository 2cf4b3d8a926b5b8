/**
 * CloudTrail's trails. Every account begins with one, of every Region, that logs all management events; EventBridge hears of a
 * call only where some trail logs it.
 */
import * as sdk from '@aws-sdk/client-cloudtrail';
import { PerAccount } from '../../wire/account.ts';
import { AwsError, type Caller, type Service } from '../../wire/service.ts';
import { areSelected, EVERY_MANAGEMENT_EVENT, type SelectedBy, type Selectors } from './selectors.ts';

interface Trail {
  arn: string;
  settings: sdk.Trail;
  selectors: Selectors;
  startedAt: Date;
  stoppedAt?: Date;
}

/** The sandbox has no other Region; in us-east-1, the global services record. */
const HOME_REGION = 'us-east-1';

export function createTrails() {
  const accounts = new PerAccount((account) => [firstTrail(account)]);

  /** By name or ARN. */
  function trail(given: string | undefined, { account }: Caller): Trail {
    const found = accounts.of(account).find(({ arn, settings }) => given === arn || given === settings.Name);
    if (found) return found;
    throw new AwsError('TrailNotFoundException', `Unknown trail: ${given} for the user: ${account}`);
  }

  const operations = {
    DescribeTrails({ trailNameList: wanted = [] }: sdk.DescribeTrailsRequest, caller: Caller) {
      const named = ({ arn, settings: { Name = '' } }: Trail) =>
        wanted.includes(arn) || wanted.includes(Name);
      const found = accounts.of(caller.account).filter((one) => wanted.length === 0 || named(one));
      return { trailList: found.map(({ settings }) => settings) };
    },

    GetTrailStatus({ Name }: sdk.GetTrailStatusRequest, caller: Caller): sdk.GetTrailStatusResponse {
      const { startedAt, stoppedAt } = trail(Name, caller);
      return {
        IsLogging: stoppedAt === undefined,
        StartLoggingTime: startedAt,
        ...(stoppedAt && { StopLoggingTime: stoppedAt }),
      };
    },

    StartLogging({ Name }: sdk.StartLoggingRequest, caller: Caller) {
      const started = trail(Name, caller);
      started.startedAt = new Date();
      delete started.stoppedAt;
      return {};
    },

    StopLogging({ Name }: sdk.StopLoggingRequest, caller: Caller) {
      trail(Name, caller).stoppedAt = new Date();
      return {};
    },

    GetEventSelectors({ TrailName }: sdk.GetEventSelectorsRequest, caller: Caller) {
      return described(trail(TrailName, caller));
    },

    PutEventSelectors(input: sdk.PutEventSelectorsRequest, caller: Caller) {
      const changed = trail(input.TrailName, caller);
      const { EventSelectors: basic, AdvancedEventSelectors: advanced } = input;
      if ((basic === undefined) === (advanced === undefined)) {
        throw new AwsError(
          'InvalidEventSelectorsException',
          'A trail has either event selectors or advanced event selectors.',
        );
      }
      changed.selectors = advanced ? { advanced } : { basic: basic ?? [] };
      changed.settings.HasCustomEventSelectors = true;
      return described(changed);
    },
  };

  return {
    service: { sdk, client: 'CloudTrailClient', operations } satisfies Service,
    /** Whether a trail of the account logs a management event with these members. */
    logs: (account: string, record: SelectedBy): boolean =>
      accounts
        .of(account)
        .some(
          ({ stoppedAt, selectors }) =>
            stoppedAt === undefined && areSelected(selectors, { ...record, eventCategory: 'Management' }),
        ),
  };
}

export type Trails = ReturnType<typeof createTrails>;

function firstTrail(account: string): Trail {
  const name = 'management-events';
  const arn = `arn:aws:cloudtrail:${HOME_REGION}:${account}:trail/${name}`;
  return {
    arn,
    settings: {
      Name: name,
      S3BucketName: `management-events-${account}`,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      HomeRegion: HOME_REGION,
      TrailARN: arn,
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
      IsOrganizationTrail: false,
    },
    selectors: EVERY_MANAGEMENT_EVENT,
    startedAt: new Date(),
  };
}

function described({ arn, selectors: { basic, advanced } }: Trail): sdk.GetEventSelectorsResponse {
  return {
    TrailARN: arn,
    ...(basic && { EventSelectors: [...basic] }),
    ...(advanced && { AdvancedEventSelectors: [...advanced] }),
  };
}
