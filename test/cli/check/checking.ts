/** The facts of a check in a world in memory, on the clock of the test. */
import * as v from 'valibot';
import { CheckFacts } from '../../../cli/check/facts.ts';
import { type Circumstances, judgeOutlook } from '../../../cli/check/judge.ts';
import { STARTED_BY_HAND } from '../../../remediation/by-hand.ts';
import { lookAhead, type Outlook, type OutlookSettings } from '../../../remediation/steps/look-ahead.ts';
import { incident } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, World } from '../../doubles/world.ts';

export interface Wish {
  aliases?: string[];
  settings?: Partial<OutlookSettings>;
  circumstances?: Partial<Circumstances>;
}

export class Checking {
  readonly world = new World();
  #earlier: Outlook | undefined;

  /** Each goes on from the one before. */
  async look({ aliases = [ALIAS], settings = {}, circumstances = {} }: Wish = {}): Promise<CheckFacts> {
    const ahead = lookAhead(portsOf(this.world), { ...SETTINGS, wishes: SETTINGS, ...settings });
    const { target } = this.world;
    const wish = incident({
      aliases,
      errorMessage: STARTED_BY_HAND,
      target: { kind: target.kind, id: target.id },
    });
    const outlook = await ahead(wish, this.#earlier);
    const facts = judgeOutlook(outlook, {
      account: '111122223333',
      stage: 'prod',
      stack: 'acts',
      onlyTagged: settings.onlyTagged,
      claims: new Map(),
      earlier: this.#earlier,
      now: Date.now(),
      ...circumstances,
    });
    this.#earlier = outlook;
    // What is published is what there is: no member more.
    return v.parse(v.strictObject(CheckFacts.entries), facts);
  }
}
