/**
 * What `serverless` does here besides its own: it has the stage parameters from infra/parameters.ts, and refuses what cannot be right
 * before anything is packaged. A plugin of osls, whose types know no plugins.
 */
import { refusal } from './deployment/refusal.ts';
import { STAGES } from './parameters.ts';

type Values = Record<string, unknown>;

interface Provider {
  getStage(): string;
  getRegion(): string;
}

export interface Serverless {
  processedInput: { commands: string[]; options: { param?: string[] }; isHelpRequest: boolean };
  configurationInput: { params?: Record<string, Values | undefined> };
  /** Its errors are printed without a stack. */
  classes: { Error: new (message: string, code: string) => Error };
  getProvider(name: 'aws'): Provider;
  extendConfiguration(path: string[], value: unknown): void;
}

export default class Deployment {
  private readonly serverless: Serverless;

  readonly hooks = {
    initialize: () => this.refuseMistakes(),
  };

  constructor(serverless: Serverless) {
    this.serverless = serverless;
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
    const stage = this.provider.getStage();
    const text = refusal({
      command: processedInput.commands.join(' '),
      region: this.provider.getRegion(),
      stage,
      params: processedInput.options.param ?? [],
      configured: { ...this.configured('default'), ...this.configured(stage) },
    });
    if (text) throw new classes.Error(text, 'CONFIGURATION_REFUSED');
  }

  /** What serverless.yml leaves blank is null, and osls passes it over. */
  private configured(stage: string): Values {
    const values = this.serverless.configurationInput.params?.[stage] ?? {};
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  }

  private get provider(): Provider {
    return this.serverless.getProvider('aws');
  }
}
