/** Somebody runs the command that a Slack message holds: `aws lambda invoke`. */
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { argumentsOf, commandsIn, filledIn } from '../people/operator.ts';
import type { Theatre } from '../rehearsal/scenario.ts';
import { OURS } from '../rehearsal/stage.ts';
import { until } from '../rehearsal/until.ts';

/** `values`: what is put in, by the words in angle brackets that it takes the place of. */
export async function runCommand(theatre: Theatre, values: Readonly<Record<string, string>>): Promise<void> {
  const [command = ''] = await until('a Slack message holds a command', async () => {
    const found = theatre.messages().flatMap(commandsIn);
    return found.length > 0 && found;
  });
  await invoke(theatre, filledIn(command, values));
}

/** What `aws lambda invoke` does with its options. */
async function invoke({ stage }: Theatre, command: string): Promise<void> {
  const words = await argumentsOf(command);
  const option = (name: string) => words[words.indexOf(name) + 1] ?? '';
  if (words.slice(0, 2).join(' ') !== 'lambda invoke') throw new Error(`It is no invocation: ${command}`);
  const { StatusCode } = await stage.as(OURS).lambda.send(
    new InvokeCommand({
      FunctionName: option('--function-name'),
      InvocationType: 'Event',
      Payload: option('--payload'),
    }),
  );
  if (StatusCode !== 202) throw new Error(`Lambda answered ${StatusCode}`);
}
