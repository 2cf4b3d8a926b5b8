/** What a check of the doctor is made of. Each file of the folder has one: what is read, and a pure judgement over it. */
import type { DeployedFunction } from '../../providers/operator/deployed-functions.ts';
import type { Stack } from '../stack.ts';
import type { Judgement } from './finding.ts';

export interface Check {
  name: string;
  look(patient: Patient): Promise<Judgement[]>;
}

export interface Patient {
  stack: Stack;
  /** By the name of its file; each is read once. Undefined where it is not deployed. */
  fn(name: string): Promise<DeployedFunction | undefined>;
}
