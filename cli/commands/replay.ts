/** `cname-rescue replay`: dead letters back onto their way. */
import * as v from 'valibot';
import { awsError } from '../../providers/aws/client.ts';
import {
  type DeadLetter,
  type DeadLetterQueue,
  deadLetterQueue,
} from '../../providers/operator/dead-letters.ts';
import { FunctionMissing, handOver } from '../../providers/operator/functions.ts';
import { readable } from '../../remediation/instant.ts';
import { listed } from '../../remediation/wording.ts';
import type { Command, Look } from '../command.ts';
import { type Confirmable, confirmed, YES } from '../confirm.ts';
import { kindsOf } from '../dead-letter.ts';
import * as described from '../described.ts';
import { ExitCode } from '../exit-code.ts';
import { deadLettersOf, LISTENERS, type Listener } from '../listeners.ts';
import { missingStack } from '../missing-stack.ts';
import { replay as replayed, untried, type Ways } from '../replaying.ts';
import type { Stack } from '../stack.ts';
import { suggested } from '../suggested.ts';
import { columns } from '../terminal/columns.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Of a queue. More than that is not an incident but a state, and its cause comes first. */
const MOST = 100;

/** What Lambda answers to a letter that is too large or otherwise none: it is about this one, not about the others. */
const UNTAKEN = ['InvalidRequestContentException', 'RequestTooLargeException'];

export const ReplayReport = v.object({
  queues: described.list(
    v.object({
      function: described.text('Whose dead letters: the name of the function, without that of the stack.'),
      kinds: described.list(
        v.object({
          event: v.optional(described.text('`detail-type` of the event. Absent: it is none.')),
          about: described.list(
            v.string(),
            'What they tell of, each once: calls, or names of remediations. Those of which it can be read.',
          ),
          error: described.text('Why it lay there.'),
          count: described.count('How many of them.'),
          since: described.text('Since when the oldest lay there. ISO 8601 in UTC.'),
        }),
        'What lay there.',
      ),
      handedOver: described.count('How many went to the function.'),
      stay: described.list(
        v.object({
          id: described.text('Of the message in the queue.'),
          why: described.text('In words.'),
        }),
        'Those that are in the queue yet.',
      ),
      left: described.count('About how many lie there besides: it was enough for once.'),
      elsewhere: described.count('About how many somebody else is looking at, for ten minutes at most.'),
    }),
    'Those in which something lay.',
  ),
  next: v.optional(
    described.text('The command that shows what came back. Only where something was handed over.'),
  ),
});
type ReplayReport = v.InferOutput<typeof ReplayReport>;

interface Options extends Confirmable {
  function: Listener[];
}

interface Opened {
  listener: Listener;
  queue: DeadLetterQueue;
  letters: DeadLetter[];
  left: number;
  elsewhere: number;
}

export const replay: Command<Options> = {
  usage: 'replay [function..]',
  description: 'puts dead letters back onto their way',
  options: (parser) =>
    parser
      .positional('function', {
        choices: LISTENERS,
        array: true,
        default: [],
        describe: 'whose dead letters; all if none is named',
      })
      .option('yes', YES),

  async run({ function: named, yes }, { terminal, stack: find, report }) {
    const stack = await find();
    const opened = await open(stack, named.length > 0 ? named : LISTENERS, terminal);
    const found = opened.filter(({ letters, left, elsewhere }) => letters.length + left + elsewhere > 0);
    const removed = new Set<DeadLetter>();
    try {
      if (!found.some(({ letters }) => letters.length > 0)) {
        report({ queues: found.map((each) => ({ ...factsOf(each), handedOver: 0, stay: [] })) }, text);
        return found.length > 0 ? ExitCode.NEEDS_A_PERSON : ExitCode.FINE;
      }
      const shown = plan(found.map(factsOf), terminal);
      if (!(await confirmed(terminal, { yes }, shown, 'Hand them over?'))) return ExitCode.NEEDS_A_PERSON;
      const { queues, trouble } = await replayAll(found, { stack, terminal, removed });
      const next = queues.some(({ handedOver }) => handedOver > 0) && { next: suggested(stack, 'replay') };
      report({ queues, ...next }, text);
      if (trouble !== undefined) throw trouble;
      const remain = queues.some(({ stay, left, elsewhere }) => stay.length + left + elsewhere > 0);
      return remain ? ExitCode.NEEDS_A_PERSON : ExitCode.FINE;
    } finally {
      await putBack(found, removed);
    }
  },
};

