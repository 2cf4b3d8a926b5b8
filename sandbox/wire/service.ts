/**
 * What a service of the sandbox is to the wire: the SDK module whose schemas describe its operations,
 * and what each operation does. Encoding, decoding and routing belong to the wire alone.
 */

/** Who makes a call, as found from the request's signature. */
export interface Caller {
  /** Twelve digits. The access key id when it is twelve digits, 111122223333 otherwise. */
  account: string;
  region: string;
  /** ARN of the principal: a user for keys from outside, the function's role for keys the Lambda part issued. */
  arn: string;
  accessKeyId: string;
  requestId: string;
  userAgent: string;
}

/** Input and output have the shapes of the SDK's `…CommandInput` and `…CommandOutput` (without `$metadata`). */
export type Operation<Input, Output> = (input: Input, caller: Caller) => Output | Promise<Output>;

export interface Service {
  /** The module namespace of the SDK client: `import * as sdk from '@aws-sdk/client-acm'`. */
  sdk: object;
  /** Name of the client class in that module: `ACMClient`. It tells protocol and signing name. */
  client: string;
  /** By operation name: `DescribeCertificate`. `never` lets each operation declare its own SDK input type. */
  operations: Record<string, Operation<never, object>>;
}

/** An error as AWS would answer it: code, message and HTTP status, encoded by the service's own protocol. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}
