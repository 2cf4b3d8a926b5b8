/** From arguments to an exit code: the parser, the command that was meant, and what is said when it goes wrong. */
import { existsSync } from 'node:fs';
import yargs, { type Argv } from 'yargs';
import own from '../package.json' with { type: 'json' };
import { callerArn } from '../providers/operator/caller.ts';
import { DEFAULT_STAGE } from '../remediation/announcements/commands.ts';
import { expandedByShell } from './aliases.ts';
import type { Command, Common, Surroundings } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { remediationNames } from './completion.ts';
import { ExitCode } from './exit-code.ts';
import { REGION, type Stack, stackOf } from './stack.ts';
import { printable } from './terminal/printable.ts';
import type { Terminal } from './terminal/terminal.ts';
import { troubleOf, UsageError } from './trouble.ts';

interface Given {
  profile?: string | undefined;
}

function meantBy([word]: readonly string[], commands: readonly Command[]): Command | undefined {
  return commands.find((each) => wordOf(each) === word);
}

function wordOf({ usage }: Command): string | undefined {
  return usage.split(' ')[0];
}

/** How the command is called that was meant, if one was. */
function help(meant: Command | undefined): string {
  return meant
    ? `Usage: cname-rescue ${meant.usage}. See cname-rescue ${wordOf(meant)} --help`
    : 'See cname-rescue --help, or --help behind a command.';
}

/** yargs counts arguments, which tells nobody what is missing. */
const TOO_FEW = /^Not enough non-option arguments/;

type Environment = Record<string, string | undefined>;

/** @param env is given the Region and the profile that the SDK is to use */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  env: Environment,
  commands: readonly Command[] = COMMANDS,
): Promise<ExitCode> {
  try {
    return await parsed(args, terminal, env, commands);
  } catch (error) {
    terminal.progress('');
    const { exitCode, message } = troubleOf(error, env.AWS_PROFILE);
    const replaced = error instanceof UsageError && wildcardReplaced(args, meantBy(args, commands));
    if (replaced) terminal.error(terminal.paint.yellow(replaced));
    terminal.error(`${terminal.paint.red('✗')} ${printable(message)}`);
    return exitCode;
  }
}

/** Commands that take aliases look for that themselves. Stages may be folders here, and nobody typed a wildcard for one. */
function wildcardReplaced(args: readonly string[], meant: Command | undefined): string | undefined {
  if (meant?.usage.includes('<alias')) return undefined;
  return expandedByShell(
    args.filter((word) => word.includes('.')),
    existsSync,
  );
}

async function parsed(
  args: readonly string[],
  terminal: Terminal,
  env: Environment,
  commands: readonly Command[],
): Promise<ExitCode> {
  let meant: (() => Promise<ExitCode>) | undefined;
  const settle = ({ profile }: Given) => {
    env.AWS_REGION = REGION;
    if (profile !== undefined) env.AWS_PROFILE = profile;
  };
  // A shell's question, about words that are no command yet.
  const completing = args[0] === '--get-yargs-completions';
  const parser = yargs()
    .scriptName('cname-rescue')
    // Left to itself, it would look for the package in the folder where it is called.
    .version(own.version)
    .usage('Where CloudFront aliases stand that could not be added, and what to do about it.\n\n$0 COMMAND')
    .option('stage', {
      type: 'string',
      requiresArg: true,
      default: DEFAULT_STAGE,
      describe: 'of the stack',
    })
    .option('profile', {
      type: 'string',
      requiresArg: true,
      describe: 'of the AWS configuration',
    })
    .option('json', { type: 'boolean', default: false, describe: 'the same facts, for programs' })
    .epilogue(
      'Exit codes: 0 fine, 1 something needs a person, 2 not called right, or nobody to ask, 3 AWS refused or was not reached, 130 Ctrl-C.',
    )
    .demandCommand(1, 'Which command?')
    .recommendCommands()
    .strict(!completing)
    .wrap(terminal.width)
    // It would speak the language of the machine, and the commands English.
    .detectLocale(false)
    .exitProcess(false)
    .fail((message, error) => {
      if (completing) return;
      // Some of what it does not take, yargs throws. Nothing of ours runs before it is done.
      if (error && error.name !== 'YError') throw error;
      const mistake = error?.message ?? message;
      const sentence = TOO_FEW.test(mistake) ? 'Something is missing.' : mistake;
      throw new UsageError(
        `${sentence.replace(/[.?]?$/, (end) => end || '.')} ${help(meantBy(args, commands))}`,
      );
    });
  for (const command of commands) {
    parser.command(
      command.usage,
      command.description,
      (options) => command.options(options as never),
      (given) => {
        // yargs has checked what `options` declares, and its types do not reach from there to here.
        const args = given as unknown as Given & Common;
        onlyOnce(args, command);
        settle(args);
        meant = () => command.run(args, surroundingsOf(args, terminal, env));
      },
    );
  }
  const offered = offeredBy(parser);
  let printed = '';
  await parser.parseAsync([...args], {}, (error: unknown, _: unknown, output: string) => {
    printed = output;
    if (error) throw error;
  });
  if (completing) {
    const { given, words } = await offered;
    settle(given);
    // The shell's words follow the option, beginning with the name of the program.
    const names = await remediationNames(args.slice(2), given.stage, commands);
    terminal.out([...words, ...names].join('\n'));
    // What has been typed so far may be a whole command. It is not meant yet.
    return ExitCode.FINE;
  }
  if (printed) terminal.out(printed);
  return (await meant?.()) ?? ExitCode.FINE;
}

/**
 * What the parser knows to offer, and what it makes of the words typed so far, once a shell asks. It has to be asked at once: when its
 * parsing is over, the parser takes the shell's question for a mistake.
 */
function offeredBy(parser: Argv<Common & Given>): Promise<{ given: Given & Common; words: string[] }> {
  return new Promise((resolve) => {
    parser.completion(
      'completion',
      'prints the completion script for bash or zsh',
      (
        _: string,
        given: unknown,
        known: (onDone: (error: Error | null, words: string[] | undefined) => void) => void,
        // By their number yargs tells what a function of these is for.
        _done: unknown,
      ) => {
        // As above.
        known((error, words = []) => resolve({ given: given as Given & Common, words: error ? [] : words }));
      },
    );
  });
}

/** Of an option that is given more than once, yargs makes a list: two stages do not say which is meant. */
function onlyOnce(given: object, command: Command): void {
  const [twice] = Object.entries(given).filter(
    ([name, value]) => Array.isArray(value) && name !== '_' && !command.usage.includes(`${name}..`),
  );
  if (twice) throw new UsageError(`--${twice[0]} is given more than once. ${help(command)}`);
}

function surroundingsOf(
  { stage, json, profile }: Common & Given,
  terminal: Terminal,
  env: Environment,
): Surroundings {
  // Of whatever npm runs, it says by which of its commands: npx is `npm exec`.
  const byNpx = env.npm_command === 'exec';
  let stack: Promise<Stack> | undefined;
  return {
    terminal,
    stack() {
      stack ??= callerArn().then((caller) => stackOf(stage, caller, { profile, byNpx }));
      return stack;
    },
    report(facts, text) {
      terminal.out(json ? JSON.stringify(facts) : text(facts, terminal));
    },
  };
}
