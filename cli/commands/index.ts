/** All commands, in the order in which they are listed. */
import type { Command } from '../command.ts';
import { list } from './list.ts';
import { status } from './status.ts';
import { watch } from './watch.ts';

export const COMMANDS: readonly Command[] = [list, status, watch];
