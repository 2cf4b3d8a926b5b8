import { announced, casesOpened, entered, unless } from '../rehearsal/checks.ts';
import { statesEntered } from '../rehearsal/execution.ts';
import type { Ending, Scenario } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

export const dryRun: Scenario = {
  name: 'dry-run',
  situation:
    'A distribution in another account has the alias, and the target has no certificate, with `dryRun=true`.',
  whatHappens:
    'The record is asked for. When it is there, people are told which calls would be made, with the text of the case.',
  ends: 'nothing moves',
  overrides: { DRY_RUN: 'true', ATTACH_CERTIFICATE: 'true' },

  async play(theatre) {
    const world = await setUp(theatre, { holderAccount: THEIRS, targetHasCertificate: false });
    await deploymentFails(theatre, world, world.certificateArn);
    const consentAt = await ownerConsents(theatre, world);
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...entered(ending, 'Certificate accepted', 'Move alias', 'Draft support case', 'Announce dry run'),
    ...unless(
      !statesEntered(ending.execution).includes('Attach certificate'),
      'a certificate was to be attached',
    ),
    ...unless(ending.holderAliases.includes(ending.alias), `${ending.alias} is not on its holder any more`),
    ...casesOpened(ending, 0),
    ...announced(
      ending,
      'create this TXT record to see what would follow',
      'would be attached by the stack',
      'ownership is proven',
      'a move would be tried now',
      'with the severity normal',
      `cloudfront:UpdateDomainAssociation ${ending.alias}, target ${ending.target?.id}`,
      'Subject: CloudFront: move alternate domain name',
    ),
    ...everyMessageMarked(ending),
  ],
};

/** Whoever is reached by one message only is to know. */
export function everyMessageMarked({ messages }: Pick<Ending, 'messages'>): string[] {
  return messages.flatMap(({ channel, subject, body }) => {
    const text = channel === 'sns' ? `${subject}\n${body}` : JSON.stringify(body);
    const begins = channel === 'sns' ? text.startsWith('[dry run] ') : text.startsWith('{"text":"[dry run] ');
    return unless(
      begins && text.includes('This is a dry run: nothing is changed'),
      `a message by ${channel} does not say that it is a dry run: ${text.slice(0, 200)}`,
    );
  });
}
