/** What a command is made of. Each file of commands/ has one, named after it. */
import type { Argv } from 'yargs';
import type { ExitCode } from './exit-code.ts';
import type { Stack } from './stack.ts';
import type { Paint, Terminal } from './terminal/terminal.ts';

/** Options that every command has. */
export interface Common {
  stage: string;
  json: boolean;
}

export interface Command<Args = object> {
  /** As yargs wants it: `status <name>`. */
  usage: string;
  /** One line of the list of commands. */
  description: string;
  options(parser: Argv<Common>): Argv<Common & Args>;
  run(args: Common & Args, surroundings: Surroundings): Promise<ExitCode>;
}

/** What a command works in. */
export interface Surroundings {
  terminal: Terminal;
  /** Asks AWS whose account it is, once. */
  stack(): Promise<Stack>;
  /** The same facts for whoever reads them: by `--json` as one line of JSON, otherwise as text for a person. */
  report<Facts>(facts: Facts, text: (facts: Facts, look: Look) => string): void;
}

export interface Look {
  paint: Paint;
  width: number;
}
