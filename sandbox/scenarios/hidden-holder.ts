import { announced, casesOpened, entered, movesCalled, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { ownerChangesRecord } from './acts.ts';
import { ALIAS, ZONE } from './world.ts';

/** Made up, but for the end: that of the account in which API Gateway keeps distributions for us-east-1. */
const API_GATEWAY = '000000576650';

export const hiddenHolder: Scenario = {
  name: 'hidden-holder',
  situation:
    'The alias is a custom domain name of API Gateway, Cognito or Amplify, which keep distributions in accounts of their own.',
  whatHappens:
    'It is recognised, and said where to look. Once the custom domain name is deleted there, the alias is added; if nobody deletes it, AWS Support is asked.',
  ends: ['added'],

  async play({ stage, say, world, ...theatre }) {
    const zone = { account: OURS, id: await stage.hostedZone(OURS, ZONE) };
    const certificateArn = await stage.certificate(OURS, zone, [ALIAS]);
    const holder = world.seedDistribution({ account: API_GATEWAY, aliases: [ALIAS], certificateArn });
    await stage.record(zone, { name: ALIAS, type: 'CNAME', values: [holder.endpoint], ttl: 1 });
    const target = await stage.distribution(OURS, { comment: 'target', certificateArn });
    say(`${ALIAS} is an edge-optimized custom domain name of API Gateway; ${target.id} is to have it.`);
    const message = await stage.failingUpdate(OURS, target.id, { aliases: [ALIAS] });
    say(
      `A deployment adds ${ALIAS} to ${target.id}. UpdateDistribution answers CNAMEAlreadyExists: ${message}`,
    );
    await until('a Slack message says where to look', async () =>
      theatre.messages().some(({ body }) => JSON.stringify(body).includes('aws apigateway get-domain-name')),
    );
    await stage.update(API_GATEWAY, holder.id, { aliases: [], defaultCertificate: true });
    say('Its owner reads it and deletes the custom domain name in API Gateway.');
    const zones = new Map([[ZONE, zone]]);
    await ownerChangesRecord({ stage, say, world, ...theatre }, { zones });
    return { alias: ALIAS, target: { account: OURS, id: target.id } };
  },

  verify: (ending) => [
    ...casesOpened(ending, 0),
    ...unless(movesCalled(ending).length === 0, 'a move was called, though nobody had the alias'),
    ...entered(ending, 'Diagnose conflict without proof', 'Add alias'),
    ...announced(
      ending,
      'which API Gateway in us-east-1 keeps for a custom domain name of this account, with its certificate',
      'nobody holds it',
      'added to',
    ),
  ],
};
