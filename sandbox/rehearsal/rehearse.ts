/** One rehearsal from curtain to curtain: a sandbox of its own, the scenario's play, and what came of it. */
import { type CaseDetails, DescribeCasesCommand } from '@aws-sdk/client-support';
import type { DeliveredMessage } from '../parts.ts';
import { type RecordToCreate, recordsIn, validationRecordsIn } from '../people/dns-owner.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { Interrupted } from '../usage.ts';
import { endsAsDeclared } from './ends.ts';
import { type Execution, statesEntered } from './execution.ts';
import { proofLooks } from './proof-looks.ts';
import type { Ending, Play, Rehearsal, Scenario, SupportCase, Theatre } from './scenario.ts';
import { OURS, Stage } from './stage.ts';
import type { TimelineEntry } from './timeline.ts';
import { until } from './until.ts';
import { type Watch, watch } from './watch.ts';

export interface Report {
  scenario: string;
  ok: boolean;
  /** `arrived`: the alias is on the target. `ignored`: nothing was to start, and nothing did. `as-expected`: it ended as the scenario says, without a move. */
  outcome: 'arrived' | 'as-expected' | 'ignored' | 'failed';
  problems: string[];
  /** What it was about; absent when the play was not played to its end. */
  alias: string | undefined;
  execution:
    | { arn: string; name: string; status: string; states: string[]; redriveCount: number }
    | undefined;
  timeline: TimelineEntry[];
  calls: Ending['calls'];
  messages: Ending['messages'];
  cases: Ending['cases'];
}

const ENDED = ['SUCCEEDED', 'FAILED', 'ABORTED', 'TIMED_OUT'];

/**
 * `stopped` ends the rehearsal early, and everything that it started.
 * @throws Interrupted when it was stopped.
 * @throws Error when the sandbox cannot be started; what goes wrong in the play is in the report.
 */
export async function rehearse(
  scenario: Rehearsal | Scenario,
  onEntry: (entry: TimelineEntry) => void,
  stopped: Promise<void> = new Promise(() => {}),
): Promise<Report> {
  const end = stopped.then(() => {
    throw new Interrupted();
  });
  // Raced below; until then it may already be rejected.
  end.catch(() => {});
  const sandbox = await startSandbox({
    port: 0,
    dnsPort: 0,
    ...(scenario.overrides && { overrides: scenario.overrides }),
  });
  try {
    return await Promise.race([perform(scenario, sandbox, onEntry), end]);
  } finally {
    await sandbox.close();
  }
}

