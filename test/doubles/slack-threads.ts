/** What the ledger knows of threads in Slack, in memory. */
import type { SlackThreads, ThreadHolder } from '../../remediation/ports.ts';
import type { Root } from '../../remediation/slack/root.ts';

export class SlackThreadsDouble implements SlackThreads {
  readonly byExecution = new Map<string, { root: Root | undefined; holder: ThreadHolder | undefined }>();

  async takeThread(execution: string, holder: ThreadHolder) {
    const { root, holder: standing } = this.byExecution.get(execution) ?? {};
    if (standing && standing.invocation !== holder.invocation && standing.until >= holder.from)
      return undefined;
    this.byExecution.set(execution, { root, holder });
    return { root };
  }

  async leaveThread(execution: string, invocation: string, root: Root | undefined) {
    const standing = this.byExecution.get(execution);
    if (standing?.holder?.invocation !== invocation) return;
    this.byExecution.set(execution, { root: root ?? standing.root, holder: undefined });
  }
}
