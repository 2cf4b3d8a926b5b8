/** The ownership proof: how quick one look is, how soon what is true is said, and what waiting for it costs. */
import type { Bench } from '../figure.ts';
import { speed } from './speed.ts';

export const dns: Bench = {
  about: 'The ownership proof: a look at 50 aliases.',
  sections: [speed],
};
