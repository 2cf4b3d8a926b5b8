/** The plugin, as osls would use it. */
import { describe, expect, test } from 'vitest';
import Deployment, { type Serverless } from '../../infra/deployment.ts';
import { STAGES } from '../../infra/parameters.ts';

class OslsError extends Error {}

type Options = {
  stage?: string;
  commands?: string[];
  param?: string[];
  isHelpRequest?: boolean;
  params?: Serverless['configurationInput']['params'];
  region?: string;
  didCreateService?: boolean;
  outcome?: Serverless['service']['provider'];
  environment?: Record<string, string>;
};

/** What the plugin touches of osls. */
function osls(options: Options) {
  const {
    commands = ['deploy'],
    param,
    stage,
    isHelpRequest = false,
    params,
    region = 'us-east-1',
  } = options;
  const written: string[] = [];
  const serverless: Serverless = {
    processedInput: {
      commands,
      options: { ...(param && { param }), ...(stage && { stage }) },
      isHelpRequest,
    },
    configurationInput: params ? { params } : {},
    service: { service: 'cname-rescue', provider: options.outcome ?? {} },
    classes: { Error: OslsError },
    getProvider: () => ({
      getStage: () => 'prod',
      getRegion: () => region,
      getAccountId: async () => '111122223333',
      getAwsSdkV3Config: () => {
        throw new Error('nothing is called here');
      },
      ...(options.didCreateService && { didCreateService: true }),
    }),
    extendConfiguration: ([key = '', stage = ''], value) => {
      expect(key).toBe('params');
      serverless.configurationInput.params = {
        ...serverless.configurationInput.params,
        [stage]: value as Record<string, unknown>,
      };
    },
  };
  const plugin = new Deployment(
    serverless,
    {},
    { writeText: (text) => written.push(text) },
    options.environment ?? {},
  );
  return { serverless, plugin, written };
}

test('the parameters are those that are declared, and serverless.yml goes before them', () => {
  const own = { default: { supportLanguage: 'ja' }, prod: { dryRun: true } };
  const { serverless } = osls({ params: own });
  expect(serverless.configurationInput.params).toEqual({
    default: { ...STAGES.default, supportLanguage: 'ja' },
    sandbox: STAGES.sandbox,
    prod: { dryRun: true },
  });
});

test('a mistake ends the command before osls resolves anything, as an error of osls: without a stack', async () => {
  const { plugin } = osls({ param: ['dryRun=yes'] });
  const refused = await plugin.asyncInit().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(OslsError);
  expect(refused).toMatchObject({
    message: expect.stringContaining('dryRun=yes: it has to be true or false.'),
  });
});

test('a mistake in serverless.yml does, too', async () => {
  const { plugin } = osls({
    params: { default: { dryRun: 'maybe' }, prod: { emial: 'platform@example.com' } },
  });
  await expect(plugin.asyncInit()).rejects.toThrow(/dryRun=maybe: .*\n.*emial=platform@example\.com: /);
});

test('what serverless.yml leaves blank is not given', async () => {
  const { serverless, plugin } = osls({
    params: { default: { email: null }, prod: { supportSeverity: null } },
  });
  expect(serverless.configurationInput.params?.default).toEqual(STAGES.default);
  await expect(plugin.asyncInit()).resolves.toBeUndefined();
});

test('what is behind a variable is looked at when it is resolved', async () => {
  const { serverless, plugin } = osls({ params: { prod: { email: ['$', '{env:MAIL}'].join('') } } });
  await expect(plugin.asyncInit()).resolves.toBeUndefined();
  serverless.configurationInput.params = {
    ...serverless.configurationInput.params,
    prod: { email: 'platform' },
  };
  expect(plugin.hooks.initialize).toThrow('email=platform: it has to be a mail address.');
});

test('what is right goes on', async () => {
  const { plugin } = osls({ param: ['email=platform@example.com'] });
  await expect(plugin.asyncInit()).resolves.toBeUndefined();
  expect(plugin.hooks.initialize).not.toThrow();
});

test('another Region is refused', async () => {
  await expect(osls({ region: 'eu-west-1' }).plugin.asyncInit()).rejects.toThrow('it has to be us-east-1');
});

