/** The link of the chain at which an execution failed: by the state that failed, or where that is not known, by the error. */
import type { LinkName } from './link.ts';

const OF_STATE: Record<string, LinkName> = {
  'Diagnose conflict': 'conflict',
  'Diagnose conflict without proof': 'conflict',
  'Diagnose conflict with record in the way': 'conflict',
  'Diagnose conflict again': 'conflict',
  'Check ownership proof': 'proof',
  'Check alias record': 'alias-record',
  'Check certificate': 'certificate',
  'Attach certificate': 'certificate',
  'Add alias': 'addition',
  'Move alias': 'move',
  'Draft support case': 'case',
  'Open support case': 'case',
  'Await Support': 'case',
  'Check support case': 'case',
  'Confirm alias': 'confirmation',
};

/** Of `remediation/errors.ts`, those that only one link can fail of. */
const OF_ERROR: Record<string, LinkName> = {
  UnknownConflict: 'conflict',
  ProofDeadlineExceeded: 'proof',
  AliasRecordDeadlineExceeded: 'alias-record',
  CertificateDeadlineExceeded: 'certificate',
  AttachRefused: 'certificate',
  UpdateRefused: 'addition',
  AliasFoughtOver: 'move',
  MoveRefusedForGood: 'move',
  CaseNotPossible: 'case',
  SupportResolvedWithoutMove: 'case',
  SupportDeadlineExceeded: 'case',
  AliasNotArrived: 'confirmation',
  DeploymentDeadlineExceeded: 'confirmation',
};

/** Nothing where it failed between two links, or in a state that this version does not know. */
export function whereItFailed(failure: { state?: string | undefined; error: string }): LinkName | undefined {
  const { state, error } = failure;
  if (state !== undefined && Object.hasOwn(OF_STATE, state)) return OF_STATE[state];
  return Object.hasOwn(OF_ERROR, error) ? OF_ERROR[error] : undefined;
}
