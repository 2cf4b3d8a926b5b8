/** The facts of a check, for a person: a block for each alias, the certificate, what would happen, what to do next. */
import { readable } from '../../remediation/instant.ts';
import { serverRows } from '../../remediation/server-table.ts';
import { targetInFull } from '../../remediation/target-words.ts';
import type { Look } from '../command.ts';
import { columns } from '../terminal/columns.ts';
import { printable } from '../terminal/printable.ts';
import { serverColumns } from '../terminal/server-columns.ts';
import type { AliasFacts, CheckFacts, Problem } from './facts.ts';

type Row = [label: string, text: string];

const INDENT = '  ';
/** Beyond these, `--json` has the rest. */
const TABLE_LINES = 40;

export function checkText(facts: CheckFacts, look: Look): string {
  const { target, account, aliases, next } = facts;
  return [
    `${look.paint.bold(targetInFull({ ...target, account }))}, account ${account}`,
    ...aliases.map((alias) => aliasBlock(alias, facts, look)),
    ...certificateBlock(facts, look),
    ...outlookBlock(facts, look),
    block(look.paint.bold('Next'), [paragraph(next.says, look), copyable(next.commands)]),
  ].join('\n\n');
}

function aliasBlock(facts: AliasFacts, { problems, checkedAt }: CheckFacts, look: Look): string {
  const { alias, proof, record, pointing, remediation } = facts;
  const own = problems.filter((each) => each.alias === alias);
  const rows: Row[] = [
    ['Held by', heldBy(facts)],
    ['Would be', WOULD_BE[facts.happens]],
    ...(remediation ? [['Remediation', remediation.name] satisfies Row] : []),
    ...recordRows(facts),
  ];
  const { rows: said, leftOut } = proof ? serverRows(proof, TABLE_LINES) : pointingRows(pointing);
  const more = leftOut > 0 ? `\n… and ${leftOut} more` : '';
  const about = record ? `Asked about TXT ${record.name}` : `Asked where ${alias} leads`;
  return block(marked(alias, own.length === 0, look), [
    labelled(rows, look),
    ...own.map((each) => problemPart(each, look)),
    said.length > 0
      ? `${about}, at ${readable(checkedAt)}:\n${serverColumns(
          said.map((row) => row.map(printable)),
          within(look),
        )}${more}`
      : '',
  ]);
}

function heldBy({ where, holder }: AliasFacts): string {
  switch (where) {
    case 'on-target':
      return 'the target, already';
    case 'held':
      return holder ? holderInFull(holder) : '';
    case 'not-listed':
      return 'nobody that CloudFront lists';
    case 'not-told':
      return 'not known: CloudFront tells it only once the target has a certificate for it';
  }
}

function holderInFull({
  resourceType,
  resourceId,
  accountId,
  service,
}: NonNullable<AliasFacts['holder']>): string {
  const behind = service ? ` (${service}): free as soon as its custom domain name is deleted there` : '';
  return `${resourceType} ${resourceId}, account ${accountId}${behind}`;
}

const WOULD_BE: Record<AliasFacts['happens'], string> = {
  nothing: 'left alone',
  move: 'moved by API',
  try: 'moved by API if CloudFront does it, otherwise by AWS Support',
  support: 'moved by AWS Support',
  add: 'added, by making the update again',
};

function recordRows({ proof, record, pointing }: AliasFacts): Row[] {
  if (pointing?.verdict === 'left') {
    return [['DNS', `not in the way; no cache leads elsewhere after ${readable(pointing.clearAt)}`]];
  }
  if (!proof || !record) return [];
  const { settledAt } = proof;
  const where =
    proof.decidedBy === 'https'
      ? 'at every public resolver (no name server can be reached from here)'
      : 'on every name server';
  const plain = proof.form === 'plain' ? ', in the plain form, which only AWS Support takes' : '';
  if (proof.verdict === 'missing') {
    const kept = `if the record came to be there now: a miss is kept for ${proof.negativeTtl} s`;
    return settledAt === undefined ? [] : [['Settled', `at ${readable(settledAt)}, ${kept}`]];
  }
  return [
    ['TXT record', `${record.name} "${record.value}"`],
    ['Published', `${where}, first seen there at ${readable(proof.publishedAt)}${plain}`],
    [
      'Settled',
      proof.verdict === 'settled'
        ? 'no cache can miss it any more'
        : `at ${readable(settledAt)}; until then a cache can miss it`,
    ],
  ];
}

function pointingRows(pointing: AliasFacts['pointing']) {
  const rows = (pointing?.servers ?? []).map(({ server, address, verdict, ttl, detail }) => [
    server,
    address,
    verdict,
    ttl === undefined ? '' : `TTL ${ttl}`,
    detail,
  ]);
  return { rows, leftOut: 0 };
}

function certificateBlock({ certificate, problems }: CheckFacts, look: Look): string[] {
  if (!certificate) return [];
  const own = problems.filter(({ about }) => about === 'certificate');
  const soon = certificate.endsSoon ? `It expires on ${readable(certificate.endsSoon)}.` : '';
  return [
    block(marked('Certificate', own.length === 0, look), [
      ...(own.length > 0 ? own.map((each) => problemPart(each, look)) : [paragraph(certificate.says, look)]),
      paragraph(soon, look),
    ]),
  ];
}

function outlookBlock({ outlook, problems, state }: CheckFacts, look: Look): string[] {
  const own = problems.filter(({ alias, about }) => alias === undefined && about !== 'certificate');
  if (outlook.length === 0 && own.length === 0) return [];
  const title = state === 'needs-a-person' ? 'What would happen, once that is done' : 'What would happen';
  return [
    block(look.paint.bold(title), [
      ...outlook.map((sentence) => paragraph(sentence, look)),
      ...own.map((each) => problemPart(each, look)),
    ]),
  ];
}

function problemPart({ problem, fix, copy }: Problem, look: Look): string {
  const rows: Row[] = [
    [look.paint.red('Problem'), problem],
    [look.paint.green('Fix'), fix],
  ];
  return [labelled(rows, look), copyable(copy)].filter(Boolean).join('\n\n');
}

function marked(title: string, isFine: boolean, { paint }: Look): string {
  return `${isFine ? paint.green('✓') : paint.red('✗')} ${paint.bold(title)}`;
}

/** Its parts apart from each other, so that what is to be copied stands by itself. */
function block(title: string, parts: readonly string[]): string {
  const body = parts.filter(Boolean).join('\n\n');
  return [title, ...body.split('\n').map((line) => (line ? INDENT + line : ''))].join('\n');
}

function paragraph(text: string, look: Look): string {
  return text && columns([[printable(text)]], within(look));
}

function labelled(rows: readonly Row[], look: Look): string {
  return columns(
    rows.map(([label, text]) => [label, printable(text)]),
    within(look),
  );
}

/** However long they are: broken, they could not be copied. */
function copyable(lines: readonly string[]): string {
  return lines.map((line) => INDENT + printable(line)).join('\n');
}

function within({ width }: Look): number {
  return width - INDENT.length;
}
