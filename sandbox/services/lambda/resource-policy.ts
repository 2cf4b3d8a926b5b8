/** The resource policy of a function: who may invoke it. Nothing enforces it once the stack is deployed. */
import type * as sdk from '@aws-sdk/client-lambda';
import { AwsError } from '../../wire/service.ts';

/** As AddPermission takes it. */
export type Permission = Pick<
  sdk.AddPermissionRequest,
  'StatementId' | 'Action' | 'Principal' | 'SourceArn' | 'SourceAccount'
>;

export class ResourcePolicy {
  readonly #resource: string;
  #permissions: Permission[];

  constructor(resource: string, permissions: readonly Permission[]) {
    this.#resource = resource;
    this.#permissions = [...permissions];
  }

  /** @returns the statement, as JSON. @throws AwsError ResourceConflictException */
  add(permission: Permission): string {
    const { StatementId: id } = permission;
    if (this.#permissions.some(({ StatementId }) => StatementId === id)) {
      throw new AwsError(
        'ResourceConflictException',
        `The statement id (${id}) provided already exists.`,
        409,
      );
    }
    this.#permissions.push(permission);
    return JSON.stringify(this.#statement(permission));
  }

  /** @throws AwsError ResourceNotFoundException */
  remove(id: string | undefined): void {
    const kept = this.#permissions.filter(({ StatementId }) => StatementId !== id);
    if (kept.length === this.#permissions.length) {
      throw new AwsError(
        'ResourceNotFoundException',
        `Statement ${id} is not found in resource policy.`,
        404,
      );
    }
    this.#permissions = kept;
  }

  /** @returns JSON. @throws AwsError ResourceNotFoundException where nobody else may anything */
  document(): string {
    if (this.#permissions.length === 0) {
      throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
    }
    const Statement = this.#permissions.map((each) => this.#statement(each));
    return JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement });
  }

  /** As https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html shows it. */
  #statement({ StatementId, Action, Principal, SourceArn, SourceAccount }: Permission): object {
    const Condition = {
      ...(SourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
      ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
    };
    return {
      Sid: StatementId,
      Effect: 'Allow',
      Principal: { Service: Principal },
      Action,
      Resource: this.#resource,
      ...(Object.keys(Condition).length > 0 && { Condition }),
    };
  }
}
