/** A remediation that waits for AWS Support, under the clock of the test. */
import type { Remediation, SupportCase } from '../../remediation/document.ts';
import { awaitSupport } from '../../remediation/steps/await-support.ts';
import { checkSupportCase } from '../../remediation/steps/check-support-case.ts';
import { openSupportCase } from '../../remediation/steps/open-support-case.ts';
import { receiveSupportUpdate } from '../../remediation/steps/receive-support-update.ts';
import { later } from './clock.ts';
import { proof, remediation, stepInput } from './documents.ts';
import { ExecutionsDouble } from './executions.ts';
import { portsOf, SETTINGS } from './steps.ts';
import { World } from './world.ts';

/** A case that is open, and the execution about to wait for it. */
export class Waiting {
  readonly world = new World();
  readonly executions = new ExecutionsDouble();
  readonly ports = { ledger: this.world.ledger, executions: this.executions, now: Date.now };
  document: Remediation = remediation({ proof: proof('settled') });

  static async begin(): Promise<Waiting> {
    const waiting = new Waiting();
    waiting.world.publish();
    const opened = await openSupportCase(portsOf(waiting.world), SETTINGS)(stepInput(waiting.document));
    waiting.document = { ...waiting.document, case: opened };
    later(5);
    return waiting;
  }

  get supportCase() {
    const [opened] = this.world.cases;
    if (!opened) throw new Error('no case');
    return opened;
  }

  /** `Check support case`, its section put in place. */
  async check(redriveCount = 0): Promise<SupportCase> {
    const section = await checkSupportCase(
      portsOf(this.world),
      SETTINGS,
    )(stepInput(this.document, redriveCount));
    this.document = { ...this.document, case: section };
    return section;
  }

  park(token: string): Promise<void> {
    return awaitSupport(this.ports)(stepInput(this.document), token);
  }

  /** AWS writes; the event is on its way. */
  reply(body: string): void {
    this.supportCase.communications.unshift({ body, at: Date.now(), byAws: true });
  }

  event(caseId = 'case-1') {
    const detail = { 'case-id': caseId, 'display-id': '1234567890', 'event-name': 'AddCommunicationToCase' };
    return receiveSupportUpdate(this.ports)({ source: 'aws.support', detail });
  }
}
