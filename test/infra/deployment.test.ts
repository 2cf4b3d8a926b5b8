/** The plugin, as osls would use it. */
import { expect, test } from 'vitest';
import Deployment, { type Serverless } from '../../infra/deployment.ts';
import { STAGES } from '../../infra/parameters.ts';

class OslsError extends Error {}

type Options = {
  commands?: string[];
  param?: string[];
  isHelpRequest?: boolean;
  params?: Serverless['configurationInput']['params'];
  region?: string;
};

/** What the plugin touches of osls. */
function osls({
  commands = ['deploy'],
  param,
  isHelpRequest = false,
  params,
  region = 'us-east-1',
}: Options) {
  const serverless: Serverless = {
    processedInput: { commands, options: param ? { param } : {}, isHelpRequest },
    configurationInput: params ? { params } : {},
    classes: { Error: OslsError },
    getProvider: () => ({ getStage: () => 'prod', getRegion: () => region }),
    extendConfiguration: ([key = '', stage = ''], value) => {
      expect(key).toBe('params');
      serverless.configurationInput.params = {
        ...serverless.configurationInput.params,
        [stage]: value as Record<string, unknown>,
      };
    },
  };
  return { serverless, plugin: new Deployment(serverless) };
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

test('who asks for help gets it', async () => {
  const { plugin } = osls({ param: ['dryRun=yes'], isHelpRequest: true });
  await expect(plugin.asyncInit()).resolves.toBeUndefined();
});
