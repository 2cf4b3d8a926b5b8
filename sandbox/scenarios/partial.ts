import { announced, casesOpened, entered, movesMade, toldInOrder, unless } from '../rehearsal/checks.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { OURS, THEIRS } from '../rehearsal/stage.ts';
import { ownerConsents } from './acts.ts';
import { setUpSeveral } from './several.ts';

/** The third is in an account that is not ours, on a distribution that is enabled. */
const [WWW, SHOP, API] = ['www.example.com', 'shop.example.com', 'api.example.com'];

export const partial: Scenario = {
  name: 'partial',
  situation:
    'One call asks for three aliases; two are in the same account, one is in another, on an enabled distribution.',
  whatHappens: 'The two are moved at once, and people are told. One case is opened, about the third.',
  ends: ['moved by API', 'moved by AWS Support'],

  async play(theatre) {
    const { stage, say, untilState } = theatre;
    const world = await setUpSeveral(
      theatre,
      new Map([
        [OURS, [WWW, SHOP]],
        [THEIRS, [API]],
      ]),
    );
    const { aliases, target, holders } = world;
    await stage.control('PUT', 'agent', { temper: 'silent' });
    const message = await stage.failingUpdate(OURS, target.id, { aliases });
    say(`A deployment adds all three to ${target.id}: ${message}`);
    const consentAt = await ownerConsents(theatre, world);
    await untilState('Await Support');
    const there = await stage.aliasesOf(OURS, target.id);
    if (there.toSorted().join() !== [WWW, SHOP].toSorted().join()) {
      throw new Error(`While AWS Support is asked, ${target.id} has ${there.join(', ') || 'no alias'}`);
    }
    say(`${there.join(' and ')} are on ${target.id} already. Now somebody at AWS Support reads the case.`);
    await stage.control('PUT', 'agent', { temper: 'helpful' });
    const holder = holders.get(OURS);
    return { alias: WWW, target, consentAt, ...(holder && { holder }) };
  },

  verify: (ending) => [
    ...[SHOP, API].flatMap((alias) =>
      unless(ending.targetAliases.includes(alias), `${alias} is not on the target`),
    ),
    ...unless(ending.holderAliases.length === 0, `left behind: ${ending.holderAliases.join(', ')}`),
    ...movesMade(ending, 2),
    ...casesOpened(ending, 1),
    ...unless(
      ending.cases.every(({ subject }) => subject.includes(API) && !subject.includes(WWW)),
      'the case is not about the one that is left',
    ),
    ...entered(ending, 'Open support case', 'Confirm alias'),
    ...announced(ending, 'arrived on'),
    ...toldInOrder(ending, [
      `${WWW}, ${SHOP} moved to`,
      `${API}: AWS Support was asked to move it`,
      `${API} moved to`,
    ]),
  ],
};
