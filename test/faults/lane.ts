/**
 * A sandbox in which one incident is played after the other, each with names of its own: the functions stay warm, which makes
 * a run cheap. Several lanes side by side wait for different things.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ListExecutionsCommand, RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { DescribeCasesCommand } from '@aws-sdk/client-support';
import * as v from 'valibot';
import { type Execution, execution, statesEntered } from '../../sandbox/rehearsal/execution.ts';
import { OURS, Stage, THEIRS } from '../../sandbox/rehearsal/stage.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import type { Call } from '../../sandbox/wire/call-log.ts';
import { type Cut, functionOf, orderOf, type StackCall } from './cuts.ts';
import { type Contested, type Incident, type Place, ZONE } from './incidents.ts';
import { type Outcome, told, untold } from './outcome.ts';
import { taskCalls } from './task-calls.ts';

const PAUSE_MS = 200;
/** An uncut run takes five seconds on an idle machine, and a cut one seldom more than ten. */
const LONGEST_MS = 180_000;
/** Whoever has to redrive once more has found something. */
const MOST_REDRIVES = 2;

const Faults = v.array(v.object({ times: v.number(), left: v.number() }));
const MOVES = ['UpdateDomainAssociation', 'AssociateAlias'];

export interface Lane {
  /**
   * Plays an incident under these faults to its end, and redrives its execution when it fails.
   * @param expected what is to be said at least: waited for a while after the end
   */
  play(incident: Incident, cuts: readonly Cut[], expected: Outcome['told']): Promise<Outcome>;
  close(): Promise<void>;
}

export async function openLane(): Promise<Lane> {
  const sandbox = await startSandbox({
    port: 0,
    dnsPort: 0,
    // The poll that makes up for lost wake-ups is short.
    overrides: { ATTACH_CERTIFICATE: 'true', CASE_POLL_SECONDS: '3', CASE_LISTING_LAG_SECONDS: '6' },
    settings: {
      negativeTtlSeconds: 1,
      deploySeconds: 0.2,
      agentSeconds: 0.3,
      retryDelaysSeconds: [0.2, 1],
      longestInvocationSeconds: 15,
    },
  });
  const stage = new Stage(sandbox.endpoint);
  // Far less than the stack reckons with, so that it is right on a busy machine, too.
  await stage.control('PUT', 'support/lag', { seconds: 1 });
  const wildcard = (account: string) =>
    sandbox.world.seedCertificate({ account, domainName: `*.${ZONE}`, status: 'ISSUED' }).arn;
  const place: Place = {
    sandbox,
    stage,
    zone: { account: OURS, id: await stage.hostedZone(OURS, ZONE) },
    certificates: new Map([OURS, THEIRS].map((account) => [account, wildcard(account)])),
  };
  let incidents = 0;
  return {
    async play(incident, cuts, expected) {
      incidents += 1;
      const key = String(incidents).padStart(3, '0');
      const contested = await incident.setUp(place, key);
      return new Run(place, incident, contested, key).play(cuts, expected);
    },
    close: () => sandbox.close(),
  };
}

class Run {
  readonly #place: Place;
  readonly #incident: Incident;
  readonly #contested: Contested;
  readonly #key: string;
  readonly #since = new Date().toISOString();
  #failures: string[] = [];

  constructor(place: Place, incident: Incident, contested: Contested, key: string) {
    this.#place = place;
    this.#incident = incident;
    this.#contested = contested;
    this.#key = key;
  }

