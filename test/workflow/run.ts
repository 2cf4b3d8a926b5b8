/** Runs the shipped state machine on the sandbox's Step Functions, with the real steps on a `World`: no Lambda, no wire. */
import type {
  DescribeExecutionCommandInput,
  DescribeExecutionCommandOutput,
  GetExecutionHistoryCommandInput,
  GetExecutionHistoryCommandOutput,
  HistoryEvent,
  RedriveExecutionCommandInput,
  SendTaskSuccessCommandInput,
  StartExecutionCommandInput,
  StartExecutionCommandOutput,
  StopExecutionCommandInput,
} from '@aws-sdk/client-sfn';
import * as v from 'valibot';
import { expect } from 'vitest';
import { parseAnnouncement } from '../../remediation/announcements/announcement.ts';
import { Incident, type Remediation, StepInput } from '../../remediation/document.ts';
import { executionName } from '../../remediation/execution-name.ts';
import { addAlias } from '../../remediation/steps/add-alias.ts';
import { attachCertificate } from '../../remediation/steps/attach-certificate.ts';
import { awaitSupport } from '../../remediation/steps/await-support.ts';
import { checkAliasRecord } from '../../remediation/steps/check-alias-record.ts';
import { checkCertificate } from '../../remediation/steps/check-certificate.ts';
import { checkOwnershipProof } from '../../remediation/steps/check-ownership-proof.ts';
import { checkSupportCase } from '../../remediation/steps/check-support-case.ts';
import { confirmAlias } from '../../remediation/steps/confirm-alias.ts';
import { diagnoseConflict } from '../../remediation/steps/diagnose-conflict.ts';
import { draftSupportCase } from '../../remediation/steps/draft-support-case.ts';
import { moveAlias } from '../../remediation/steps/move-alias.ts';
import { openSupportCase } from '../../remediation/steps/open-support-case.ts';
import type { Invocation } from '../../sandbox/parts.ts';
import { createStepFunctions } from '../../sandbox/services/stepfunctions/create-step-functions.ts';
import { portsOf, SETTINGS } from '../doubles/steps.ts';
import { expectToldWell } from '../doubles/told-well.ts';
import type { World } from '../doubles/world.ts';
import { definition } from './definition.ts';
import { expectDescribedForm } from './described-form.ts';
import { expectSoundChain } from './sound-chain.ts';

const PLACE = { account: '111122223333', region: 'us-east-1' };

export interface Run {
  /** States in the order in which they were entered. */
  entered(): string[];
  outcome(): { status: string | undefined; error?: string | undefined; cause?: string | undefined };
  history(): HistoryEvent[];
  /** Lets the parked task go on, as SendTaskSuccess does. */
  resume(): void;
  redrive(): void;
  stop(): void;
}

/** `faults`: by function, errors to throw on the coming invocations. `parameters`: what is not as it is shipped. */
export function run(
  world: World,
  incident: unknown,
  faults: Record<string, Error[]> = {},
  parameters: Partial<typeof SETTINGS> = {},
): Run {
  // The operations of the sandbox answer at once, in the SDK's shapes; its own type says neither.
  const sfn = createStepFunctions({
    ...PLACE,
    functions: { invoke: (arn, payload) => invoke(arn, payload), invokeLater: () => {} },
    buses: { put: (event) => announce(world, event) },
  });
  const operations = sfn.service.operations as unknown as Operations;
  const resume = (taskToken: string) => operations.SendTaskSuccess({ taskToken, output: '{}' });
  const settings = { ...SETTINGS, ...parameters };
  const steps = stepsOn(world, resume, settings);

  const invoke = async (arn: string, payload: unknown): Promise<Invocation> => {
    const name = arn.split(':').at(-1) ?? '';
    try {
      const fault = faults[name]?.shift();
      if (fault) throw fault;
      // As a document travels over the wire.
      const result = await steps[name]?.(JSON.parse(JSON.stringify(payload)));
      return { ok: true, payload: JSON.parse(JSON.stringify(result ?? null)) };
    } catch (error) {
      const { name: errorType, message: errorMessage } = error as Error;
      return { ok: false, error: { errorType, errorMessage, trace: [] } };
    }
  };

  const stateMachineArn = sfn.createStateMachine({
    name: 'cname-rescue-prod',
    definition: definition(),
    roleArn: 'arn:aws:iam::111122223333:role/remediation',
  });
  const { executionArn } = operations.StartExecution({
    stateMachineArn,
    name: executionName(v.parse(Incident, incident)),
    input: JSON.stringify({ incident, ...(settings.dryRun && { dryRun: true }) }),
  });
  const history = () => allEvents(operations, executionArn ?? '');
  return {
    history,
    entered: () => history().flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []),
    outcome: () => {
      const { status, error, cause } = operations.DescribeExecution({ executionArn });
      return { status, ...(error && { error }), ...(cause && { cause }) };
    },
    resume: () => {
      for (const token of world.tokens.values()) resume(token);
    },
    redrive: () => operations.RedriveExecution({ executionArn }),
    stop: () => operations.StopExecution({ executionArn }),
  };
}

