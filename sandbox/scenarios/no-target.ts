import { announced, casesOpened, endedEarlier, movesMade, toldTimes, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';
import { ownerConsents } from './acts.ts';
import { runCommand } from './run-command.ts';
import { ALIAS, ZONE, type Zones } from './world.ts';

const NO_TARGET = 'create the distribution first';

export const noTarget: Scenario = {
  name: 'no-target',
  situation: 'The failed call was to create the distribution.',
  whatHappens:
    'People are told to create it with the certificate, but without the alias. When they add the alias, or run the command of the message, the remediation starts.',
  ends: ['moved by API'],

  async play(theatre) {
    const { stage, say, messages, untilStarted } = theatre;
    const zone = { account: OURS, id: await stage.hostedZone(OURS, ZONE) };
    const zones: Zones = new Map([[ZONE, zone]]);
    const certificateArn = await stage.certificate(OURS, zone, [ALIAS]);
    const holder = {
      account: OURS,
      ...(await stage.distribution(OURS, { aliases: [ALIAS], certificateArn, comment: 'holder' })),
    };
    await stage.record(zone, { name: ALIAS, type: 'CNAME', values: [holder.domainName] });
    const message = await stage.failingCreate(OURS, { aliases: [ALIAS], certificateArn });
    say(`A deployment creates a distribution with ${ALIAS}, which ${holder.id} has: ${message}`);
    await until(
      'a Slack message says to create it first',
      async () => toldTimes({ messages: messages() }, NO_TARGET) > 0,
    );
    const { id } = await stage.distribution(OURS, { certificateArn, comment: 'target' });
    say(`Somebody reads it and creates ${id} without the alias, but with the certificate.`);
    say('The same person puts its id into the command of the message, and runs it.');
    await runCommand(theatre, { 'distribution id': id });
    const world = { alias: ALIAS, zones, certificateArn, holder, target: { account: OURS, id } };
    await untilStarted(2);
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...endedEarlier(ending, 'Announce no target'),
    ...unless(toldTimes(ending, NO_TARGET) === 1, 'people were not told just once that there is no target'),
    ...movesMade(ending, 1),
    ...casesOpened(ending, 0),
    ...announced(ending, 'when it fails, the remediation starts by itself', 'arrived on'),
  ],
};
