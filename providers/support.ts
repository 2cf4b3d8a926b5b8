/**
 * AWS Support, as the rules need it. Its API lives in us-east-1 for nearly every Region. In parts, of which a function takes those
 * that it needs: its bundle carries no calls but theirs.
 */
import {
  AddAttachmentsToSetCommand,
  AddCommunicationToCaseCommand,
  type Communication as AwsCommunication,
  type CaseDetails,
  CreateCaseCommand,
  DescribeCasesCommand,
  DescribeCreateCaseOptionsCommand,
  DescribeServicesCommand,
  DescribeSeverityLevelsCommand,
  paginateDescribeCases,
  paginateDescribeCommunications,
  SupportClient,
} from '@aws-sdk/client-support';
import { NoSupportPlan } from '../remediation/no-support-plan.ts';
import type { CaseState, Communication, CreateOutcome, Support } from '../remediation/ports.ts';
import { awsClient, awsError } from './aws/client.ts';
import type { Permit } from './aws/permit.ts';

/** https://docs.aws.amazon.com/general/latest/gr/awssupport.html */
const SUPPORT_REGION = 'us-east-1';

/** Moving an alias is no matter of the account or its bill. */
const ISSUE_TYPE = 'technical';

type RefusedCase = Extract<CreateOutcome, { created: false }>['refused'];

/** CreateCase, in the API model; the last is AddAttachmentsToSet's, and would say the same. */
const OF_ATTACHMENTS = ['AttachmentSetIdNotFound', 'AttachmentSetExpired', 'AttachmentLimitExceeded'];

function reasonOf(refusal: { code: string; message: string }): RefusedCase | undefined {
  if (OF_ATTACHMENTS.includes(refusal.code)) return 'attachments';
  if (refusal.code === 'CaseCreationLimitExceeded') return 'limit';
  return isAboutCodes(refusal) ? 'codes' : undefined;
}

/** "Invalid category code" and the like, as callers have seen it; the API model lists neither of the two errors. */
function isAboutCodes({ code, message }: { code: string; message: string }): boolean {
  const invalid = code === 'InvalidParameterValueException' || code === 'ValidationException';
  return invalid && /category|service|language/i.test(message);
}

interface SupportClients {
  client: SupportClient;
  /**
   * CreateCase and AddCommunicationToCase have no idempotency token: after a lost answer the SDK's own retry would do it a second
   * time. The state retries, and looks first.
   */
  once: SupportClient;
}

export function supportClients(permit: Permit): SupportClients {
  return {
    client: awsClient(new SupportClient({ region: SUPPORT_REGION }), permit),
    once: awsClient(new SupportClient({ region: SUPPORT_REGION, maxAttempts: 1 }), permit),
  };
}

type Part<Method extends keyof Support> = (clients: SupportClients) => Pick<Support, Method>;

export const caseOptions: Part<'services' | 'severities' | 'speaks'> = ({ client }) => ({
  async services() {
    const { services } = await gated(() => client.send(new DescribeServicesCommand({ language: 'en' })));
    return (services ?? []).map(({ code = '', name = '', categories = [] }) => ({
      code,
      name,
      categories: categories.map((category) => ({ code: category.code ?? '', name: category.name ?? '' })),
    }));
  },

  async severities() {
    const { severityLevels } = await gated(() =>
      client.send(new DescribeSeverityLevelsCommand({ language: 'en' })),
    );
    return (severityLevels ?? []).map(({ code = '' }) => code);
  },

  async speaks(language, { serviceCode, categoryCode }) {
    try {
      const { languageAvailability } = await gated(() =>
        client.send(
          new DescribeCreateCaseOptionsCommand({
            issueType: ISSUE_TYPE,
            serviceCode,
            categoryCode,
            language,
          }),
        ),
      );
      return languageAvailability === 'available' || languageAvailability === 'best_effort';
    } catch (error) {
      const refusal = awsError(error);
      if (refusal && isAboutCodes(refusal)) return false;
      throw error;
    }
  },
});