describe('what npm took for itself, for want of a -- before it', () => {
  test.each([[['deploy']], [['deploy', 'function']], [['package']], [['remove']]])('%s', async (commands) => {
    const environment = {
      npm_config_stage: 'test',
      npm_config_param: 'dryRun=true',
      npm_config_aws_profile: 'other',
    };
    const { plugin } = osls({ commands, environment });
    const refused = await plugin.asyncInit().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(OslsError);
    expect(refused).toMatchObject({
      message:
        'Nothing is done: npm kept --stage=test and --param=dryRun=true and --aws-profile=other for itself. Write a -- before the first of them.',
    });
  });

  test('other settings of npm are its own', async () => {
    const { plugin } = osls({ environment: { npm_config_loglevel: 'silent' } });
    await expect(plugin.asyncInit()).resolves.toBeUndefined();
  });

  test('what changes nothing goes on', async () => {
    const { plugin } = osls({ commands: ['info'], environment: { npm_config_stage: 'test' } });
    await expect(plugin.asyncInit()).resolves.toBeUndefined();
  });
});

describe('a removal', () => {
  test('of no stage in particular is refused: it would be prod', async () => {
    await expect(osls({ commands: ['remove'] }).plugin.asyncInit()).rejects.toThrow(
      'Nothing is removed: say which stage, as in npm run remove -- --stage prod.',
    );
  });

  test('of a stage goes on', async () => {
    await expect(osls({ commands: ['remove'], stage: 'prod' }).plugin.asyncInit()).resolves.toBeUndefined();
  });
});

test('who asks for help gets it', async () => {
  const { plugin } = osls({ param: ['dryRun=yes'], isHelpRequest: true });
  await expect(plugin.asyncInit()).resolves.toBeUndefined();
});

describe('after a deployment', () => {
  test('of a new stack: where to look, what to do, and how to try it out', async () => {
    const { plugin, written } = osls({ didCreateService: true, param: ['email=platform@example.com'] });
    await plugin.hooks.finalize();
    const [text = '', ...more] = written;
    expect(more).toEqual([]);
    expect(text).toContain(
      '#/statemachines/view/arn:aws:states:us-east-1:111122223333:stateMachine:cname-rescue-prod\n',
    );
    expect(text).toContain('#dashboards/dashboard/cname-rescue-prod\n');
    expect(text).toContain('AWS has sent a mail to platform@example.com.');
    expect(text).toContain(
      'npx serverless invoke --stage prod --function receive-failure --path infra/try-out.json',
    );
  });

  test.each([
    [
      ['slackWebhookParameter=/cname-rescue/slack-webhook'],
      "Subscribe somebody to the topic, the stack's output TopicArn:",
    ],
    [
      ['slackBotTokenParameter=/cname-rescue/slack-bot-token', 'slackChannel=C0123456789'],
      "Subscribe somebody to the topic, the stack's output TopicArn:",
    ],
    [[], "Nobody is told anything yet. Subscribe to the topic, which is the stack's output TopicArn,"],
  ])('%s: who does not hear of it', async (param, sentence) => {
    const { plugin, written } = osls({ didCreateService: true, param });
    await plugin.hooks.finalize();
    expect(written[0]).not.toContain('Confirm the subscription');
    expect(written[0]).toContain(`  ${sentence}`);
  });

  test('of a stack that was there: where to look', async () => {
    const { plugin, written } = osls({ param: ['email=platform@example.com'] });
    await plugin.hooks.finalize();
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^\nRemediations {2}https:\S+\nDashboard {5}https:\S+\n$/);
  });

  test.each([{ shouldNotDeploy: true }, { deploymentWithEmptyChangeSet: true }])(
    'in which nothing changed (%o): nothing',
    async (outcome) => {
      const { plugin, written } = osls({ outcome });
      await plugin.hooks.finalize();
      expect(written).toEqual([]);
    },
  );

  test.each([['package'], ['info'], ['deploy', 'function']])('%s is none', async (...commands) => {
    const { plugin, written } = osls({ commands });
    await plugin.hooks.finalize();
    expect(written).toEqual([]);
  });
});

test('after a removal: what stays', async () => {
  const { plugin, written } = osls({ commands: ['remove'] });
  await plugin.hooks.finalize();
  expect(written.join()).toContain('Support cases that are open stay open');
});
