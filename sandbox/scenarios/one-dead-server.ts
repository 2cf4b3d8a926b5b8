import { announced, casesOpened, movesCalled, unless } from '../rehearsal/checks.ts';
import { isAccepted, type ProofLook, proofLooks, saying } from '../rehearsal/proof-looks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { deploymentFails, ownerConsents } from './acts.ts';
import { setUp } from './world.ts';

const DEAD = 'ns-3.dns.example';
/** How often the remediation is to see three servers with the record and one that is silent. */
const LOOKS = 2;

export const oneDeadServer: Scenario = {
  name: 'one-dead-server',
  situation: 'One of four name servers does not answer.',
  whatHappens: 'People are told. Nothing moves before that one has answered, too.',
  ends: ['moved by API'],

  async play(theatre) {
    const { stage, say, untilAsked, untilSeen } = theatre;
    const world = await setUp(theatre, { holderAccount: OURS });
    await deploymentFails(theatre, world);
    await untilAsked();
    say(`The name server ${DEAD} dies: it answers nobody any more.`);
    await stage.control('PUT', 'dns/fault', { server: DEAD, fault: 'dead' });
    const consentAt = await ownerConsents(theatre, world);
    await untilSeen(`the record on all servers but ${DEAD}`, isOnAllButTheDead, LOOKS);
    const serverBackAt = new Date().toISOString();
    say(`${DEAD} is back.`);
    await stage.control('PUT', 'dns/fault', { server: DEAD, fault: 'none' });
    return { ...world, consentAt, serverBackAt };
  },

  verify(ending) {
    const { serverBackAt = '', execution } = ending;
    const looks = proofLooks(execution);
    const early = movesCalled(ending).filter(({ time }) => time < serverBackAt);
    const accepted = looks.filter(isAccepted);
    return [
      ...casesOpened(ending, 0),
      ...announced(ending, 'the TXT record needs attention', `${DEAD} of example.com: no answer`),
      ...unless(serverBackAt !== '', 'the dead server never came back'),
      ...unless(early.length === 0, `${early.length} moves were called while ${DEAD} was dead`),
      ...unless(
        looks.filter((look) => isOnAllButTheDead(look) && look.checkedAt < serverBackAt).length >= LOOKS,
        `the remediation did not look again and again while ${DEAD} was dead`,
      ),
      ...unless(
        accepted.every((look) => saying(look, 'match') === 4 && look.checkedAt >= serverBackAt),
        `the proof was accepted without the word of ${DEAD}`,
      ),
      ...unless(movesCalled(ending).length === 1, `${movesCalled(ending).length} moves were called, not 1`),
    ];
  },
};

function isOnAllButTheDead(look: ProofLook): boolean {
  const dead = look.servers.filter(({ server }) => server === DEAD);
  return saying(look, 'match') === 3 && dead.length === 1 && dead[0]?.verdict === 'unreachable';
}
