/** The functions of the account, by the names that callers use for them. */
import { AwsError } from '../../wire/service.ts';
import { type FunctionConfiguration, type FunctionSurroundings, LambdaFunction } from './lambda-function.ts';

/** A name, a partial ARN or an ARN, each with or without a qualifier (API Reference, Invoke, FunctionName). */
const functionName =
  /^(?:arn:aws:lambda:[\w-]+:)?(?:\d{12}:)?(?:function:)?([\w-]+)(?::(?:\$LATEST|[\w-]+))?$/;

export class FunctionTable {
  readonly #functions = new Map<string, LambdaFunction>();
  readonly #around: FunctionSurroundings;

  constructor(around: FunctionSurroundings) {
    this.#around = around;
  }

  /** A function of that name gives way, once it is done with what it is doing. */
  put(configuration: FunctionConfiguration): LambdaFunction {
    void this.#functions.get(configuration.name)?.retire();
    const created = new LambdaFunction(configuration, this.#around);
    this.#functions.set(configuration.name, created);
    return created;
  }

  /**
   * @param account of the caller, in which a name without an account is looked for
   * @throws AwsError ResourceNotFoundException
   */
  get(nameOrArn: string, account = this.#around.account): LambdaFunction {
    const [, name] = functionName.exec(nameOrArn) ?? [];
    const found = this.#functions.get(name ?? '');
    const isThere = account === this.#around.account || /\d{12}:/.test(nameOrArn);
    if (found !== undefined && isThere) return found;
    const { region } = this.#around;
    const arn = nameOrArn.startsWith('arn:')
      ? nameOrArn
      : `arn:aws:lambda:${region}:${account}:function:${nameOrArn}`;
    throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  }

  list(): LambdaFunction[] {
    return [...this.#functions.values()];
  }
}
