/** Everything that is said of one remediation, by `status` and `watch`: from the failed call to its arrival. */
import * as v from 'valibot';
import type { Standing } from '../../providers/operator/standing.ts';
import { chainOf } from '../../remediation/chain.ts';
import { AliasProof, AliasRecord, ContestedAlias, type Remediation } from '../../remediation/document.ts';
import { executionUrl } from '../../remediation/links.ts';
import { instant } from '../../remediation/section.ts';
import { shellWord } from '../shell-word.ts';
import { suggested } from '../suggested.ts';
import { aliasRecordLines } from './dns-records.ts';
import { endOf, RemediationSummary, summaryOf } from './summary.ts';
import { ToDo, toDoAbout } from './to-do.ts';

export const ChainLink = v.object({
  name: v.picklist([
    'call',
    'conflict',
    'proof',
    'alias-record',
    'certificate',
    'move',
    'addition',
    'case',
    'confirmation',
  ]),
  /** `ahead`: not reached yet. */
  state: v.picklist(['done', 'waiting', 'failed', 'ahead']),
  reason: v.string(),
  nextCheckAt: v.optional(instant),
  deadlineAt: v.optional(instant),
});

export const RemediationStatus = v.object({
  ...RemediationSummary.entries,
  /** When all of this was so. */
  lookedAt: instant,
  startedAt: instant,
  stoppedAt: v.optional(instant),
  redriveCount: v.number(),
  /** States of the execution that it is in. */
  states: v.array(v.object({ name: v.string(), since: instant })),
  /** In the Step Functions console. */
  url: v.string(),
  call: v.optional(
    v.object({
      action: v.string(),
      caller: v.string(),
      time: instant,
      requestId: v.string(),
      error: v.string(),
    }),
  ),
  /** From the top: the first that is not done is what is waited for. */
  chain: v.array(ChainLink),
  contested: v.array(ContestedAlias),
  /** What every name server says of the TXT records. */
  proofs: v.array(AliasProof),
  /** Where they lead the aliases, where nobody holds these. */
  aliasRecords: AliasRecord.entries.aliases,
  case: v.optional(
    v.object({
      id: v.string(),
      url: v.optional(v.string()),
      status: v.optional(v.string()),
      /** The last words of AWS. */
      reply: v.optional(v.string()),
    }),
  ),
  failure: v.optional(v.object({ state: v.optional(v.string()), error: v.string(), cause: v.string() })),
  /** Whether a retry can go on where it stopped, and why not, in the words of Step Functions. */
  redrive: v.optional(v.object({ possible: v.boolean(), reason: v.optional(v.string()) })),
  toDo: v.array(ToDo),
  /** What comes next, though nothing has to be done for the remediation. */
  next: v.array(v.object({ says: v.string(), copy: v.array(v.string()) })),
});
export type RemediationStatus = v.InferOutput<typeof RemediationStatus>;

/** @param now epoch milliseconds */
export function statusOf(standing: Standing, stage: string, now: number): RemediationStatus {
  const { arn, remediation, startedAt, stoppedAt, redriveCount, states, failure, redrive } = standing;
  const summary = summaryOf(standing, stage);
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
    contested: contestedIn(remediation),
    proofs: remediation?.proof?.aliases ?? [],
    aliasRecords: remediation?.aliasRecord?.aliases ?? [],
    ...(failure && { failure }),
    ...(redrive && { redrive }),
    toDo: toDoAbout(standing, stage),
    next: next(standing, summary, stage),
  };
}

function partsOf({ incident, case: asked }: Remediation): Pick<RemediationStatus, 'call' | 'case'> {
  const { action, caller, time, requestId, errorCode, errorMessage } = incident;
  return {
    call: { action, caller, time, requestId, error: `${errorCode}: ${errorMessage}` },
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

function contestedIn(remediation: Remediation | undefined): ContestedAlias[] {
  const { arrived = [], aliases = [], free = [] } = remediation?.diagnosis ?? {};
  return [...arrived, ...aliases, ...free];
}

function next(
  { name, remediation }: Standing,
  { standing, status }: RemediationSummary,
  stage: string,
): RemediationStatus['next'] {
  if (status === 'RUNNING') {
    return [
      { says: 'It goes on by itself. To see it:', copy: [suggested({ stage }, 'watch', shellWord(name))] },
    ];
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
function afterwards({ confirmation, diagnosis }: Remediation): RemediationStatus['next'] {
  const leading = new Set(
    (confirmation?.records ?? []).flatMap(({ alias, leads }) => (leads === 'target' ? [alias] : [])),
  );
  const there = [...(diagnosis?.arrived ?? []), ...(diagnosis?.aliases ?? [])];
  const others = there.filter(({ alias }) => !leading.has(alias));
  const domainName = diagnosis?.target?.domainName ?? '';
  const records = others.flatMap(({ alias, zone }) => aliasRecordLines(alias, zone, domainName));
  const held = there.some(({ holder }) => holder);
  return [
    ...(records.length > 0 ? [{ says: 'Yours to do: lead DNS to the target.', copy: records }] : []),
    {
      says: `Yours to do: declare ${there.length === 1 ? 'the alias' : 'the aliases'} in the target's infrastructure code${held ? ", and take what was moved out of the former holder's" : ''}, or the next deployment undoes it.`,
      copy: [],
    },
  ];
}
