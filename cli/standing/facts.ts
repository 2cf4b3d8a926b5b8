/** Everything that is said of one remediation, by `status` and `watch`: from the failed call to its arrival. */

import * as v from 'valibot';
import type { Standing } from '../../providers/operator/standing.ts';
import { aliasRecordLines } from '../../remediation/announcements/alias-record.ts';
import { contestedInAll } from '../../remediation/announcements/names.ts';
import { whereabouts } from '../../remediation/announcements/whereabouts.ts';
import { isStartedByHand } from '../../remediation/by-hand.ts';
import { chainOf } from '../../remediation/chain.ts';
import { type Remediation, ServerVerdict } from '../../remediation/document.ts';
import { executionUrl } from '../../remediation/links.ts';
import { listed } from '../../remediation/wording.ts';
import * as described from '../described.ts';
import { type Place, suggested } from '../suggested.ts';
import { endOf, RemediationSummary, summaryOf } from './summary.ts';
import { ToDo, toDoAbout } from './to-do.ts';

const ChainLink = v.object({
  name: described.oneOf(
    ['call', 'conflict', 'proof', 'alias-record', 'certificate', 'move', 'addition', 'case', 'confirmation'],
    'What has to be so.',
  ),
  state: described.oneOf(['done', 'waiting', 'failed', 'ahead'], '`ahead`: not reached yet.'),
  reason: described.text('A sentence for a person. Empty as long as it is ahead.'),
  nextCheckAt: v.optional(described.instant('When it is looked at next.')),
  deadlineAt: v.optional(described.instant('Until when it is waited for.')),
});

const Record = v.object({
  name: described.text('Name of the record, without trailing dot.'),
  type: described.text('Type of the record.'),
  value: described.text('Value of the record, without quotes.'),
});

const Contested = v.object({
  alias: described.text('The alias.'),
  zone: described.text('The DNS zone that it is in.'),
  record: v.pipe(Record, v.description('The record that proves that it is yours.')),
  holder: v.optional(
    v.pipe(
      v.object({
        resourceType: described.text('As CloudFront calls it: `distribution`, `distribution-tenant`.'),
        resourceId: described.text('Id, masked by CloudFront where it is in another account.'),
        accountId: described.text('Account, masked in the same way.'),
      }),
      v.description('Who had it at the diagnosis, where that is known.'),
    ),
  ),
});

const server = {
  server: described.text('Name of the name server.'),
  address: described.text('The address that was asked. Empty: none was found for the server.'),
  ttl: v.optional(described.count('Of what it has. Seconds.')),
};

const Proof = v.object({
  alias: described.text('The alias.'),
  zone: described.text('The DNS zone that it is in.'),
  record: v.pipe(Record, v.description('The record that is looked for.')),
  verdict: described.oneOf(
    ['missing', 'published', 'settled'],
    '`published`: every name server has it. `settled`: besides, no cache can miss it any more.',
  ),
  servers: described.list(
    v.object({
      ...server,
      verdict: v.pipe(ServerVerdict, v.description('What it says of the record.')),
      detail: v.optional(described.text('What it has, or why it says nothing.')),
    }),
    'Each address of each name server of the zone.',
  ),
  serversLeftOut: v.optional(described.count('How many there are besides, which say the same.')),
});

const Pointing = v.object({
  alias: described.text('The alias.'),
  zone: described.text('The DNS zone that it is in.'),
  verdict: described.oneOf(
    ['elsewhere', 'left', 'unknown'],
    '`elsewhere`: some name server leads to another distribution. `left`: none does. `unknown`: none says anything.',
  ),
  servers: described.list(
    v.object({
      ...server,
      verdict: described.oneOf(
        ['elsewhere', 'target', 'away', 'unreachable', 'refused'],
        'Where it leads. `away`: to nothing that is known as a distribution.',
      ),
      detail: described.text('What it says.'),
    }),
    'Each address of each name server of the zone.',
  ),
});

