/** `cname-rescue list`: the remediations, the newest first. */
import * as v from 'valibot';
import { listRemediations } from '../../providers/operator/remediations.ts';
import type { Command, Look } from '../command.ts';
import { ExitCode } from '../exit-code.ts';
import { missingStack } from '../missing-stack.ts';
import { columns } from '../terminal/columns.ts';

export const RemediationList = v.object({
  remediations: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      startedAt: v.string(),
      stoppedAt: v.optional(v.string()),
    }),
  ),
});
type RemediationList = v.InferOutput<typeof RemediationList>;

interface Options {
  most: number;
}

export const list: Command<Options> = {
  usage: 'list',
  description: 'the remediations, the newest first',
  options: (parser) =>
    parser.option('most', { type: 'number', default: 20, describe: 'how many, at the most' }),

  async run({ most }, { stack, report }) {
    const { stateMachineArn, ...rest } = await stack();
    const remediations = await listRemediations(stateMachineArn, { most });
    if (!remediations) throw missingStack(rest.stage, rest.account);
    report({ remediations: remediations.map(({ arn: _, ...facts }) => facts) }, text);
    return ExitCode.FINE;
  },
};

function text({ remediations }: RemediationList, { paint, width }: Look): string {
  if (remediations.length === 0) return 'There are no remediations.';
  const rows = remediations.map(({ name, status, startedAt }) => [status, startedAt.slice(0, 16), name]);
  return columns([['STATUS', 'STARTED (UTC)', 'NAME'].map(paint.bold), ...rows], width);
}
