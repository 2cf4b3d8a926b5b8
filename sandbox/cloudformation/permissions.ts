/**
 * The one permission the sandbox does enforce. A rule whose function does not let EventBridge invoke it deploys without
 * complaint in AWS and then never works, so here the deployment fails. IAM policies, and who else may invoke, are not looked at.
 */
import { like } from '../like.ts';
import { DeploymentError } from './template.ts';

export interface Permission {
  action: string;
  /** Name, ARN or partial ARN, with or without a qualifier. */
  functionName: string;
  principal: string;
  sourceArn?: string | undefined;
  sourceAccount?: string | undefined;
}

interface Use {
  logicalId: string;
  ruleArn: string;
  functionArn: string;
}

export class EventPermissions {
  readonly #granted: Permission[] = [];
  readonly #needed: Use[] = [];

  grant(permission: Permission): void {
    this.#granted.push(permission);
  }

  /** Notes that a rule has a function as its target. */
  need(use: Use): void {
    this.#needed.push(use);
  }

  /** @throws DeploymentError naming the first rule that could not invoke its function */
  check(): void {
    for (const use of this.#needed) {
      if (this.#granted.some((permission) => covers(permission, use))) continue;
      throw new DeploymentError(
        `${use.logicalId} (AWS::Events::Rule): no AWS::Lambda::Permission lets events.amazonaws.com invoke ` +
          `${use.functionArn} for ${use.ruleArn}; in AWS this rule would deploy and silently never work`,
      );
    }
  }
}

function covers(permission: Permission, { ruleArn, functionArn }: Use): boolean {
  const { action, functionName, principal, sourceArn = '*', sourceAccount } = permission;
  const account = ruleArn.split(':')[4];
  return (
    principal === 'events.amazonaws.com' &&
    (action === 'lambda:InvokeFunction' || action === 'lambda:*' || action === '*') &&
    sameFunction(functionName, functionArn) &&
    like(ruleArn, sourceArn) &&
    (sourceAccount === undefined || sourceAccount === account)
  );
}

function sameFunction(one: string, other: string): boolean {
  const [left, right] = [one, other].map((name) => {
    const [, bare, qualifier = '$LATEST'] =
      /^(?:arn:.*:function:|\d{12}:function:)?([\w-]+)(?::(.+))?$/.exec(name) ?? [];
    return bare === undefined ? undefined : `${bare}:${qualifier}`;
  });
  return left !== undefined && left === right;
}
