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

  async leaveThread(execution: string, { invocation, until }: ThreadHolder, root: Root | undefined) {
    const { holder, root: standing } = this.byExecution.get(execution) ?? {};
    if (holder?.invocation !== invocation || holder.until !== until) return false;
    this.byExecution.set(execution, { root: root ?? standing, holder: undefined });
    return true;
  }
}
