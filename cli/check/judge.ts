/** From an outlook to the facts that are reported. Pure. */
import type {
  AliasProof,
  AliasRecord,
  ContestedAlias,
  Diagnosis,
  Holder,
  ServerReport,
} from '../../remediation/document.ts';
import type { Claim } from '../../remediation/ports.ts';
import { contest } from '../../remediation/steps/established.ts';
import type { Outlook } from '../../remediation/steps/look-ahead.ts';
import type { Restriction } from '../../remediation/tag.ts';
import type { Place } from '../suggested.ts';
import type { AliasFacts, CheckFacts } from './facts.ts';
import { nextStep } from './next-step.ts';
import { problemsOf } from './problems.ts';

export interface Circumstances extends Restriction, Place {
  account: string;
  stack: CheckFacts['stack'];
  /** Claims of remediations that run, by alias. */
  claims: ReadonlyMap<string, Claim>;
  /** The look before. */
  earlier: Outlook | undefined;
  /** Epoch milliseconds. */
  now: number;
}

export function judgeOutlook(outlook: Outlook, circumstances: Circumstances): CheckFacts {
  const { target } = contest(outlook.remediation);
  const { kind, id, arn, domainName } = target;
  const { account, stage, stack, now } = circumstances;
  const { draft, rehearsal } = outlook;
  const aliases = aliasFacts(outlook, circumstances);
  const certificate = certificateFacts(outlook);
  const hasStack = stack !== 'none';
  const problems = problemsOf(outlook, target, aliases, { ...circumstances, hasStack });
  const state = stateOf(outlook, aliases, problems);
  const nextCheckAt = earliest(outlook);
  const facts = {
    checkedAt: new Date(now).toISOString(),
    account,
    stage,
    stack,
    target: { kind, id, arn, domainName },
    state,
    aliases,
    ...(certificate && { certificate }),
    outlook: [
      ...attaching(certificate),
      ...(rehearsal ? [rehearsal] : []),
      ...(draft?.verdict === 'possible' || draft?.verdict === 'filed' ? [draft.reason] : []),
    ],
    ...(draft && { support: { verdict: draft.verdict, says: draft.reason } }),
    problems,
    ...(nextCheckAt !== undefined && { nextCheckAt }),
  };
  return { ...facts, next: nextStep(facts, circumstances) };
}

function aliasFacts(outlook: Outlook, { claims }: Circumstances): AliasFacts[] {
  const { diagnosis, incident, proof, aliasRecord } = outlook.remediation;
  const missing = missingOf(diagnosis);
  return incident.aliases.map((alias): AliasFacts => {
    const contested = missing.find((each) => each.alias === alias);
    if (!contested) return { alias, where: 'on-target', happens: 'nothing' };
    const said = proof?.aliases.find((each) => each.alias === alias);
    const pointing = aliasRecord?.aliases.find((each) => each.alias === alias);
    const claim = claims.get(alias);
    return {
      alias,
      where: whereItIs(contested),
      ...(contested.holder && { holder: holderFacts(contested.holder) }),
      zone: contested.zone,
      ...(said && { record: said.record, proof: proofFacts(said) }),
      ...(pointing && { pointing: pointingFacts(pointing) }),
      happens: whatHappens(outlook, alias),
      ...(claim && { remediation: { name: claim.execution, target: claim.target } }),
    };
  });
}

function holderFacts({ resourceType, resourceId, accountId, keptBy }: Holder): AliasFacts['holder'] {
  return { resourceType, resourceId, accountId, ...(keptBy && { service: keptBy.service }) };
}

function proofFacts({
  verdict,
  form,
  decidedBy,
  publishedAt,
  settledAt,
  staleUntil,
  negativeTtl,
  servers,
  serversLeftOut = 0,
  resolvers = [],
}: AliasProof): AliasFacts['proof'] {
  const settles = settledAt ?? staleUntil;
  return {
    verdict,
    form,
    decidedBy,
    ...(publishedAt !== undefined && { publishedAt }),
    ...(settles !== undefined && { settledAt: settles }),
    negativeTtl,
    servers: servers.map(({ server, address, ...said }) => ({ server, address, ...seen(said) })),
    serversLeftOut,
    resolvers: resolvers.map(({ resolver, ...said }) => ({ resolver, ...seen(said) })),
  };
}

function seen({ verdict, ttl, detail }: Pick<ServerReport, 'verdict' | 'ttl' | 'detail'>) {
  return { verdict, ...(ttl !== undefined && { ttl }), ...(detail !== undefined && { detail }) };
}

function pointingFacts({
  verdict,
  clearAt,
  servers,
}: AliasRecord['aliases'][number]): AliasFacts['pointing'] {
  return { verdict, clearAt, servers };
}

function missingOf(diagnosis: Diagnosis | undefined): ContestedAlias[] {
  if (!diagnosis || diagnosis.verdict === 'arrived') return [];
  return [...diagnosis.aliases, ...diagnosis.free];
}

function whereItIs({ holder, listing }: ContestedAlias): AliasFacts['where'] {
  if (holder) return 'held';
  return listing === 'listed' ? 'not-listed' : 'not-told';
}

function whatHappens({ moves }: Outlook, alias: string): AliasFacts['happens'] {
  switch (moves.find((move) => move.alias === alias)?.verdict) {
    case undefined:
      return 'add';
    case 'would-be-moved':
      return 'move';
    case 'would-be-tried':
      return 'try';
    case 'moved':
      return 'nothing';
    default:
      return 'support';
  }
}

function certificateFacts({ search, remediation }: Outlook): CheckFacts['certificate'] {
  const { certificate } = remediation;
  // In a dry run only there is another verdict.
  if (!search || !certificate || certificate.verdict === 'would-be-attached') return undefined;
  const { id, candidate, endsSoon, verdict, attach } = certificate;
  return {
    verdict,
    says: verdict === 'covered' ? certificate.reason : search.problem,
    ...(id !== undefined && { id }),
    ...(candidate && { candidate: candidate.id }),
    attachedByStack: attach,
    ...(endsSoon !== undefined && { endsSoon }),
  };
}

function attaching(certificate: CheckFacts['certificate']): string[] {
  return certificate?.attachedByStack
    ? [`The stack would attach ${certificate.candidate}, which covers them all, to the target.`]
    : [];
}

function stateOf(
  { remediation, draft }: Outlook,
  aliases: readonly AliasFacts[],
  problems: readonly unknown[],
): CheckFacts['state'] {
  if (aliases.every(({ where }) => where === 'on-target')) return 'there';
  if (problems.length > 0) return 'needs-a-person';
  const { proof, aliasRecord } = remediation;
  // A move is tried as soon as the record is published. A case is opened when it is settled.
  const unsettled = proof?.verdict === 'published' && aliases.some(({ happens }) => happens === 'support');
  const leaving = aliasRecord?.verdict === 'leaving';
  return (unsettled && draft?.verdict !== 'filed') || leaving ? 'waiting' : 'ready';
}

/** When the first of the gates that are closed would be looked at again. */
function earliest({ remediation }: Outlook): string | undefined {
  const { proof, aliasRecord, certificate } = remediation;
  const waits = [proof, aliasRecord, certificate].flatMap((gate) => gate?.nextCheckAt ?? []);
  return waits.toSorted()[0];
}