interface Operations {
  StartExecution(input: StartExecutionCommandInput): StartExecutionCommandOutput;
  DescribeExecution(input: DescribeExecutionCommandInput): DescribeExecutionCommandOutput;
  GetExecutionHistory(input: GetExecutionHistoryCommandInput): GetExecutionHistoryCommandOutput;
  RedriveExecution(input: RedriveExecutionCommandInput): void;
  StopExecution(input: StopExecutionCommandInput): void;
  SendTaskSuccess(input: SendTaskSuccessCommandInput): void;
}

function allEvents(operations: Operations, executionArn: string): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = operations.GetExecutionHistory({ executionArn, maxResults: 1000, nextToken });
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return events;
}

const Parked = v.object({ taskToken: v.string() });

function stepsOn(
  world: World,
  resume: (taskToken: string) => void,
  settings: typeof SETTINGS,
): Record<string, (payload: unknown) => Promise<unknown>> {
  const ports = portsOf(world);
  const never = () => {
    throw new Error('not part of the state machine');
  };
  const executions = {
    start: never,
    status: never,
    arnOf: never,
    failure: never,
    resume: async (token: string) => resume(token),
  };
  const park = awaitSupport({ ledger: world.ledger, executions });
  const step = (run: (input: StepInput) => Promise<unknown>) => (payload: unknown) =>
    run(unabridged(payload));
  return {
    DiagnoseConflict: step(diagnoseConflict(ports, settings)),
    CheckOwnershipProof: step(checkOwnershipProof(ports, settings)),
    CheckCertificate: step(checkCertificate(ports, settings)),
    AttachCertificate: step(attachCertificate(ports, settings)),
    CheckAliasRecord: step(checkAliasRecord(ports, settings)),
    AddAlias: step(addAlias(ports, settings)),
    MoveAlias: step(moveAlias(ports, settings)),
    DraftSupportCase: step(draftSupportCase(ports, settings)),
    OpenSupportCase: step(openSupportCase(ports, settings)),
    AwaitSupport: (payload) => park(v.parse(StepInput, payload), v.parse(Parked, payload).taskToken),
    CheckSupportCase: step(checkSupportCase(ports, settings)),
    ConfirmAlias: step(confirmAlias(ports, settings)),
  };
}

const Written = v.object({ remediation: v.record(v.string(), v.unknown()) });

/** What one step writes and the next one's parser leaves out would be lost. Only what AWS answered the state may be. */
function unabridged(payload: unknown): StepInput {
  const parsed = v.parse(StepInput, payload);
  const { remediation } = v.parse(Written, payload);
  const { announced: _announced, woken: _woken, ...written } = remediation;
  expect(parsed.remediation).toEqual(written);
  expectSoundChain(parsed.remediation);
  return parsed;
}

const situations = new Set<string>();

/** Of a property's thousand announcements most are alike. */
function isNewSituation(type: string, remediation: Remediation): boolean {
  const { dryRun, diagnosis, proof, aliasRecord, certificate, move, addition } = remediation;
  const sections = [diagnosis, proof, aliasRecord, certificate, move, addition, remediation.case];
  const situation = [type, dryRun, ...sections.map((section) => section?.verdict)].join();
  const isNew = !situations.has(situation);
  situations.add(situation);
  return isNew;
}

function announce(world: World, event: { source: string; 'detail-type': string; detail: unknown }): void {
  // Step Functions' own status events pass here, too.
  if (event.source !== 'cname-rescue') return;
  const { type, detail } = parseAnnouncement({ ...event, time: new Date().toISOString() });
  expectSoundChain(detail.remediation);
  if (isNewSituation(type, detail.remediation)) {
    expectToldWell(type, detail);
    expectDescribedForm(event);
  }
  world.announced.push({ at: Date.now(), type, detail: event.detail });
}
