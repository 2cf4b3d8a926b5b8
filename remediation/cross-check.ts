/** What public resolvers say once the record is published: told for comparison, never decided by. */
import type { AliasProof, Proof, ResolverReport } from './document.ts';
import type { ResolverAnswer } from './ports.ts';
import { resolverReport } from './server-report.ts';
import { boundedProofs } from './table-size.ts';

/** `answers` by alias. */
export function crossChecked(
  proof: Proof,
  answers: ReadonlyMap<string, readonly ResolverAnswer[]>,
  targetDomainName: string,
): Proof {
  const aliases = proof.aliases.map((alias): AliasProof => {
    const said = answers.get(alias.alias) ?? [];
    if (said.length === 0) return alias;
    return { ...alias, resolvers: said.map((answer) => resolverReport(answer, targetDomainName)) };
  });
  const differing = aliases.flatMap(({ record, resolvers = [] }) =>
    resolvers.filter(({ verdict }) => verdict !== 'match').map((report) => ({ record, report })),
  );
  const [first, ...others] = differing;
  const bounded = boundedProofs(aliases);
  if (!first) return { ...proof, aliases: bounded };
  const more = others.length > 0 ? ` (and ${others.length} more answers differ)` : '';
  const reason = `${proof.reason} For comparison, ${first.report.resolver} on ${first.record.name}: ${said(first.report)}${more}.`;
  return { ...proof, aliases: bounded, reason };
}

function said({ verdict, detail, ttl }: ResolverReport): string {
  if (verdict === 'missing' && ttl !== undefined) return `it remembers a miss for another ${ttl} s`;
  return [verdict, detail].filter(Boolean).join(', ');
}