export const RemediationStatus = v.object({
  ...RemediationSummary.entries,
  lookedAt: described.instant('When all of this was so.'),
  startedAt: described.instant('When the execution was started.'),
  stoppedAt: v.optional(described.instant('When it ended.')),
  redriveCount: described.count('How often it has been retried.'),
  states: described.list(
    v.object({
      name: described.text('As the state machine calls it.'),
      since: described.instant('When it was entered.'),
    }),
    'States that the execution is in: at the two gates, one in each.',
  ),
  url: described.text('In the Step Functions console.'),
  call: v.optional(
    v.pipe(
      v.object({
        action: described.text('The API call.'),
        caller: described.text('ARN of who made it.'),
        time: described.instant('When.'),
        requestId: described.text('Its request id.'),
        error: described.text('Code and message.'),
        startedByHand: described.flag(
          'It stands for a call: nobody was refused, a person started the remediation.',
        ),
      }),
      v.description('What it began with: the call that failed.'),
    ),
  ),
  chain: described.list(ChainLink, 'From the top. The first that is not done is what is waited for.'),
  contested: described.list(Contested, 'The aliases that it is about.'),
  proofs: described.list(Proof, 'What the name servers say of the TXT records.'),
  aliasRecords: described.list(Pointing, 'Where they lead the aliases, where nobody holds these.'),
  case: v.optional(
    v.pipe(
      v.object({
        id: described.text('Its number, as AWS shows it.'),
        url: v.optional(described.text('In the Support Center.')),
        status: v.optional(described.text('As AWS calls it.')),
        reply: v.optional(described.text('The last words of AWS.')),
      }),
      v.description('The AWS Support case.'),
    ),
  ),
  failure: v.optional(
    v.pipe(
      v.object({
        state: v.optional(described.text('In which state.')),
        error: described.text('Name of the error, as in the runbook. Empty: it was stopped.'),
        cause: described.text('What it says, or what was said when it was stopped.'),
      }),
      v.description('What it failed of.'),
    ),
  ),
  redrive: v.optional(
    v.pipe(
      v.object({
        possible: described.flag('It can go on where it stopped.'),
        reason: v.optional(described.text('Why not, in the words of Step Functions.')),
      }),
      v.description('Only of one that did not succeed.'),
    ),
  ),
  toDo: described.list(ToDo, 'What it does not go on without. Empty: no person is needed.'),
  next: described.list(
    v.object({
      says: described.text('What comes next.'),
      copy: described.list(v.string(), 'Lines to be copied as they are.'),
    }),
    'What else there is to do or to look at.',
  ),
});
export type RemediationStatus = v.InferOutput<typeof RemediationStatus>;

/** @param now epoch milliseconds */
export function statusOf(standing: Standing, place: Place, now: number): RemediationStatus {
  const { arn, remediation, startedAt, stoppedAt, redriveCount, states, failure, redrive } = standing;
  const summary = summaryOf(standing, place);
  return {
    ...summary,
    lookedAt: new Date(now).toISOString(),
    startedAt,
    ...(stoppedAt !== undefined && { stoppedAt }),
    redriveCount,
    states,
    url: executionUrl(arn),
    ...(remediation && partsOf(remediation)),
    chain: remediation ? chainOf(remediation, endOf(standing)) : [],
    // The document says more, which programs are not promised.
    contested: v.parse(v.array(Contested), remediation ? contestedInAll(remediation) : []),
    proofs: v.parse(v.array(Proof), remediation?.proof?.aliases ?? []),
    aliasRecords: v.parse(v.array(Pointing), remediation?.aliasRecord?.aliases ?? []),
    ...(failure && { failure }),
    ...(redrive && { redrive }),
    toDo: toDoAbout(standing, place),
    next: next(standing, summary, place),
  };
}

function partsOf({ incident, case: asked }: Remediation): Pick<RemediationStatus, 'call' | 'case'> {
  const { action, caller, time, requestId, errorCode, errorMessage } = incident;
  const startedByHand = isStartedByHand(incident);
  return {
    call: { action, caller, time, requestId, error: `${errorCode}: ${errorMessage}`, startedByHand },
    ...(asked?.caseId !== undefined && {
      case: {
        id: asked.displayId ?? asked.caseId,
        ...(asked.url !== undefined && { url: asked.url }),
        ...(asked.status !== undefined && { status: asked.status }),
        ...(asked.reply !== undefined && { reply: asked.reply }),
      },
    }),
  };
}

function next(
  { name, remediation }: Standing,
  { standing, status, needsPerson }: RemediationSummary,
  place: Place,
): RemediationStatus['next'] {
  if (status === 'RUNNING') {
    const when = needsPerson ? 'Once that is done, it' : 'It';
    return [{ says: `${when} goes on by itself. To see it:`, copy: [suggested(place, 'watch', name)] }];
  }
  if (standing === 'stopped') {
    return [{ says: 'To let it go on after all:', copy: [suggested(place, 'retry', name)] }];
  }
  if (standing === 'dry-run-finished') {
    return [
      {
        says: 'To have it done, deploy the stack with dryRun=false and make the failed call again.',
        copy: [],
      },
    ];
  }
  return standing === 'arrived' && remediation ? afterwards(remediation) : [];
}

/** What remains is the owner's. */
function afterwards(remediation: Remediation): RemediationStatus['next'] {
  const { all, lost, others } = whereabouts(remediation);
  const proven = (remediation.proof?.aliases ?? []).map(({ record }) => record.name);
  const domainName = remediation.diagnosis?.target?.domainName ?? '';
  const records = others.flatMap((each) => aliasRecordLines(each, domainName));
  return [
    ...(records.length > 0
      ? [{ says: 'Yours to do, unless it is done by now: lead DNS to the target.', copy: records }]
      : []),
    {
      says: `Yours to do: declare ${all.length === 1 ? 'the alias' : 'the aliases'} in the target's infrastructure code${lost.length > 0 ? ", and take what was moved out of the former holder's" : ''}, or the next deployment undoes it.`,
      copy: [],
    },
    ...(proven.length > 0
      ? [
          {
            says: `The TXT record${proven.length === 1 ? '' : 's'} ${listed(proven)} may go now. As long as ${proven.length === 1 ? 'it stands, it is' : 'they stand, they are'} the consent to a move.`,
            copy: [],
          },
        ]
      : []),
  ];
}
