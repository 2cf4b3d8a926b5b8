/** What is told of a check that is repeated: a line for each thing, and only those lines that say something new. Pure. */
import { readable } from '../../remediation/instant.ts';
import { printable } from '../terminal/printable.ts';
import type { AliasFacts, CheckFacts } from './facts.ts';

/** How it stands, a line for each alias and the certificate, or for each problem. */
export function standing(facts: CheckFacts): string[] {
  const { aliases, certificate, problems, target } = facts;
  const said = problems.map(({ alias, about, problem }) => `${alias ?? about}: ${problem}`);
  const fine = aliases
    .filter(({ alias }) => !problems.some((each) => each.alias === alias))
    .map((each) => `${each.alias}: ${inShort(each, target.id)}`);
  const covered =
    certificate && !problems.some(({ about }) => about === 'certificate')
      ? [`certificate: ${certificate.says}`]
      : [];
  return [...said, ...fine, ...covered].map(printable);
}

function inShort({ where, proof, pointing }: AliasFacts, target: string): string {
  if (where === 'on-target') return `On ${target}.`;
  if (proof?.verdict === 'settled')
    return 'The TXT record is on every name server, and no cache can miss it any more.';
  if (proof)
    return `The TXT record is on every name server; no cache can miss it after ${readable(proof.settledAt)}.`;
  return `DNS is not in the way${pointing?.verdict === 'left' ? `; no cache leads elsewhere after ${readable(pointing.clearAt)}` : ''}.`;
}

/** Two looks at which nothing has changed have the same: what only moves on with the clock is left out. */
export function fingerprint(facts: CheckFacts): string {
  const { state, aliases } = facts;
  const servers = aliases.map(({ proof, pointing, where, remediation }) => [
    where,
    remediation?.name,
    (proof?.servers ?? pointing?.servers ?? []).map(({ server, address, verdict }) => [
      server,
      address,
      verdict,
    ]),
  ]);
  return JSON.stringify([state, servers, standing(facts)]);
}
