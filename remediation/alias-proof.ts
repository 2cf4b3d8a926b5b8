/**
 * The ownership proof of one alias at one look. Two levels: `published`, every server has it, so nobody who asks from now
 * on can miss it; `settled`, besides no cache can hold an earlier miss or value.
 */
import type { AliasProof, DnsRecord, ProofMemory, ResolverReport, ServerReport } from './document.ts';
import type { Survey } from './ports.ts';
import { plainRecord } from './proof-record.ts';
import { type EarlierLook, negativeTtl, staleUntil } from './quiet-time.ts';
import { contradicts, isPublished, resolverReport, serverReports } from './server-report.ts';

type Form = AliasProof['form'];

export interface AliasLook {
  contested: { alias: string; zone: string; record: DnsRecord };
  /** Both forms of the record; or why DNS could not be asked. */
  seen: Record<Form, Survey> | { unavailable: string };
}

/** `now` in epoch milliseconds; `earlier`: the same alias at the look before. */
export function aliasProof(
  { contested, seen }: AliasLook,
  targetDomainName: string,
  earlier: AliasProof | undefined,
  now: number,
): AliasProof {
  const { alias } = contested;
  if ('unavailable' in seen) return notSeen(contested, earlier, seen.unavailable);
  const look = (form: Form, record: DnsRecord) =>
    formProof(form, record, seen[form], targetDomainName, rememberedOf(earlier, form), now);
  const underscore = look('underscore', contested.record);
  const plain = look('plain', plainRecord(alias, targetDomainName));
  // The underscore opens every way, so it decides as soon as it can.
  const byPlain = underscore.verdict === 'missing' && plain.verdict !== 'missing';
  return byPlain
    ? { alias, ...plain, other: memoryOf(underscore) }
    : { alias, ...underscore, other: memoryOf(plain) };
}

/** A look at which nobody could be asked tells nothing: what was known before stays known. */
function notSeen(
  { alias, zone, record }: AliasLook['contested'],
  earlier: AliasProof | undefined,
  unavailable: string,
): AliasProof {
  const facts = { alias, verdict: 'missing' as const, servers: [], unavailable };
  if (!earlier) {
    return { ...facts, zone, record, form: 'underscore', decidedBy: 'name-servers', negativeTtl: 0 };
  }
  const { form, decidedBy, other } = earlier;
  return {
    ...facts,
    zone: earlier.zone,
    record: earlier.record,
    form,
    decidedBy,
    ...memoryOf(earlier),
    ...(other && { other }),
  };
}

type FormProof = Omit<AliasProof, 'alias' | 'other'>;

function formProof(
  form: Form,
  record: DnsRecord,
  survey: Survey,
  targetDomainName: string,
  earlier: ProofMemory | undefined,
  now: number,
): FormProof {
  const servers = serverReports(survey, targetDomainName);
  const resolvers = survey.byHttps?.map((answer) => resolverReport(answer, targetDomainName));
  const said = resolvers ?? servers;
  const published = resolvers ? isPublishedTo(resolvers) : isPublished(servers);
  const look = {
    at: now,
    negativeTtl: longestNegativeTtl(survey, targetDomainName),
    oldValueTtl: longest(oldValueTtlOf(said), resolvers && earlier?.oldValueTtl),
  };
  const seen = said.some(({ verdict }) => verdict === 'match');
  const facts = {
    zone: survey.zone.name,
    record,
    form,
    decidedBy: resolvers ? ('https' as const) : ('name-servers' as const),
    servers,
    ...(survey.aboveSilent && { aboveSilent: true as const }),
    ...(resolvers && { resolvers }),
    negativeTtl: look.negativeTtl,
    ...(look.oldValueTtl !== undefined && { oldValueTtl: look.oldValueTtl }),
    ...(seen && { seenAt: earlier?.seenAt ?? instant(now) }),
  };
  const stale = instant(staleUntil(look, earlierLook(earlier)));
  const { publishedAt, settledAt } = earlier ?? {};
  if (!published) {
    // A server that only does not answer takes nothing back: nobody can have cached a miss from it.
    const stands = publishedAt && settledAt && !said.some(contradicts);
    return { ...facts, verdict: 'missing', ...(stands ? { publishedAt, settledAt } : { staleUntil: stale }) };
  }
  const settles = (publishedAt && settledAt) || stale;
  return {
    ...facts,
    verdict: now >= Date.parse(settles) ? 'settled' : 'published',
    publishedAt: publishedAt ?? instant(now),
    settledAt: settles,
  };
}

/** Public resolvers decide: those that answer all have it. */
function isPublishedTo(resolvers: readonly ResolverReport[]): boolean {
  return resolvers.some(({ verdict }) => verdict === 'match') && !resolvers.some(contradicts);
}

/** Where a CNAME leads to the proof, misses at its target are cached as well, for as long as that zone says. */
function longestNegativeTtl({ zone, beyond }: Survey, targetDomainName: string): number {
  const leading = beyond.filter(({ survey }) => isPublished(serverReports(survey, targetDomainName)));
  return Math.max(
    negativeTtl(zone),
    ...leading.map(({ survey }) => longestNegativeTtl(survey, targetDomainName)),
  );
}

/** A resolver tells what is left of a TTL only, so by HTTPS the longest that was ever told counts. */
function longest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined && other === undefined ? undefined : Math.max(one ?? 0, other ?? 0);
}

function oldValueTtlOf(said: readonly Pick<ServerReport, 'verdict' | 'ttl'>[]): number | undefined {
  const ttls = said.flatMap(({ verdict, ttl }) => (verdict === 'match' || ttl === undefined ? [] : [ttl]));
  return ttls.length > 0 ? Math.max(...ttls) : undefined;
}

function rememberedOf(earlier: AliasProof | undefined, form: Form): ProofMemory | undefined {
  return earlier?.form === form ? earlier : earlier?.other;
}

function memoryOf(proof: ProofMemory): ProofMemory {
  const { seenAt, publishedAt, settledAt, staleUntil, oldValueTtl, negativeTtl } = proof;
  return {
    negativeTtl,
    ...(seenAt && { seenAt }),
    ...(publishedAt && { publishedAt }),
    ...(settledAt && { settledAt }),
    ...(staleUntil && { staleUntil }),
    ...(oldValueTtl !== undefined && { oldValueTtl }),
  };
}

function earlierLook(earlier: ProofMemory | undefined): EarlierLook | undefined {
  if (!earlier) return undefined;
  // After a relapse, what was to be waited for before is still to be waited for.
  const until = earlier.staleUntil ?? earlier.settledAt;
  return {
    negativeTtl: earlier.negativeTtl,
    oldValueTtl: earlier.oldValueTtl,
    staleUntil: until === undefined ? 0 : Date.parse(until),
  };
}

function instant(epochMilliseconds: number): string {
  return new Date(epochMilliseconds).toISOString();
}
