/**
 * AWS Support: cases, and the desk at which its people work.
 */
import * as sdk from '@aws-sdk/client-support';
import type { EventBuses } from '../../parts.ts';
import { AwsError, type Caller, type Service } from '../../wire/service.ts';
import { createAttachments } from './attachments.ts';
import { createCaseOperations } from './case-operations.ts';
import { type Case, type Cases, createCases } from './cases.ts';
import { severityLevels } from './catalogue.ts';
import { createOptionsOperations } from './options-operations.ts';

/** `none` stands for Basic: no API. `business` is the older plan, without the highest severity. */
export type SupportPlan = 'none' | 'business' | 'business-support-plus';

export interface SupportOptions {
  buses: EventBuses;
  /** Epoch milliseconds. */
  now: () => number;
  /** Of accounts that nothing else was said about. */
  plan?: SupportPlan;
  /** Open cases of an account; AWS does not publish its number. */
  openCaseLimit?: number;
}

/** What AWS's own people do. */
export interface SupportDesk {
  /** Not resolved, oldest first, over all accounts. */
  openCases(): readonly Case[];
  reply: Cases['awsSays'];
  resolve: Cases['resolve'];
}

/** An operation that has checked its input and only has to be done. */
type Checked<Input, Output> = (input: Input, caller: Caller) => () => Output;

export function createSupport(options: SupportOptions) {
  const {
    buses,
    now,
    plan: usualPlan = 'business-support-plus',
    openCaseLimit = Number.POSITIVE_INFINITY,
  } = options;
  const plans = new Map<string, SupportPlan>();
  const planOf = (account: string) => plans.get(account) ?? usualPlan;
  const cases = createCases(buses, now);
  let lagSeconds = 0;
  const attachments = createAttachments(now);

  function severityCodes(account: string): string[] {
    const codes = severityLevels.map(({ code }) => code ?? '');
    return planOf(account) === 'business' ? codes.filter((code) => code !== 'critical') : codes;
  }

  /** The plan comes before everything, the dry run after every check. */
  function gated<Input extends { dryRun?: boolean | undefined }, Output>(check: Checked<Input, Output>) {
    return (input: Input, caller: Caller): Output => {
      if (planOf(caller.account) === 'none') {
        throw new AwsError(
          'SubscriptionRequiredException',
          'Amazon Web Services Premium Support Subscription is required to use this service.',
        );
      }
      const act = check(input, caller);
      if (input.dryRun) {
        throw new AwsError(
          'DryRunOperationException',
          'Request would have succeeded, but DryRun flag is set.',
        );
      }
      return act();
    };
  }

  const of = createCaseOperations({
    cases,
    attachments,
    severityCodes,
    openCaseLimit,
    isListed: ({ createdAt }) => createdAt + lagSeconds * 1000 <= now(),
  });
  const about = createOptionsOperations(severityCodes);
  const desk: SupportDesk = {
    openCases: () => cases.all().filter(({ status }) => status !== 'resolved'),
    reply: cases.awsSays,
    resolve: cases.resolve,
  };

  return {
    sdk,
    client: 'SupportClient',
    operations: {
      CreateCase: gated(of.CreateCase),
      DescribeCases: gated(of.DescribeCases),
      DescribeCommunications: gated(of.DescribeCommunications),
      AddCommunicationToCase: gated(of.AddCommunicationToCase),
      ResolveCase: gated(of.ResolveCase),
      DescribeServices: gated(about.DescribeServices),
      DescribeSeverityLevels: gated(about.DescribeSeverityLevels),
      DescribeSupportedLanguages: gated(about.DescribeSupportedLanguages),
      DescribeCreateCaseOptions: gated(about.DescribeCreateCaseOptions),

      AddAttachmentsToSet: gated(
        (input: sdk.AddAttachmentsToSetRequest, { account }): (() => sdk.AddAttachmentsToSetResponse) => {
          const add = attachments.add(input.attachmentSetId, account, input.attachments ?? []);
          return () => {
            const { id, expiresAt } = add();
            return { attachmentSetId: id, expiryTime: new Date(expiresAt).toISOString() };
          };
        },
      ),
      DescribeAttachment: gated(
        (input: sdk.DescribeAttachmentRequest, { account }): (() => sdk.DescribeAttachmentResponse) => {
          const attachment = attachments.file(input.attachmentId, account);
          return () => ({ attachment });
        },
      ),
    },

    desk,
    /** In the Support Center, under "Account and billing": every account may, whatever its plan. */
    openByHand: ({ account, subject, body }: Pick<Case, 'account' | 'subject'> & { body: string }): Case =>
      cases.open({
        account,
        subject,
        body,
        serviceCode: 'general-info',
        categoryCode: 'using-aws',
        severityCode: 'low',
        language: 'en',
        ccEmailAddresses: [],
        submittedBy: `operator <${account}@example.com>`,
        attachments: [],
      }),

    /** How late DescribeCases shows a new case. That it can be late is an assumption: AWS promises nothing. */
    setListingLag: (seconds: number): void => {
      lagSeconds = seconds;
    },

    setPlan: (account: string, plan: SupportPlan): void => void plans.set(account, plan),
  } satisfies Service & Record<string, unknown>;
}

export type Support = ReturnType<typeof createSupport>;
