/** The process: its arguments, its terminal and its environment. The only place that touches them. */
import { run } from './run.ts';
import { processTerminal } from './terminal/process-terminal.ts';

process.exitCode = await run(process.argv.slice(2), processTerminal(), process.env);
