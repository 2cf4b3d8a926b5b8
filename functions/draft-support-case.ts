/** State `Draft support case`. */
import { caseWishes } from '../providers/environment.ts';
import { caseOptions, cases, supportClients } from '../providers/support.ts';
import { draftSupportCase } from '../remediation/steps/draft-support-case.ts';
import { step } from './step.ts';

const desk = supportClients('look');

export const handler = step(
  draftSupportCase({ support: { ...caseOptions(desk), ...cases(desk) }, now: Date.now }, caseWishes()),
);
