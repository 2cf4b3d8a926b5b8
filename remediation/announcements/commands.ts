/** The commands by which an operator follows, retries or stops a remediation: ours, and the same by the AWS CLI for whoever has not got it. */
import type { Language } from './language.ts';
import type { Message } from './message.ts';
import { word } from './shell.ts';
import { placeOf } from './which-one.ts';

interface Execution {
  arn: string;
  name: string;
}

/** For whoever has got the first message: what there is beside doing what it says. */
export function follow(execution: Execution, { captions }: Language): Message['copy'][number] {
  return {
    caption: captions.follow,
    text: [ours('watch', execution), ours('stop', execution)].join('\n'),
  };
}

export function retry(
  execution: Execution,
  { captions }: Language,
  caption = captions.retry,
): Message['copy'] {
  return [
    { caption, text: ours('retry', execution) },
    { caption: captions.byAwsCli, text: byAwsCli('redrive-execution', execution) },
  ];
}

export function stop(execution: Execution, { captions }: Language): Message['copy'] {
  return [
    { caption: captions.stop, text: ours('stop', execution) },
    { caption: captions.byAwsCli, text: byAwsCli('stop-execution', execution) },
  ];
}

/** The stage that the command takes where none is given: that of README.md. */
export const DEFAULT_STAGE = 'prod';

export function commandLine(stage: string, ...words: readonly string[]): string {
  const where = stage === DEFAULT_STAGE ? [] : ['--stage', stage];
  return ['cname-rescue', ...words, ...where].map(word).join(' ');
}

function ours(command: 'watch' | 'retry' | 'stop', { arn, name }: Execution): string {
  return commandLine(placeOf(arn).stage ?? DEFAULT_STAGE, command, name);
}

function byAwsCli(command: 'redrive-execution' | 'stop-execution', { arn }: Execution): string {
  return `aws stepfunctions ${command} --region ${arn.split(':')[3]} --execution-arn ${word(arn)}`;
}
