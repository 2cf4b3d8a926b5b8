/**
 * The operations on cases. Each checks everything first and returns what it would do, so that a dry run is the same
 * call without its end.
 */
import type * as sdk from '@aws-sdk/client-support';
import { AwsError, type Caller } from '../../wire/service.ts';
import { page } from '../paging.ts';
import type { Attachments } from './attachments.ts';
import type { Case, Cases, Communication } from './cases.ts';
import { issueTypes, languagesFor, services } from './catalogue.ts';
import { invalid, invalidParameter } from './refusals.ts';

/** CreateCase and AddCommunicationToCase: characters of a body, and addresses in copy. */
const longestBody = 8000;
const mostAddresses = 10;

/** DescribeCases shows so many communications of each case. */
const recentCommunications = 5;

export interface CaseParts {
  cases: Cases;
  attachments: Attachments;
  /** Codes that the plan of an account allows. */
  severityCodes: (account: string) => readonly string[];
  openCaseLimit: number;
  isListed: (of: Case) => boolean;
}

export function createCaseOperations({
  cases,
  attachments,
  severityCodes,
  openCaseLimit,
  isListed,
}: CaseParts) {
  function find(caseId: string | undefined, { account }: Caller): Case {
    const found = caseId === undefined ? undefined : cases.find(caseId);
    if (found?.account === account) return found;
    throw new AwsError('CaseIdNotFound', `No case found with the given case ID: ${caseId}`);
  }

  function findListed(caseId: string, caller: Caller): Case {
    const found = find(caseId, caller);
    if (isListed(found)) return found;
    throw new AwsError('CaseIdNotFound', `No case found with the given case ID: ${caseId}`);
  }

  return {
    CreateCase(input: sdk.CreateCaseRequest, caller: Caller): () => sdk.CreateCaseResponse {
      const { account } = caller;
      if (!input.subject) throw invalid('subject', 'Member must not be null');
      const body = acceptBody(input.communicationBody);
      const issueType = input.issueType ?? 'technical';
      if (!issueTypes.includes(issueType)) throw invalidParameter('Invalid issue type');
      // Assumption: a case without codes is a general question. The model only says that they are optional.
      const service = services.find(({ code }) => code === (input.serviceCode ?? 'general-info'));
      if (!service) throw invalidParameter('Invalid service code');
      const categoryCode = input.categoryCode ?? (input.serviceCode === undefined ? 'using-aws' : '');
      if (!service.categories?.some(({ code }) => code === categoryCode)) {
        throw invalidParameter('Invalid category code');
      }
      const severityCode = input.severityCode ?? 'low';
      if (!severityCodes(account).includes(severityCode)) throw invalidParameter('Invalid severity code');
      const language = input.language ?? 'en';
      if (!languagesFor(issueType).some(({ code }) => code === language))
        throw invalidParameter('Invalid language');
      const ccEmailAddresses = acceptAddresses(input.ccEmailAddresses);
      const files = attachments.details(input.attachmentSetId, account);
      const open = cases.all().filter((one) => one.account === account && one.status !== 'resolved');
      if (open.length >= openCaseLimit) {
        throw new AwsError(
          'CaseCreationLimitExceeded',
          'The case creation limit for the account has been exceeded.',
        );
      }
      const subject = input.subject;
      return () => ({
        caseId: cases.open({
          account,
          subject,
          serviceCode: service.code ?? '',
          categoryCode,
          severityCode,
          language,
          ccEmailAddresses,
          submittedBy: customer(caller),
          body,
          attachments: files,
        }).id,
      });
    },

    DescribeCases(input: sdk.DescribeCasesRequest, caller: Caller): () => sdk.DescribeCasesResponse {
      if ((input.caseIdList?.length ?? 0) > 100)
        throw invalid('caseIdList', 'Member must have length less than or equal to 100');
      // Assumption: what is not listed yet cannot be described by its id either.
      const listed = input.caseIdList?.map((id) => findListed(id, caller));
      const own = listed ?? cases.all().filter((one) => one.account === caller.account && isListed(one));
      const within = between(input.afterTime, input.beforeTime);
      const matching = own
        .filter(({ status }) => input.includeResolvedCases === true || status !== 'resolved')
        .filter(({ displayId }) => input.displayId === undefined || displayId === input.displayId)
        .filter(({ language }) => input.language === undefined || language === input.language)
        .filter(({ createdAt }) => within(createdAt))
        .toReversed();
      const cut = cutPage(matching, ({ id }) => id, input);
      return () => ({
        cases: cut.items.map((one) => toDetails(one, input.includeCommunications !== false)),
        ...(cut.next && { nextToken: cut.next }),
      });
    },

    DescribeCommunications(
      input: sdk.DescribeCommunicationsRequest,
      caller: Caller,
    ): () => sdk.DescribeCommunicationsResponse {
      const of = find(input.caseId, caller);
      const within = between(input.afterTime, input.beforeTime);
      const newestFirst = of.communications.filter(({ at }) => within(at)).toReversed();
      const cut = cutPage(newestFirst, ({ id }) => id, input);
      return () => ({
        communications: cut.items.map((one) => toCommunication(of, one)),
        ...(cut.next && { nextToken: cut.next }),
      });
    },

    AddCommunicationToCase(
      input: sdk.AddCommunicationToCaseRequest,
      caller: Caller,
    ): () => sdk.AddCommunicationToCaseResponse {
      const of = find(input.caseId, caller);
      const body = acceptBody(input.communicationBody);
      acceptAddresses(input.ccEmailAddresses);
      const files = attachments.details(input.attachmentSetId, caller.account);
      return () => {
        cases.customerSays(of, { body, submittedBy: customer(caller), attachments: files });
        return { result: true };
      };
    },

    ResolveCase(input: sdk.ResolveCaseRequest, caller: Caller): () => sdk.ResolveCaseResponse {
      const of = find(input.caseId, caller);
      return () => {
        const initialCaseStatus = of.status;
        cases.resolve(of);
        return { initialCaseStatus, finalCaseStatus: of.status };
      };
    },
  };
}

