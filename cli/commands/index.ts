/** All commands, in the order in which they are listed. */
import type { Command } from '../command.ts';
import { check } from './check.ts';
import { doctor } from './doctor.ts';
import { list } from './list.ts';
import { replay } from './replay.ts';
import { retry } from './retry.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { watch } from './watch.ts';

export const COMMANDS: readonly Command[] = [check, start, list, status, watch, retry, stop, replay, doctor];
