/** `cname-rescue watch NAME`: `status`, again whenever something has changed, until the remediation is over. */
import { setTimeout } from 'node:timers/promises';
import { latestEventOf } from '../../providers/operator/standing.ts';
import type { Command } from '../command.ts';
import { ExitCode } from '../exit-code.ts';
import { remediationNamed } from '../named-remediation.ts';
import type { RemediationStatus } from '../standing/facts.ts';
import { statusText, watchText } from '../standing/text.ts';
import { changeLine, watching } from '../standing/watching.ts';
import { exitCodeOf, type Named, statusNow, withName } from './status.ts';

export const watch: Command<Named> = {
  usage: 'watch <name>',
  description: 'the status, again whenever something has changed, until it is over',
  options: withName,

  async run({ name, json }, { terminal, stack, report }) {
    const where = await stack();
    const remediation = await remediationNamed(where, name);
    const interruption = terminal.interruption();
    const redrawn = terminal.interactive && !json;
    const draw = (facts: RemediationStatus) => {
      terminal.progress(watchText({ ...facts, lookedAt: new Date().toISOString() }, terminal));
    };
    const last = await watching({
      look: () => statusNow(where, remediation.arn),
      latestEvent: () => latestEventOf(remediation.arn),
      // Ended by Ctrl-C, as its own end: the loop asks the signal.
      second: () => setTimeout(1000, undefined, { signal: interruption }).catch(() => {}),
      interruption,
      ...(redrawn
        ? { changed: draw, goesOn: draw }
        : { changed: (facts) => report(facts, changeLine), goesOn: () => {} }),
    });
    // A program has had its line already.
    if (!json) report(last, statusText);
    if (!interruption.aborted) return exitCodeOf(last);
    terminal.error('Not watched any more. The remediation goes on by itself.');
    return ExitCode.INTERRUPTED;
  },
};
