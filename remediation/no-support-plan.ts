/**
 * AWS Support answers this account no call: its plan has no API. Whatever asks Support may throw it. It is no error of the
 * remediation, which goes on without; so it is none of those that a Task fails with.
 */
export class NoSupportPlan extends Error {
  override readonly name = 'NoSupportPlan';
}
