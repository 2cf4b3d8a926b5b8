/**
 * What `serverless` does here besides its own: it has the stage parameters from infra/parameters.ts, refuses what cannot be right
 * before anything is packaged or removed, and says what comes next. A plugin of osls, whose types know no plugins.
 */
import { SFNClient, type SFNClientConfig } from '@aws-sdk/client-sfn';
import { afterDeployment } from './deployment/after-deployment.ts';
import { afterRemoval } from './deployment/after-removal.ts';
import { refusal, swallowed, unnamed } from './deployment/refusal.ts';
import { runningRemediations, stopFirst } from './deployment/running-remediations.ts';
import { given } from './parameters/check.ts';
import { STAGES } from './parameters.ts';

type Values = Record<string, unknown>;

interface Provider {
  getStage(): string;
  getRegion(): string;
  getAccountId(): Promise<string>;
  getAwsSdkV3Config(): Promise<SFNClientConfig>;
  /** Whether this deployment created the stack. */
  didCreateService?: boolean;
}

export interface Serverless {
  processedInput: {
    commands: string[];
    options: { param?: string[]; stage?: string };
    isHelpRequest: boolean;
  };
  configurationInput: { params?: Record<string, Values | undefined> };
  service: {
    service: string;
    provider: { shouldNotDeploy?: boolean; deploymentWithEmptyChangeSet?: boolean };
  };
  /** Its errors are printed without a stack. */
  classes: { Error: new (message: string, code: string) => Error };
  getProvider(name: 'aws'): Provider;
  extendConfiguration(path: string[], value: unknown): void;
}

export default class Deployment {
  private readonly serverless: Serverless;
  private readonly writeText: (text: string) => void;
  private readonly environment: NodeJS.ProcessEnv;

  readonly hooks = {
    initialize: () => this.refuseMistakes(),
    'before:remove:remove': () => this.refuseToCutOff(),
    finalize: () => this.sayWhatComesNext(),
  };

  constructor(
    serverless: Serverless,
    _options: unknown,
    { writeText }: { writeText(text: string): void },
    environment = process.env,
  ) {
    this.serverless = serverless;
    this.writeText = writeText;
    this.environment = environment;
    for (const [stage, values] of Object.entries(STAGES)) {
      serverless.extendConfiguration(['params', stage], { ...values, ...this.configured(stage) });
    }
  }

  /** Before osls resolves any variable, and stumbles over it. What stands behind a variable is looked at by `initialize`. */
  async asyncInit(): Promise<void> {
    this.refuseMistakes();
  }

  private refuseMistakes(): void {
    const { processedInput, classes } = this.serverless;
    if (processedInput.isHelpRequest) return;
    const text =
      swallowed(this.command, this.environment) ??
      unnamed(this.command, processedInput.options.stage) ??
      refusal({
        command: this.command,
        region: this.provider.getRegion(),
        stage: this.provider.getStage(),
        ...this.values,
      });
    if (text) throw new classes.Error(text, 'CONFIGURATION_REFUSED');
  }

  private async refuseToCutOff(): Promise<void> {
    const sfn = new SFNClient(await this.provider.getAwsSdkV3Config());
    const text = stopFirst(await runningRemediations(sfn, await this.stateMachineArn()));
    if (text) throw new this.serverless.classes.Error(text, 'REMEDIATIONS_RUNNING');
  }

  private async sayWhatComesNext(): Promise<void> {
    if (this.command === 'remove') this.writeText(afterRemoval());
    if (this.command !== 'deploy') return;
    const { shouldNotDeploy, deploymentWithEmptyChangeSet } = this.serverless.service.provider;
    if (shouldNotDeploy || deploymentWithEmptyChangeSet) return;
    const { email, slackWebhookParameter, slackBotTokenParameter } = given(this.values);
    this.writeText(
      afterDeployment({
        stage: this.provider.getStage(),
        stateMachineArn: await this.stateMachineArn(),
        created: this.provider.didCreateService === true,
        email: `${email}`,
        slack: `${slackWebhookParameter}${slackBotTokenParameter}` !== '',
      }),
    );
  }

  private get command(): string {
    return this.serverless.processedInput.commands.join(' ');
  }

  private get values() {
    return {
      params: this.serverless.processedInput.options.param ?? [],
      configured: { ...this.configured('default'), ...this.configured(this.provider.getStage()) },
    };
  }

  /** What serverless.yml leaves blank is null, and osls passes it over. */
  private configured(stage: string): Values {
    const values = this.serverless.configurationInput.params?.[stage] ?? {};
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  }

  private get provider(): Provider {
    return this.serverless.getProvider('aws');
  }

  /** As infra/state-machine.yml names it. */
  private async stateMachineArn(): Promise<string> {
    const account = await this.provider.getAccountId();
    const name = `${this.serverless.service.service}-${this.provider.getStage()}`;
    return `arn:aws:states:${this.provider.getRegion()}:${account}:stateMachine:${name}`;
  }
}
