/** The ownership proof: how quick one look is, and how soon what is true is said. */
import type { Bench } from '../figure.ts';
import { reaction } from './reaction.ts';
import { speed } from './speed.ts';

export const dns: Bench = {
  about: 'The ownership proof: a look at 50 aliases, reaction to the owner.',
  sections: [speed, reaction],
};
