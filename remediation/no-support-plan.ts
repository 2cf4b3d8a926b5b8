/**
 * AWS Support answers this account no call: its plan has no API. Whatever asks Support may throw it. It is no error of the
 * remediation, which goes on without; so it is none of those that a Task fails with.
 */
export class NoSupportPlan extends Error {
  override readonly name = 'NoSupportPlan';
}

/** For people, to be gone on with. The plans are those of the API's model. */
export const NO_PLAN =
  'This account has no Support plan with an API (Business Support+, Enterprise or Unified Operations)';
