/** What is said of one remediation, as text from the top down. */
import { readable } from '../../remediation/instant.ts';
import { serverRows } from '../../remediation/server-table.ts';
import { listed } from '../../remediation/wording.ts';
import type { Look } from '../command.ts';
import { columns } from '../terminal/columns.ts';
import { duration, secondsBetween } from '../terminal/duration.ts';
import { printable } from '../terminal/printable.ts';
import type { Paint } from '../terminal/terminal.ts';
import type { RemediationStatus } from './facts.ts';
import { mark, standingWords } from './words.ts';

type Facts = RemediationStatus;
type Link = Facts['chain'][number];

/** Beyond these, `--json` has the rest. */
const TABLES_SHOWN = 3;
const TABLE_LINES = 16;
const ALIASES_SHOWN = 6;

const TITLES: Record<Link['name'], string> = {
  call: 'Failed call',
  conflict: 'Conflict',
  proof: 'TXT record',
  'alias-record': 'DNS record',
  certificate: 'Certificate',
  move: 'Move',
  addition: 'Addition',
  case: 'Support case',
  confirmation: 'Arrival',
};

export function statusText(facts: Facts, look: Look): string {
  return [
    heading(facts, look),
    chain(facts, look),
    ...whatToDo(facts, look),
    ...facts.next.map(({ says, copy }) => block(look.paint.dim('→'), [says], copy, look)),
    places(facts),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** For a terminal on which it is redrawn: no more lines than it takes. Of what is done the name is enough. */
export function watchText(facts: Facts, look: Look): string {
  const links = facts.chain.map((link) => (link.state === 'done' ? { ...link, reason: '' } : link));
  const hint = look.paint.dim('Ctrl-C ends the watching. The remediation goes on.');
  return [heading(facts, look), chain({ ...facts, chain: links }, look), hint, ...whatToDo(facts, look)]
    .filter(Boolean)
    .join('\n\n');
}

function whatToDo(facts: Facts, look: Look): string[] {
  return [
    ...facts.toDo.map(({ problem, fix, copy }) => block(look.paint.yellow('!'), [problem, fix], copy, look)),
    ...serverTables(facts, look),
    ...whereAliasesLead(facts, look),
  ];
}

function heading(facts: Facts, { paint, width }: Look): string {
  const { about, target, name, startedAt, stoppedAt, since, lookedAt, redriveCount } = facts;
  const shown = about.slice(0, ALIASES_SHOWN).join(', ');
  const more = about.length > ALIASES_SHOWN ? ` and ${about.length - ALIASES_SHOWN} more` : '';
  const title = about.length > 0 ? `${shown}${more} → ${target ?? 'a target that is not known'}` : name;
  const redriven =
    redriveCount > 0 ? `, retried ${redriveCount === 1 ? 'once' : `${redriveCount} times`}` : '';
  const long = duration(secondsBetween(since, lookedAt));
  const howLong = stoppedAt === undefined ? `for ${long}` : `${long} ago`;
  return [
    columns([[paint.bold(printable(title))]], width),
    `${mark(facts, paint)} ${paint.bold(standingWords(facts))}, ${howLong}`,
    paint.dim(name),
    paint.dim(`started ${readable(startedAt)}${redriven}`),
  ].join('\n');
}

const PAINTED: Record<Link['state'], (paint: Paint) => string> = {
  done: ({ green }) => green('✓'),
  waiting: ({ yellow }) => yellow('…'),
  failed: ({ red }) => red('✗'),
  ahead: ({ dim }) => dim('·'),
};

function chain(facts: Facts, { paint, width }: Look): string {
  const rows = facts.chain.map((link) => [
    PAINTED[link.state](paint),
    link.state === 'ahead' ? paint.dim(title(link, facts)) : title(link, facts),
    [printable(reason(link, facts)), wait(link, facts.lookedAt)].filter(Boolean).join('\n'),
  ]);
  return rows.length > 0 ? columns(rows, width) : '';
}

function title({ name }: Link, { call }: Facts): string {
  return name === 'call' && call?.startedByHand ? 'Started' : TITLES[name];
}

function reason({ name, state, reason: said }: Link, { call, proofs }: Facts): string {
  if (name === 'call' && call && !call.startedByHand && said) return `${said}\nRequest ${call.requestId}.`;
  // What each server says is in the tables below.
  const missing = missingOf(proofs);
  if (name !== 'proof' || state !== 'waiting' || missing.length === 0) return said;
  const records = listed(missing.map(({ record }) => record.name));
  return `Not on every name server yet: ${records}.`;
}

function missingOf(proofs: Facts['proofs']): Facts['proofs'] {
  return proofs.filter(({ verdict }) => verdict === 'missing');
}

/** With the next look in the time that is left, so that one sees it run. */
function wait({ nextCheckAt, deadlineAt }: Link, now: string): string {
  if (nextCheckAt === undefined) return '';
  const left = secondsBetween(now, nextCheckAt);
  const next =
    left > 0 ? `Next look in ${duration(left)}, at ${readable(nextCheckAt)}.` : 'It is being looked at.';
  return deadlineAt === undefined ? next : `${next} Given up at ${readable(deadlineAt)}.`;
}

/** As long as the record is what is waited for, or what it failed of. */
function serverTables({ chain: links, proofs }: Facts, look: Look): string[] {
  const proof = links.find(({ name }) => name === 'proof');
  if (proof?.state !== 'waiting' && proof?.state !== 'failed') return [];
  const missing = missingOf(proofs);
  const shown = missing.slice(0, TABLES_SHOWN).map((each) => {
    const { rows, leftOut } = serverRows(each, TABLE_LINES);
    const more = leftOut > 0 ? [`… and ${leftOut} more`] : [];
    return [`${each.record.name} at the name servers of ${each.zone}:`, table(rows, look), ...more].join(
      '\n',
    );
  });
  const rest = missing.length - shown.length;
  return rest > 0 ? [...shown, `${rest} more records are missing: --json has them.`] : shown;
}

function whereAliasesLead({ chain: links, aliasRecords }: Facts, look: Look): string[] {
  const record = links.find(({ name }) => name === 'alias-record');
  if (record?.state !== 'waiting' && record?.state !== 'failed') return [];
  return aliasRecords.slice(0, TABLES_SHOWN).map(({ alias, zone, servers }) => {
    const rows = servers
      .slice(0, TABLE_LINES)
      .map(({ server, address, verdict, ttl, detail }) => [
        server,
        address,
        verdict,
        ttl === undefined ? '' : `TTL ${ttl}`,
        detail,
      ]);
    return [`${alias} at the name servers of ${zone}:`, table(rows, look)].join('\n');
  });
}

function table(rows: readonly string[][], { width }: Look): string {
  return columns(
    rows.map((row) => row.map(printable)),
    width,
  );
}

/** A problem or a hint, and below it what is to be copied: whole lines, never broken. */
function block(mark: string, says: readonly string[], copy: readonly string[], { width }: Look): string {
  const prose = columns(
    says.map((text, index) => [index === 0 ? mark : '', printable(text)]),
    width,
  );
  return [prose, ...copy.map((line) => `     ${printable(line)}`.trimEnd())].join('\n');
}

function places({ url, case: asked }: Facts): string {
  return [...(asked?.url === undefined ? [] : [`Case:      ${asked.url}`]), `Execution: ${url}`].join('\n');
}
