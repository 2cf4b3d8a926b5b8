/**
 * Whether the functions may do what they are there for. Their own policies are the stack's; what takes permissions away
 * afterwards is a boundary, or a policy of the organization. So the calls without which nothing goes on are asked about.
 */
import type { DeployedFunction } from '../../providers/operator/deployed-functions.ts';
import { type Ask, type Refusal, readRole, refusalOf } from '../../providers/operator/roles.ts';
import { REGION, type Stack } from '../stack.ts';
import type { Check, Patient } from './check.ts';
import { revertDrift } from './drift.ts';
import { allOr, type Judgement, problem } from './finding.ts';
import { FUNCTIONS, SLACK } from './parts.ts';

export const roles: Check = {
  name: 'roles',
  async look(patient) {
    const looks = await Promise.all(FUNCTIONS.map((name) => lookAt(name, patient)));
    const found = looks.filter((look) => look !== undefined);
    return allOr(
      found.flatMap((look) => judgeRole(look, patient.stack)),
      `All ${found.length} roles are there, and may make the calls that matter.`,
    );
  },
};

export interface RoleLook {
  /** Name of the function. */
  fn: string;
  /** Of the role that the function has. */
  roleArn: string;
  exists: boolean;
  refused: { action: string; by: Refusal }[];
}

async function lookAt(name: string, { stack, fn }: Patient): Promise<RoleLook | undefined> {
  const deployed = await fn(name);
  if (!deployed) return undefined;
  const { roleArn } = deployed;
  const role = await readRole(roleArn.split('/').at(-1) ?? '');
  const asks = role ? neededBy(name, deployed, stack) : [];
  const refused = await Promise.all(
    asks.map(async (ask) => {
      const by = await refusalOf(roleArn, ask);
      return by ? [{ action: ask.action, by }] : [];
    }),
  );
  return { fn: name, roleArn, exists: role !== undefined, refused: refused.flat() };
}

export function judgeRole({ fn, roleArn, exists, refused }: RoleLook, stack: Stack): Judgement[] {
  const called = stack.functionName(fn);
  if (!roleArn.endsWith(`/${called}`))
    return [problem(`The function ${called} has another role than its own: ${roleArn}`, revertDrift(stack))];
  if (!exists)
    return [problem(`The role ${called} is gone: its function can do nothing.`, revertDrift(stack))];
  return refused.map(({ action, by }) => refusal(called, action, by, stack));
}

function refusal(role: string, action: string, by: Refusal, stack: Stack): Judgement {
  switch (by) {
    case 'organization':
      return problem(
        `By IAM's policy simulator, a policy of the organization forbids ${action} to the role ${role}.`,
        {
          fix: `Have the service control policies allow ${action} to arn:aws:iam::${stack.account}:role/${stack.name}-*`,
        },
      );
    case 'boundary':
      return problem(`Its permissions boundary forbids ${action} to the role ${role}.`, {
        fix: `Let the boundary allow ${action}, or take it away:`,
        command: `aws iam delete-role-permissions-boundary --role-name ${role}`,
      });
    case 'policies':
      return problem(`The policies of the role ${role} do not allow ${action}.`, revertDrift(stack));
  }
}

/** As AWS's documentation calls one. */
const SOME_DISTRIBUTION = 'EDFDVBD6EXAMPLE';
const SOME_CERTIFICATE = '12345678-1234-1234-1234-123456789012';

/** By what the stack's parameters let the function do (infra/roles.cjs). */
function neededBy(fn: string, { environment }: DeployedFunction, stack: Stack): Ask[] {
  const { account, stateMachineArn } = stack;
  const partition = stateMachineArn.split(':')[1];
  const distribution = `arn:${partition}:cloudfront::${account}:distribution/${SOME_DISTRIBUTION}`;
  const acts = environment.DRY_RUN !== 'true';
  const tag = /^([^=]+)=(.+)$/.exec(environment.ONLY_TAGGED ?? '');
  const change = (action: string): Ask => ({
    action,
    resource: distribution,
    ...(tag && { context: { [`aws:ResourceTag/${tag[1]}`]: tag[2] ?? '' } }),
  });
  switch (fn) {
    case 'receive-failure':
      return [{ action: 'states:StartExecution', resource: stateMachineArn }];
    case 'diagnose-conflict':
      return ['cloudfront:GetDistribution', 'cloudfront:ListDomainConflicts'].map((action) => ({
        action,
        resource: distribution,
      }));
    case 'check-certificate':
      return [
        {
          action: 'acm:DescribeCertificate',
          resource: `arn:${partition}:acm:${REGION}:${account}:certificate/${SOME_CERTIFICATE}`,
        },
      ];
    case 'move-alias':
      return acts && environment.SELF_SERVICE !== 'false'
        ? [change('cloudfront:UpdateDomainAssociation')]
        : [];
    case 'add-alias':
      return acts ? [change('cloudfront:UpdateDistribution')] : [];
    case 'open-support-case':
      return acts ? [{ action: 'support:CreateCase', resource: '*' }] : [];
    case 'announce-by-sns':
      return [{ action: 'sns:Publish', resource: environment.TOPIC_ARN ?? '' }];
    case SLACK: {
      const name = environment.SLACK_BOT_TOKEN_PARAMETER || environment.SLACK_WEBHOOK_PARAMETER || '';
      const resource = `arn:${partition}:ssm:${REGION}:${account}:parameter/${name.replace(/^\//, '')}`;
      return [{ action: 'ssm:GetParameter', resource }];
    }
    default:
      return [];
  }
}
