/** The ownership proof: how quick one look is, how soon what is true is said, and what waiting for it costs. */
import type { Bench } from '../figure.ts';
import { cost } from './cost.ts';
import { reaction } from './reaction.ts';
import { speed } from './speed.ts';

export const dns: Bench = {
  about: 'The ownership proof: a look at 50 aliases, reaction to the owner, cost of a silent week.',
  sections: [speed, reaction, cost],
};