  async play(cuts: readonly Cut[], expected: Outcome['told']): Promise<Outcome> {
    const { stage } = this.#place;
    const { aliases, target, certificateArn } = this.#contested;
    for (const cut of cuts) {
      // A cold one, which calls whatever it calls once.
      const called = functionOf(cut);
      if (called) await stage.control('POST', 'functions/recycle', { function: called });
      await stage.control('POST', 'faults', orderOf(cut));
    }
    await stage.failingUpdate(OURS, target.id, { aliases, certificateArn });
    const end = Date.now() + LONGEST_MS;
    let arn: string | undefined;
    let status = 'none started';
    while (Date.now() < end) {
      await sleep(PAUSE_MS);
      [arn, status] = await this.#standing();
      await this.#incident.look(this.#place, this.#contested, {
        calls: this.#wireCalls(),
        hasEntered: async (state) => (await this.#states(arn)).includes(state),
      });
      if (status === 'SUCCEEDED') break;
      if (status === 'FAILED' && arn && !(await this.#redrive(arn))) break;
    }
    while (Date.now() < end) {
      if (untold({ told: this.#told(), failures: this.#failures }, expected).length === 0) break;
      await sleep(PAUSE_MS);
    }
    const outcome = await this.#outcome(status, arn);
    await stage.control('DELETE', 'faults');
    return outcome;
  }

  async #executions() {
    const { stage, sandbox } = this.#place;
    const { stateMachineArn } = sandbox;
    const { executions = [] } = await stage.as(OURS).sfn.send(new ListExecutionsCommand({ stateMachineArn }));
    return executions.filter(({ name }) => name?.includes(this.#contested.target.id));
  }

  async #standing(): Promise<[arn: string | undefined, status: string]> {
    const [newest] = await this.#executions();
    return [newest?.executionArn, newest?.status ?? 'none started'];
  }

  /** @returns whether it goes on */
  async #redrive(executionArn: string): Promise<boolean> {
    const { sfn } = this.#place.stage.as(OURS);
    const { error = '', cause = '' } = await execution(sfn, executionArn);
    this.#failures.push(`${error}: ${cause}`);
    if (this.#failures.length > MOST_REDRIVES) return false;
    await sfn.send(new RedriveExecutionCommand({ executionArn }));
    return true;
  }

  async #states(arn: string | undefined): Promise<string[]> {
    return arn ? statesEntered(await execution(this.#place.stage.as(OURS).sfn, arn)) : [];
  }

  #calls(): Call[] {
    return this.#place.sandbox.calls(this.#since).filter(({ principal }) => principal.includes(':role/'));
  }

  #wireCalls(): StackCall[] {
    const counts = new Map<string, number>();
    return this.#calls().map(({ principal, service, action }) => {
      const by = principal.replace(/^.*-sandbox-/, '');
      const nth = (counts.get(`${by} ${action}`) ?? 0) + 1;
      counts.set(`${by} ${action}`, nth);
      return { by, service, action, nth };
    });
  }

  #told(): Outcome['told'] {
    const { target } = this.#contested;
    return told(this.#place.sandbox.messages(), this.#mark, [
      [target.endpoint, 'ENDPOINT'],
      [target.id, 'TARGET'],
      [this.#key, ''],
    ]);
  }

  /** In each of its aliases, and in no others. */
  get #mark(): string {
    return `${this.#key}.${ZONE}`;
  }

  /** Of messages, however often they say the same. */
  #posts(): StackCall[] {
    return this.#place.sandbox
      .messages()
      .filter((message) => message.channel === 'slack' && JSON.stringify(message.body).includes(this.#mark))
      .map((_, index) => ({ by: 'announce-by-slack', service: 'slack', action: 'POST', nth: index + 1 }));
  }

  async #outcome(status: string, arn: string | undefined): Promise<Outcome> {
    const { stage } = this.#place;
    const { target, holders, aliases } = this.#contested;
    const done = (...actions: string[]) =>
      this.#calls().filter((call) => call.done && actions.includes(call.action)).length;
    const { cases = [] } = await stage
      .as(OURS)
      .support.send(new DescribeCasesCommand({ includeResolvedCases: true, includeCommunications: false }));
    const left = await Promise.all(holders.map(({ account, id }) => stage.aliasesOf(account, id)));
    const plain = (names: string[]) => names.map((name) => name.replaceAll(this.#key, '')).toSorted();
    const told = this.#told();
    const faults = v.parse(Faults, await stage.control('GET', 'faults'));
    const played: Execution | undefined = arn ? await execution(stage.as(OURS).sfn, arn) : undefined;
    return {
      status,
      failures: this.#failures,
      executions: (await this.#executions()).length,
      cases: cases.filter(({ subject }) => aliases.some((alias) => subject?.includes(alias))).length,
      moves: done(...MOVES),
      updates: done('UpdateDistribution'),
      wordsInCase: done('AddCommunicationToCase'),
      targetAliases: plain(await stage.aliasesOf(OURS, target.id)),
      leftBehind: plain(left.flat()),
      told,
      calls: [...this.#wireCalls(), ...(played ? taskCalls(played) : []), ...this.#posts()],
      unmet: faults.filter(({ left, times }) => left === times).length,
    };
  }
}