async function open(stack: Stack, listeners: readonly Listener[], terminal: Terminal): Promise<Opened[]> {
  terminal.progress('Looking into the dead-letter queues …');
  const queues = await Promise.all(
    listeners.map(async (listener) => {
      const queue = await deadLetterQueue(deadLettersOf(stack, listener));
      return queue ? [{ listener, queue, ...(await queue.take(MOST)) }] : [];
    }),
  );
  terminal.progress('');
  // That of Slack is not there where Slack is not used; all others are.
  if (queues.flat().length === 0) throw missingStack(stack.stage, stack.account);
  return queues.flat();
}

interface Surroundings {
  stack: Stack;
  terminal: Terminal;
  removed: Set<DeadLetter>;
}

async function replayAll(found: readonly Opened[], { stack, terminal, removed }: Surroundings) {
  const queues: ReplayReport['queues'] = [];
  let trouble: unknown;
  for (const { letters, queue, ...each } of found) {
    const functionName = stack.functionName(each.listener);
    const ways: Ways = {
      handOver: (event) => obstacleTo(functionName, event),
      async remove(letter) {
        await queue.remove(letter);
        removed.add(letter);
      },
    };
    terminal.progress(`Handing ${letters.length} over to ${each.listener} …`);
    const { trouble: here, ...result } =
      trouble === undefined ? await replayed(letters, ways) : { handedOver: 0, stay: untried(letters) };
    queues.push({ ...factsOf({ ...each, letters }), ...result });
    trouble ??= here;
  }
  terminal.progress('');
  return { queues, trouble };
}

async function obstacleTo(functionName: string, event: string): Promise<string | undefined> {
  try {
    await handOver(functionName, event);
    return undefined;
  } catch (error) {
    if (error instanceof FunctionMissing) return `There is no function ${functionName}.`;
    const answer = awsError(error);
    if (answer && UNTAKEN.includes(answer.code)) return `Lambda does not take it: ${answer.message}`;
    throw error;
  }
}

/** In sight of all again, as far as they are still there. */
async function putBack(found: readonly Opened[], removed: ReadonlySet<DeadLetter>): Promise<void> {
  const all = found.flatMap(({ queue, letters }) =>
    letters.filter((letter) => !removed.has(letter)).map((letter) => queue.putBack(letter)),
  );
  // Where that fails, they come in sight by themselves, only later.
  await Promise.allSettled(all);
}

function factsOf({ listener, letters, left, elsewhere }: Omit<Opened, 'queue'>) {
  return { function: listener, kinds: kindsOf(letters), left, elsewhere };
}

type Found = ReturnType<typeof factsOf>;

const RULES =
  'Each goes to its function again, and is removed here once Lambda has taken it. Mend the cause first: what fails again comes back within some minutes. What tells people does so again, also if they have been told.';

/** `--json` has the others. */
const ABOUT_SHOWN = 3;

export function plan(queues: readonly Found[], { width, paint }: Look): string {
  const rows = queues.flatMap((queue) => [
    ...queue.kinds.flatMap(({ event, about, error, count, since }) => [
      [queue.function, `${count}`, readable(since).slice(0, 16), event ?? 'no event: it stays'],
      ...(about.length > 0 ? [['', '', '', listed(about, ABOUT_SHOWN)]] : []),
      ['', '', '', error],
    ]),
    ...besides(queue).map(([count, why]) => [queue.function, count, '', why]),
  ]);
  const table = columns([['DEAD LETTERS OF', '', 'SINCE (UTC)', 'EVENT'].map(paint.bold), ...rows], width);
  return `${table}\n\n${columns([[RULES]], width)}`;
}

function besides({ left, elsewhere }: Pick<Found, 'left' | 'elsewhere'>): [count: string, why: string][] {
  const counts: [number, string][] = [
    [left, `more than ${MOST} at once: run it again`],
    [elsewhere, 'somebody else is looking at them: try again in ten minutes'],
  ];
  return counts.flatMap(([count, why]) => (count > 0 ? [[`~${count}`, why]] : []));
}

export function text({ queues, next }: ReplayReport, { paint, width }: Look): string {
  if (queues.length === 0) return paint.green('There are no dead letters.');
  const rows = queues.flatMap((queue) => [
    ...(queue.handedOver > 0 ? [[queue.function, `${queue.handedOver}`, paint.green('handed over')]] : []),
    ...queue.stay.map(({ id, why }) => [
      queue.function,
      '1',
      `${paint.yellow('stays')}: ${printable(why)} (message ${id})`,
    ]),
    ...besides(queue).map(([count, why]) => [queue.function, count, `${paint.yellow('stay')}: ${why}`]),
  ]);
  const back = next
    ? [
        columns(
          [['Lambda tries each three times, within some minutes. What fails again is here again then.']],
          width,
        ),
        `Next: ${paint.bold(next)}`,
      ]
    : [];
  return [columns(rows, width), ...back].join('\n');
}
