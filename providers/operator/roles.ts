/** What a role may do, all in all: its policies, its boundary, and what the organization allows. */
import {
  type ContextEntry,
  type EvaluationResult,
  GetRoleCommand,
  IAMClient,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { awsClient, awsError } from '../aws/client.ts';

/** Where the stack is; CloudFront and AWS Support are called there, too. */
const REGION = 'us-east-1';

/** @returns undefined where there is no such role */
export async function readRole(name: string): Promise<{ arn: string } | undefined> {
  try {
    const { Role } = await awsClient(new IAMClient({})).send(new GetRoleCommand({ RoleName: name }));
    return { arn: Role?.Arn ?? '' };
  } catch (error) {
    // The SDK's class has the shape's name, and the query protocol the other.
    if (/^NoSuchEntity(Exception)?$/.test(awsError(error)?.code ?? '')) return undefined;
    throw error;
  }
}

export interface Ask {
  action: string;
  resource: string;
  /** Condition keys of strings. */
  context?: Record<string, string>;
}

/** What forbids it, as far as IAM tells. */
export type Refusal = 'organization' | 'boundary' | 'policies';

/**
 * By IAM's policy simulator, which also tells whether service control policies of the organization allow it:
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_OrganizationsDecisionDetail.html. What it has no word for, as resource
 * control policies, is not seen.
 * @returns undefined where it is allowed
 */
export async function refusalOf(
  roleArn: string,
  { action, resource, context = {} }: Ask,
): Promise<Refusal | undefined> {
  // Policies that hold only for other Regions or principals would count as well, if these were not said.
  const known = { 'aws:RequestedRegion': REGION, 'aws:PrincipalArn': roleArn, ...context };
  const entries = Object.entries(known).map(
    ([ContextKeyName, value]): ContextEntry => ({
      ContextKeyName,
      ContextKeyType: 'string',
      ContextKeyValues: [value],
    }),
  );
  const { EvaluationResults = [] } = await awsClient(new IAMClient({})).send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: roleArn,
      ActionNames: [action],
      ResourceArns: [resource],
      ContextEntries: entries,
    }),
  );
  const refused = EvaluationResults.find(({ EvalDecision }) => EvalDecision !== 'allowed');
  return refused && whatRefuses(refused);
}

function whatRefuses(result: EvaluationResult): Refusal {
  if (result.OrganizationsDecisionDetail?.AllowedByOrganizations === false) return 'organization';
  if (result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false) return 'boundary';
  return 'policies';
}