function acceptBody(body: string | undefined): string {
  if (!body) throw invalid('communicationBody', 'Member must have length greater than or equal to 1');
  if (body.length > longestBody) {
    throw invalid('communicationBody', `Member must have length less than or equal to ${longestBody}`);
  }
  return body;
}

function acceptAddresses(addresses: readonly string[] = []): readonly string[] {
  if (addresses.length > mostAddresses) {
    throw invalid('ccEmailAddresses', `Member must have length less than or equal to ${mostAddresses}`);
  }
  return addresses;
}

/** Instants of the request are ISO 8601. */
function between(after: string | undefined, before: string | undefined): (at: number) => boolean {
  const [from, to] = [after, before].map((text) => (text === undefined ? undefined : Date.parse(text)));
  if (Number.isNaN(from) || Number.isNaN(to)) throw invalidParameter('Invalid time');
  return (at) => at >= (from ?? 0) && at <= (to ?? Number.POSITIVE_INFINITY);
}

function cutPage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { nextToken, maxResults = 100 }: { nextToken?: string | undefined; maxResults?: number | undefined },
) {
  if (maxResults < 10 || maxResults > 100) throw invalid('maxResults', 'Member must be between 10 and 100');
  const cut = page(items, keyOf, { marker: nextToken, size: maxResults });
  if (!cut) throw invalidParameter('Invalid next token');
  return cut;
}

/** As Support shows a customer: role or user, and an address. */
function customer({ arn, account }: Caller): string {
  return `${arn.split('/').slice(1).join('/') || arn} <${account}@example.com>`;
}

function toDetails(of: Case, includeCommunications: boolean): sdk.CaseDetails {
  const recent = of.communications.slice(-recentCommunications).toReversed();
  const oldestShown = recent.at(-1);
  return {
    caseId: of.id,
    displayId: of.displayId,
    subject: of.subject,
    status: of.status,
    serviceCode: of.serviceCode,
    categoryCode: of.categoryCode,
    severityCode: of.severityCode,
    submittedBy: of.submittedBy,
    timeCreated: new Date(of.createdAt).toISOString(),
    ccEmailAddresses: [...of.ccEmailAddresses],
    language: of.language,
    ...(includeCommunications && {
      recentCommunications: {
        communications: recent.map((one) => toCommunication(of, one)),
        // The rest is to be had from DescribeCommunications, with this token.
        ...(of.communications.length > recent.length && oldestShown && { nextToken: oldestShown.id }),
      },
    }),
  };
}

function toCommunication(of: Case, { body, submittedBy, at, attachments }: Communication): sdk.Communication {
  return {
    caseId: of.id,
    body,
    submittedBy,
    timeCreated: new Date(at).toISOString(),
    attachmentSet: attachments,
  };
}
