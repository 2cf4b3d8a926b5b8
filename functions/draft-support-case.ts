/** State `Draft support case`. */
import { caseWishes } from '../providers/environment.ts';
import { createSupport } from '../providers/support.ts';
import { draftSupportCase } from '../remediation/steps/draft-support-case.ts';
import { step } from './step.ts';

export const handler = step(
  draftSupportCase({ support: createSupport('look'), now: Date.now }, caseWishes()),
);
