/** All commands, in the order in which they are listed. */
import type { Command } from '../command.ts';
import { list } from './list.ts';

export const COMMANDS: readonly Command[] = [list];