export const cases: Part<'findOpen' | 'describe'> = ({ client }) => {
  const describe = async (caseId: string): Promise<CaseState | undefined> => {
    try {
      const { cases } = await gated(() =>
        client.send(new DescribeCasesCommand({ caseIdList: [caseId], includeResolvedCases: true })),
      );
      const [found] = cases ?? [];
      return found && caseState(found);
    } catch (error) {
      if (awsError(error)?.code === 'CaseIdNotFound') return undefined;
      throw error;
    }
  };

  return {
    describe,

    async findOpen(marker) {
      return gated(async () => {
        for await (const { cases } of paginateDescribeCases({ client }, { includeCommunications: false })) {
          const found = cases?.find(({ subject }) => subject?.includes(marker));
          if (found?.caseId) return describe(found.caseId);
        }
        return undefined;
      });
    },
  };
};

export const filings: Part<'attach' | 'create'> = ({ client, once }) => ({
  async attach(fileName, text) {
    const data = new TextEncoder().encode(text);
    try {
      const { attachmentSetId } = await gated(() =>
        client.send(new AddAttachmentsToSetCommand({ attachments: [{ fileName, data }] })),
      );
      if (!attachmentSetId) return { attached: false, message: 'AddAttachmentsToSet answered without a set' };
      return { attached: true, setId: attachmentSetId };
    } catch (error) {
      if (error instanceof NoSupportPlan || !(error instanceof Error)) throw error;
      return { attached: false, message: `${error.name}: ${error.message}` };
    }
  },

  async create(draft) {
    const { subject, body, serviceCode, categoryCode, severityCode, language } = draft;
    const { ccEmailAddresses, attachmentSetId } = draft;
    const command = new CreateCaseCommand({
      subject,
      communicationBody: body,
      serviceCode,
      categoryCode,
      severityCode,
      language,
      issueType: ISSUE_TYPE,
      ...(ccEmailAddresses.length > 0 && { ccEmailAddresses }),
      ...(attachmentSetId && { attachmentSetId }),
    });
    try {
      const { caseId } = await gated(() => once.send(command));
      if (!caseId) throw new Error('CreateCase answered without a case id');
      return { created: true, caseId };
    } catch (error) {
      const refusal = awsError(error);
      const refused = refusal && reasonOf(refusal);
      if (!refused) throw error;
      return { created: false, refused, message: refusal.message };
    }
  },
});

export const conversations: Part<'communications' | 'say'> = ({ client, once }) => ({
  async communications(caseId) {
    return gated(async () => {
      const all: AwsCommunication[] = [];
      for await (const { communications } of paginateDescribeCommunications({ client }, { caseId })) {
        all.push(...(communications ?? []));
      }
      return newestFirst(all);
    });
  },

  async say(caseId, body) {
    await gated(() => once.send(new AddCommunicationToCaseCommand({ caseId, communicationBody: body })));
  },
});

async function gated<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    // Not modelled on any operation of the API, yet what it answers without an eligible plan.
    if (awsError(error)?.code === 'SubscriptionRequiredException') throw new NoSupportPlan();
    throw error;
  }
}

function caseState(details: CaseDetails): CaseState {
  const { caseId = '', displayId, subject = '', status = '', language } = details;
  return {
    caseId,
    displayId,
    subject,
    status,
    language: language === 'ja' ? 'ja' : 'en',
    communications: newestFirst(details.recentCommunications?.communications ?? []),
  };
}

function newestFirst(communications: readonly AwsCommunication[]): Communication[] {
  return communications
    .map(({ body = '', timeCreated = '', submittedBy }) => ({
      body,
      // Oldest of all, when AWS gives no time that can be read: it is only sorted and shown by it.
      at: Date.parse(timeCreated) || 0,
      byAws: submittedBy === 'Amazon Web Services',
    }))
    .toSorted((a, b) => b.at - a.at);
}
