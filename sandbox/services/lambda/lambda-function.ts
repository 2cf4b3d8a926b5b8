/** A function: its configuration, and its instances. Warm ones are used again, and there are as many as events at a time. */
import { devNull } from 'node:os';
import type { Invocation } from '../../parts.ts';
import { Instance } from './instance.ts';
import { type Permission, ResourcePolicy } from './resource-policy.ts';

export interface FunctionConfiguration {
  name: string;
  /** Path of the bundle below `codeDir`, without its extension, and the export: `dist/move-alias.handler`. */
  handler: string;
  /** The task root. */
  codeDir: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  /** MB. */
  memorySize: number;
  roleArn: string;
  /** `Text` unless given. */
  logFormat?: string;
  deadLetterQueueArn?: string;
  /** Of an asynchronous invocation; 2 unless given. */
  maximumRetryAttempts?: number;
  /** Of services that may invoke it. */
  permissions?: Permission[];
}

export interface FunctionSurroundings {
  account: string;
  region: string;
  /** Where the sandbox listens. */
  endpoint: () => string;
  /** A new access key id that stands for the role. */
  issueKey: (roleArn: string) => string;
  onLine: (functionName: string, line: string) => void;
}

export class LambdaFunction {
  readonly configuration: FunctionConfiguration;
  readonly arn: string;
  readonly policy: ResourcePolicy;
  readonly createdAt = new Date();
  readonly #around: FunctionSurroundings;
  readonly #instances = new Set<Instance>();
  readonly #idle: Instance[] = [];
  #crash: 'before' | 'after' | undefined;
  #isRetired = false;

  constructor(configuration: FunctionConfiguration, around: FunctionSurroundings) {
    this.configuration = configuration;
    this.#around = around;
    this.arn = `arn:aws:lambda:${around.region}:${around.account}:function:${configuration.name}`;
    this.policy = new ResourcePolicy(this.arn, configuration.permissions ?? []);
  }

  /** The next event is the last of its instance. */
  crashNext(when: 'before' | 'after'): void {
    this.#crash = when;
  }

  /** @returns whether it was one of ours that has this key */
  killInstance(accessKeyId: string): boolean {
    const instance = [...this.#instances].find((each) => each.accessKeyId === accessKeyId);
    void instance?.end();
    return instance !== undefined;
  }

  /** The next event gets an instance that has seen none. */
  async recycle(): Promise<void> {
    const idle = this.#idle.splice(0);
    for (const instance of idle) this.#instances.delete(instance);
    await Promise.all(idle.map((instance) => instance.end()));
  }

  /** @param event JSON text */
  async invoke(event: string, requestId: string): Promise<Invocation> {
    const crash = this.#crash;
    this.#crash = undefined;
    const instance = this.#takeIdle() ?? this.#startInstance();
    const invocation = await instance.invoke({
      requestId,
      event,
      functionArn: this.arn,
      ...(crash && { crash }),
    });
    if (!invocation.ok) this.#log(`ERROR Invoke Error ${JSON.stringify(invocation.error)}`);
    if (this.#isRetired) await instance.end();
    if (instance.isAlive) this.#idle.push(instance);
    else this.#instances.delete(instance);
    return invocation;
  }

  /** Ends what is idle now, and the rest when it is done. */
  async retire(): Promise<void> {
    this.#isRetired = true;
    await Promise.all(this.#idle.splice(0).map((instance) => instance.end()));
  }

  /** Ends all instances; what they are doing fails. */
  async close(): Promise<void> {
    this.#isRetired = true;
    await Promise.all([...this.#instances].map((instance) => instance.end()));
  }

  #takeIdle(): Instance | undefined {
    let instance = this.#idle.pop();
    // An idle one may have died of what its handler had left running.
    while (instance?.isAlive === false) instance = this.#idle.pop();
    return instance;
  }

  #startInstance(): Instance {
    const instance = new Instance({
      env: this.#environment(),
      timeoutSeconds: this.configuration.timeoutSeconds,
      onLine: (line) => this.#log(line),
    });
    this.#instances.add(instance);
    return instance;
  }

  #log(line: string): void {
    this.#around.onLine(this.configuration.name, line);
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, "Defined runtime environment variables". */
  #environment(): Record<string, string> {
    const {
      name,
      handler,
      codeDir,
      environment,
      memorySize,
      roleArn,
      logFormat = 'Text',
    } = this.configuration;
    const { region, endpoint, issueKey } = this.#around;
    return {
      ...environment,
      _HANDLER: handler,
      LAMBDA_TASK_ROOT: codeDir,
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memorySize),
      AWS_LAMBDA_LOG_FORMAT: logFormat,
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'sandbox',
      AWS_ACCESS_KEY_ID: issueKey(roleArn),
      // Signatures are not verified, so any secret does.
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      AWS_SESSION_TOKEN: 'sandbox',
      AWS_ENDPOINT_URL: endpoint(),
      // In Lambda there are no such files; here, the profile of whoever runs the sandbox must not reach the functions.
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    };
  }
}
