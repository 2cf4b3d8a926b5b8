import { announced, casesOpened, unless } from '../rehearsal/checks.ts';
import { isAccepted, type ProofLook, proofLooks, saying } from '../rehearsal/proof-looks.ts';
import type { Ending, Scenario } from '../rehearsal/scenario.ts';
import { THEIRS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents, publish, shown } from './acts.ts';
import { setUp } from './world.ts';

/** Some distribution's name, but not the target's. */
const TYPO = 'd111111abcdef8.cloudfront.net';
/** Seconds. Longer than a miss is cached in the sandbox: so it is the old value that has to be waited for. */
const TTL = 7;

export const wrongValue: Scenario = {
  name: 'wrong-value',
  situation: 'The record names another distribution at first.',
  whatHappens:
    'People are told. Once it is corrected, no case is opened before caches have forgotten the old value.',
  ends: ['moved by AWS Support'],

  async play(theatre) {
    const { say, untilAsked, untilSeen } = theatre;
    // AWS Support is asked when the proof is settled, and not sooner: so the wait can be seen.
    const world = await setUp(theatre, { holderAccount: THEIRS });
    await deploymentFails(theatre, world);
    for (const record of await untilAsked()) {
      say(
        `The owner of the zone reads it, but mistypes the value: ${shown(record, [TYPO])}, with a TTL of ${TTL} s.`,
      );
      await publish(theatre, world, record, { values: [TYPO], ttl: TTL });
    }
    await untilSeen('the wrong value on every server', isWrongEverywhere);
    // Nothing may be called while the record names another distribution: consent is the right value.
    const consentAt = await ownerConsents(theatre, world, { how: 'sees the mistake and corrects it to' });
    return { ...world, consentAt };
  },

  verify: (ending) => [
    ...casesOpened(ending, 1),
    ...announced(ending, 'the TXT record needs attention', `_${ending.alias} has another value`),
    ...unless(
      proofLooks(ending.execution).some((look) => isWrongEverywhere(look) && !isAccepted(look)),
      'the wrong value was not said for every server, or it was accepted',
    ),
    ...waitedForTheOldValue(ending),
  ],
};

function isWrongEverywhere(look: ProofLook): boolean {
  const named = look.servers.filter(({ detail }) => detail?.includes(TYPO));
  return saying(look, 'wrong-value') === 4 && named.length === 4;
}

function waitedForTheOldValue({ execution, calls, consentAt = '' }: Ending): string[] {
  const { settledAt } = proofLooks(execution).at(-1) ?? {};
  if (!settledAt) return ['the last look at the proof does not say when it is settled'];
  const forgotten = new Date(Date.parse(consentAt) + TTL * 1000).toISOString();
  const early = calls.filter(({ action, time }) => action === 'CreateCase' && time < settledAt);
  return [
    ...unless(
      settledAt >= forgotten,
      `the proof counts as settled at ${settledAt}, but a cache can hold the wrong value until ${forgotten}`,
    ),
    ...unless(early.length === 0, `a case was opened before ${settledAt}, when the proof was settled`),
  ];
}
