/** The state of the ownership proof in sentences for a person: which record, who lacks it, what is there, until when. */
import type { AliasProof, ServerReport } from './document.ts';
import { readable } from './instant.ts';
import { behindBy, hasIt } from './server-report.ts';
import { listed, shortened } from './wording.ts';

/** The table has them all; a sentence names the first few. */
const ALIASES_NAMED = 3;
const SERVERS_NAMED = 4;
const GROUPS_NAMED = 4;
const DETAIL_IN_SENTENCE = 120;

/** Characters. Step Functions takes 32,768 for the cause of an error (API reference, SendTaskFailure), in JSON. */
const LONGEST_LAST_WORDS = 16_000;

/** `aliases`: those that the verdict is about. Instants in ISO 8601. */
export function proofReason(
  aliases: readonly AliasProof[],
  wait: { nextCheckAt?: string; deadlineAt?: string },
): string {
  if (aliases.length === 0) return 'No alias needs a proof of ownership.';
  const named = aliases.slice(0, ALIASES_NAMED);
  const sentences = saidOnce(named);
  const rest = aliases.length - named.length;
  if (rest > 0) sentences.push(`${rest} more ${rest === 1 ? 'alias' : 'aliases'} likewise.`);
  if (wait.nextCheckAt && wait.deadlineAt) {
    sentences.push(`Next look at ${readable(wait.nextCheckAt)}, the last at ${readable(wait.deadlineAt)}.`);
  }
  return sentences.join(' ');
}

/** Every server of every alias with what it said: the last word when a deadline is over. */
export function lastVerdicts(aliases: readonly AliasProof[]): string {
  const words = aliases
    .map((proof) => {
      const { record, zone, servers, unavailable } = proof;
      const said = grouped(servers).map(([what, names]) => `${names.join(', ')}: ${what}`);
      const last = unavailable ?? [...said, ...resolversSaid(proof)].join('; ');
      return `TXT ${record.name} "${record.value}" in the zone ${zone}: ${last}.`;
    })
    .join(' ');
  const told = shortened(words, LONGEST_LAST_WORDS);
  return told === words ? words : `${told} (the rest is in the execution)`;
}

/** Of several records that are published, what holds of all is said once. */
function saidOnce(aliases: readonly AliasProof[]): string[] {
  const sentences = aliases.map((proof) => {
    const name = nameOf(proof);
    const whole = aliasSentence(proof);
    const isPublished = proof.verdict !== 'missing' && whole.startsWith(`${name} is `);
    return isPublished ? { name, rest: whole.slice(`${name} is `.length) } : { name: '', rest: whole };
  });
  return [...new Set(sentences.map(({ rest }) => rest))].map((rest) => {
    const those = sentences.filter((each) => each.rest === rest);
    const names = those.map(({ name }) => name).filter(Boolean);
    if (names.length === 0) return rest;
    return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} ${rest}`;
  });
}

function nameOf({ record }: AliasProof): string {
  return `TXT ${record.name} "${record.value}"`;
}

function aliasSentence(proof: AliasProof): string {
  const { zone, servers, verdict, unavailable } = proof;
  const name = nameOf(proof);
  if (unavailable !== undefined) return `DNS could not be asked for ${name}: ${unavailable}`;
  const others = servers.filter((report) => report.verdict !== 'match');
  const lacking = others.length > 0 ? `: ${shortList(others)}` : '';
  const everywhere = `${name} is ${everywhereOf(proof)} since ${readable(proof.publishedAt)}${proof.decidedBy === 'https' ? '' : lacking}`;
  switch (verdict) {
    case 'missing':
      if (proof.decidedBy === 'https') return `${UNREACHABLE} ${name}: ${resolversSaid(proof).join('; ')}.`;
      return `${name} is ${whereItIs(servers)} of ${zone}${lacking}.${follow(servers)}`;
    case 'published':
      return `${everywhere}. Until ${readable(proof.settledAt)} a cache can hold an earlier miss or value.${unsaid(proof)}`;
    case 'settled':
      return `${everywhere}, and ${proof.decidedBy === 'https' ? 'as far as public resolvers tell ' : ''}no cache can hold anything older.${unsaid(proof)}`;
  }
}

const UNREACHABLE =
  'No name server can be reached from here, as when port 53 is closed, so public resolvers decide, asked by HTTPS.';

/** What we do not know, and so do not pass over. */
function unsaid({ aboveSilent }: AliasProof): string {
  return aboveSilent
    ? ' The zone above did not say whom it delegates to: a server that only it knows was not asked.'
    : '';
}

function everywhereOf({ zone, form, decidedBy }: AliasProof): string {
  const where =
    decidedBy === 'https'
      ? `at every public resolver that answers by HTTPS (no name server of ${zone} can be reached from here)`
      : `on every name server of ${zone}`;
  return form === 'plain' ? `(the plain form, which only AWS Support takes) ${where}` : where;
}

function resolversSaid({ resolvers = [] }: AliasProof): string[] {
  return resolvers.map(({ resolver, verdict, detail }) => {
    return `${resolver}: ${detail ? `${WORDS[verdict]}, ${detail}` : WORDS[verdict]}`;
  });
}

function whereItIs(all: readonly ServerReport[]): string {
  // Those of a CNAME's target are not the zone's.
  const servers = all.filter(({ about }) => about === undefined);
  const names = [...new Set(servers.map(({ server }) => server))];
  if (names.length === 1) return 'not on the one name server';
  const having = names.filter((name) => hasIt(servers.filter(({ server }) => server === name)));
  return `on ${having.length === 0 ? 'none' : having.length} of the ${names.length} name servers`;
}

/** Where some have it, the others come by it by themselves, as a rule: that is why the next look is soon. */
function follow(servers: readonly ServerReport[]): string {
  const having = servers.filter(({ verdict }) => verdict === 'match');
  const lacking = servers.filter(({ verdict, about, cname }) => verdict === 'missing' && !about && !cname);
  if (having.length === 0 || lacking.length === 0) return '';
  return ` The others should follow soon${behindBy(lacking, having)}.`;
}

function shortList(servers: readonly ServerReport[]): string {
  const groups = grouped(servers);
  const shown = groups.slice(0, GROUPS_NAMED).map(([what, names]) => {
    return `${listed(names, SERVERS_NAMED)}: ${shortened(what, DETAIL_IN_SENTENCE)}`;
  });
  const more = groups.length - shown.length;
  return more > 0 ? `${shown.join('; ')}; ${more} more say other things` : shown.join('; ');
}

/** Servers that said the same, together. */
function grouped(servers: readonly ServerReport[]): [what: string, names: string[]][] {
  const groups = new Map<string, string[]>();
  for (const { server, address, verdict, detail } of servers) {
    const what = detail ? `${WORDS[verdict]}, ${detail}` : WORDS[verdict];
    const name = address ? `${server} (${address})` : server;
    groups.set(what, [...(groups.get(what) ?? []), name]);
  }
  return [...groups];
}

const WORDS: Record<ServerReport['verdict'], string> = {
  match: 'has it',
  'wrong-value': 'another value',
  missing: 'missing',
  unreachable: 'no answer',
  refused: 'no authority',
};
