/** What came of an incident, with the names that are its own taken out; and what of it is not as without a cut. */
import * as v from 'valibot';
import type { DeliveredMessage } from '../../sandbox/parts.ts';
import type { StackCall } from './cuts.ts';

const CHANNELS = ['slack', 'sns'] as const;

export interface Outcome {
  status: string;
  /** How often the execution failed, and was redriven. */
  failures: string[];
  /** Of the incident. */
  executions: number;
  cases: number;
  /** What AWS did, whatever the stack was told of it. */
  moves: number;
  updates: number;
  wordsInCase: number;
  targetAliases: string[];
  leftBehind: string[];
  /** Titles of the messages, each once. */
  told: Record<(typeof CHANNELS)[number], string[]>;
  /** What the stack called, in its order. */
  calls: StackCall[];
  /** Faults that no call has met. */
  unmet: number;
}

/** Two of an incident are told apart by nothing but their names. */
export type OwnNames = readonly (readonly [own: string, instead: string])[];

/** @param mark what every title of the incident has, and no other */
export function told(messages: readonly DeliveredMessage[], mark: string, names: OwnNames): Outcome['told'] {
  const titles = (channel: DeliveredMessage['channel']) => [
    ...new Set(
      messages
        .filter((message) => message.channel === channel)
        .map(titleOf)
        .filter((title) => title.includes(mark))
        .map((title) => names.reduce((text, [own, instead]) => text.replaceAll(own, instead), title)),
    ),
  ];
  return { slack: titles('slack'), sns: titles('sns') };
}

const SlackBody = v.object({
  blocks: v.array(v.object({ text: v.optional(v.object({ text: v.string() })) })),
});

function titleOf({ subject, body }: DeliveredMessage): string {
  if (subject !== undefined) return subject;
  const parsed = v.safeParse(SlackBody, body);
  return parsed.success ? (parsed.output.blocks[0]?.text?.text ?? '') : '';
}

/** What has not been said that must be: everything that is said without a cut, and that it failed. */
export function untold(
  { told, failures }: Pick<Outcome, 'told' | 'failures'>,
  expected: Outcome['told'],
): string[] {
  return CHANNELS.flatMap((channel) => {
    const missing = expected[channel].filter((title) => !told[channel].includes(title));
    const isFailureTold = failures.length === 0 || told[channel].some((title) => /stopped by/.test(title));
    return [...missing, ...(isFailureTold ? [] : ['that it failed'])].map(
      (what) => `never said by ${channel}: ${what}`,
    );
  });
}

const shown = (value: string | number | string[]) => String(value || '') || 'none';

/** @returns what is not as in the uncut run */
export function differences(outcome: Outcome, uncut: Outcome): string[] {
  const same = (
    [
      'status',
      'executions',
      'cases',
      'moves',
      'updates',
      'wordsInCase',
      'targetAliases',
      'leftBehind',
    ] as const
  ).filter((what) => String(outcome[what]) !== String(uncut[what]));
  const found = [
    ...same.map((what) => `${what}: ${shown(outcome[what])}, not ${shown(uncut[what])}`),
    ...untold(outcome, uncut.told),
    ...(outcome.unmet > 0 ? ['no call has met the fault'] : []),
  ];
  // Not wrong in itself, and a help where something is.
  return found.length === 0
    ? []
    : [...found, ...outcome.failures.map((failure) => `it failed of ${failure}`)];
}
