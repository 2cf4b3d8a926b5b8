/** `cname-rescue list`: where each remediation stands, the newest first. */

import * as v from 'valibot';
import type { Command, Look } from '../command.ts';
import * as described from '../described.ts';
import { ExitCode } from '../exit-code.ts';
import { aliasesBeside, MOST_SHOWN, shownName } from '../standing/listing.ts';
import { lookAt, newestOf } from '../standing/looking.ts';
import { RemediationSummary } from '../standing/summary.ts';
import { mark, standingWords } from '../standing/words.ts';
import { suggested } from '../suggested.ts';
import { columns } from '../terminal/columns.ts';
import { age, secondsBetween } from '../terminal/duration.ts';
import { printable } from '../terminal/printable.ts';

export const RemediationList = v.object({
  lookedAt: described.instant('When all of this was so.'),
  remediations: described.list(
    v.object({
      ...RemediationSummary.entries,
      startedAt: described.instant('When the execution was started.'),
      stoppedAt: v.optional(described.instant('When it ended.')),
      shownName: described.text('As much of the name as it takes to be found by.'),
    }),
    'The newest first.',
  ),
  left: described.count('How many older ones there are, which are not shown.'),
  next: described.list(v.string(), 'Commands that say of each that needs a person what to do.'),
});
type RemediationList = v.InferOutput<typeof RemediationList>;

interface Options {
  all: boolean;
}

export const list: Command<Options> = {
  usage: 'list',
  description: 'where each remediation stands: those that run, and that ended within 14 days',
  options: (parser) =>
    parser.option('all', { type: 'boolean', default: false, describe: 'also what ended before that' }),

  async run({ all }, { stack, report, terminal }) {
    const place = await stack();
    const now = Date.now();
    const newest = await newestOf(place);
    const looked = await lookAt(place, newest, {
      all,
      now,
      onLook: (count, of) => terminal.progress(`Looked at ${count} of ${of}`),
    });
    const summaries = looked.map(({ summary }) => summary);
    const rows = looked.map(({ execution: { startedAt, stoppedAt }, summary }) => ({
      ...summary,
      startedAt,
      ...(stoppedAt !== undefined && { stoppedAt }),
      shownName: shownName(summary, summaries, newest),
    }));
    const needing = rows.filter(({ needsPerson }) => needsPerson);
    const facts: RemediationList = {
      lookedAt: new Date(now).toISOString(),
      remediations: rows,
      left: newest.filter(({ name }) => !rows.some((each) => each.name === name)).length,
      next: needing.map(({ shownName }) => suggested(place, 'status', shownName)),
    };
    report(facts, text);
    return needing.length > 0 ? ExitCode.NEEDS_A_PERSON : ExitCode.FINE;
  },
};

/** A hint is enough; the table has them all. */
const COMMANDS_SHOWN = 3;

function text({ remediations, lookedAt, left, next }: RemediationList, { paint, width }: Look): string {
  const more = remediations.length < MOST_SHOWN ? ': --all' : '.';
  const older = left > 0 ? `${left} older ${left === 1 ? 'one is' : 'ones are'} not shown${more}` : '';
  if (remediations.length === 0) return older || 'There are no remediations.';
  const rows = remediations.map((each) => [
    mark(each, paint),
    withAliases(each, paint),
    age(secondsBetween(each.since, lookedAt)),
    standingWords(each),
  ]);
  const table = columns([['', ...['NAME', 'SINCE', 'STANDING'].map(paint.bold)], ...rows], width);
  const needed =
    next.length > 0 ? [`\n${next.length === 1 ? 'One needs' : `${next.length} need`} a person:`] : [];
  const commands = next.slice(0, COMMANDS_SHOWN).map((command) => `    ${command}`);
  return [table, ...needed, ...commands, ...(older && [paint.dim(`\n${older}`)])].join('\n');
}

function withAliases(each: RemediationList['remediations'][number], paint: Look['paint']): string {
  const aliases = printable(aliasesBeside(each));
  return aliases ? `${each.shownName}\n${paint.dim(aliases)}` : each.shownName;
}