async function perform(
  scenario: Rehearsal | Scenario,
  sandbox: Sandbox,
  onEntry: (entry: TimelineEntry) => void,
): Promise<Report> {
  const stage = new Stage(sandbox.endpoint);
  const { sfn } = stage.as(OURS);
  const watching = watch({
    sfn,
    stateMachineArn: sandbox.stateMachineArn,
    messages: sandbox.messages,
    cases: () => casesOf(stage),
    onEntry,
  });
  watching.say(`The sandbox is up: AWS at ${sandbox.endpoint}, DNS at ${sandbox.dns}, the stack deployed.`);

  let ending: Ending | undefined;
  let ignored = false;
  const problems: string[] = [];
  try {
    const play = await scenario.play(theatre(stage, sandbox, watching));
    ignored = play.ignored ?? false;
    if (!ignored) {
      await untilEnded(watching);
      await untilTold(sandbox, watching);
      ending = await endingOf(play, stage, sandbox, watching);
      if ('ends' in scenario) problems.push(...endsAsDeclared(scenario.ends, ending));
      problems.push(...scenario.verify(ending));
    }
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  await watching.stop();
  const report = reportOf(scenario, sandbox, watching, ending, problems, ignored);
  watching.end(...curtain(report, ending));
  return report;
}

function theatre(stage: Stage, sandbox: Sandbox, watching: Watch): Theatre {
  return {
    stage,
    world: sandbox.world,
    say: (text) => watching.say(text),
    messages: sandbox.messages,
    calls: sandbox.calls,
    untilEnded: () => untilEnded(watching),
    untilState: (name, times = 1) =>
      until(`the remediation enters "${name}"`, async () =>
        watching
          .executions()
          .find((execution) => statesEntered(execution).filter((state) => state === name).length >= times),
      ),
    untilSeen: (what, isSo, times = 1) =>
      until(`the remediation sees ${what}`, async () =>
        watching
          .executions()
          .find(
            (execution) =>
              ENDED.includes(execution.status) || proofLooks(execution).filter(isSo).length >= times,
          ),
      ),
    untilAsked: () => untilAsked(sandbox, watching, recordsIn),
    untilValidationAsked: () => untilAsked(sandbox, watching, validationRecordsIn),
    untilStarted: (count) =>
      until(`${count} remediations start`, async () => {
        const [newest, ...others] = watching.executions();
        return others.length >= count - 1 && newest;
      }),
    hasStarted: () => watching.executions().length > 0,
  };
}

function untilAsked(
  sandbox: Sandbox,
  watching: Watch,
  read: (message: DeliveredMessage) => RecordToCreate[],
): Promise<RecordToCreate[]> {
  return until('a Slack message asks for a record', async () => {
    const records = sandbox.messages().flatMap(read);
    return (records.length > 0 || newestOnceAllEnded(watching) !== undefined) && records;
  });
}

function untilEnded(watching: Watch): Promise<Execution> {
  return until('the remediation ends', async () => newestOnceAllEnded(watching));
}

function newestOnceAllEnded(watching: Watch): Execution | undefined {
  const all = watching.executions();
  return all.every(({ status }) => ENDED.includes(status)) ? all[0] : undefined;
}

/** The last message leaves after the execution's end: every announcement reaches Slack, that of a failure too. */
async function untilTold(sandbox: Sandbox, watching: Watch): Promise<void> {
  const told = watching
    .executions()
    .flatMap((execution) => [
      ...statesEntered(execution).filter((state) => state.startsWith('Announce ')),
      ...execution.history.filter(({ type }) => type === 'ExecutionFailed' || type === 'ExecutionAborted'),
    ]);
  const announced = told.length;
  await until(
    `${announced} announcements reach Slack`,
    async () => sandbox.messages().filter(isAnnouncement).length >= announced,
    { seconds: 15 },
  );
}

/** A bot has one message besides, which begins the thread. */
function isAnnouncement({ channel, ts, thread }: DeliveredMessage): boolean {
  return channel === 'slack' && (ts === undefined || thread !== undefined);
}

async function endingOf(play: Play, stage: Stage, sandbox: Sandbox, watching: Watch): Promise<Ending> {
  const execution = await untilEnded(watching);
  const earlier = watching.executions().filter(({ arn }) => arn !== execution.arn);
  const aliases = async (place: Play['target'] | undefined) =>
    place ? stage.aliasesOf(place.account, place.id) : [];
  return {
    ...play,
    execution,
    earlier,
    calls: sandbox.calls(),
    messages: sandbox.messages(),
    targetAliases: await aliases(play.target),
    holderAliases: await aliases(play.holder),
    cases: await casesOf(stage),
  };
}

/** None where the account has no plan with an API. */
async function casesOf(stage: Stage): Promise<SupportCase[]> {
  try {
    const { cases = [] } = await stage
      .as(OURS)
      .support.send(new DescribeCasesCommand({ includeResolvedCases: true, includeCommunications: true }));
    return cases.map(caseOf);
  } catch (error) {
    if (error instanceof Error && error.name === 'SubscriptionRequiredException') return [];
    throw error;
  }
}

function caseOf({
  subject = '',
  status = '',
  language = '',
  recentCommunications,
}: CaseDetails): SupportCase {
  // Newest first: what opened the case is the last.
  const communications = recentCommunications?.communications ?? [];
  const opening = communications.at(-1);
  return {
    subject,
    status,
    language,
    body: opening?.body ?? '',
    later: communications
      .slice(0, -1)
      .filter(({ submittedBy }) => submittedBy !== 'Amazon Web Services')
      .map(({ body = '' }) => body),
    attachments: (opening?.attachmentSet ?? []).map(({ fileName = '' }) => fileName),
  };
}

function reportOf(
  scenario: Rehearsal,
  sandbox: Sandbox,
  watching: Watch,
  ending: Ending | undefined,
  problems: string[],
  ignored: boolean,
): Report {
  const [execution] = watching.executions();
  const moved = ending?.targetAliases.includes(ending.alias);
  const ok = problems.length === 0;
  return {
    scenario: scenario.name,
    ok,
    outcome: outcomeOf(ok, ignored, moved ?? false),
    problems,
    alias: ending?.alias,
    execution: execution && {
      arn: execution.arn,
      name: execution.name,
      status: execution.status,
      states: statesEntered(execution),
      redriveCount: execution.redriveCount,
    },
    timeline: watching.timeline,
    calls: sandbox.calls(),
    messages: sandbox.messages(),
    cases: ending?.cases ?? [],
  };
}

function outcomeOf(ok: boolean, ignored: boolean, moved: boolean): Report['outcome'] {
  if (!ok) return 'failed';
  if (ignored) return 'ignored';
  return moved ? 'arrived' : 'as-expected';
}

function curtain({ ok, problems, outcome }: Report, ending: Ending | undefined): [string, string[]] {
  if (!ok) return ['Not as it must be:', problems];
  if (outcome === 'arrived')
    return [`${ending?.alias} is on ${ending?.target?.id}, and everything was as it must be.`, []];
  return ['Ended as the scenario says, and everything was as it must be.', []];
}
