/** What stands beside, above and below in English. */
import type { Captions, Label, Language } from '../language.ts';

export const labels: Record<Label, string> = {
  wantedBy: 'Wanted by',
  heldBy: 'Held by',
  failedCall: 'Failed call',
  startedBy: 'Started by',
  at: 'At',
  target: 'Target',
  notCovered: 'Not covered',
  certificate: 'Certificate',
  certificateEnds: 'Certificate expires',
  acmGivesUp: 'ACM gives up',
  nextLook: 'Next look',
  givenUp: 'Given up',
  settledAt: 'No cache can miss it after',
  beforeOn: 'Formerly on',
  dns: 'DNS',
  case: 'Case',
  subject: 'Subject',
  status: 'Status',
  request: 'Request',
  askedBy: 'Asked by',
  for: 'For',
  runsFor: 'Running remediation for',
  state: 'Failed step',
  error: 'Error',
  runbook: 'Runbook',
  since: 'Since',
  cloudWatch: 'CloudWatch',
};

export const captions: Captions = {
  record: (zone) => `Create in zone ${zone}`,
  recordAgain: (zone) => `As it has to be in zone ${zone}`,
  serversSaid: (name, at) => `What was said about ${name} at ${at}`,
  aliasRecord: (zone) => `Set in zone ${zone}, so that DNS leads to the target`,
  // Z2FDTNDATAQYW2 is CloudFront's, in every Route 53 alias record.
  apexRecord:
    'Set at the apex of the zone, so that DNS leads to the target (Route 53: alias records, hosted zone Z2FDTNDATAQYW2)',
  validation: (zone) =>
    `${zone === undefined ? 'Create in DNS' : `Create in zone ${zone}`}, so that ACM can issue the certificate`,
  attach: 'Attach it without the new aliases, from a shell',
  customDomainName:
    'Find the custom domain name, in the account that has it (for Amplify: Hosting, Custom domains)',
  caseToPaste: 'The case, to paste under "Account and billing"',
  caseDrafted: (byUs) =>
    `The case, as ${byUs ? 'AWS Support would get it' : 'people would be asked to open it'}; what CloudFront refused would be quoted`,
  calls: 'The calls that would be made',
  whatIsLeft: 'what CloudFront does not move',
  startCreated: 'Or, once the target is there, put in its id, and run',
  startOmitted: 'Put in the target and the aliases, and run',
  follow: 'See how it goes on, or stop it if the move is not wanted',
  stop: 'Stop the running remediation',
  retry: 'Retry from a shell, once the cause is mended',
  goOn: 'Let it go on after all',
  byAwsCli: 'The same by the AWS CLI',
};

export const links: Language['links'] = {
  execution: 'Execution',
  redrive: 'Execution, with Redrive at its top',
  supportCase: 'Support case',
  runbook: 'Runbook',
  alarm: 'Alarm',
};
