/** What a scenario is made of. */
import type { Overrides } from '../overrides.ts';
import type { DeliveredMessage } from '../parts.ts';
import type { RecordToCreate } from '../people/dns-owner.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Call } from '../wire/call-log.ts';
import type { Execution } from './execution.ts';
import type { ProofLook } from './proof-looks.ts';
import type { Stage } from './stage.ts';

/** What a scenario acts with. */
export interface Theatre {
  stage: Stage;
  /** What was there long before, without the way there. */
  world: Sandbox['world'];
  /** A line in the timeline: what a person or a deployment does. */
  say(text: string): void;
  messages(): DeliveredMessage[];
  calls(): Call[];
  /** Waits until the remediation has entered a state so many times. */
  untilState(name: string, times?: number): Promise<Execution>;
  /**
   * Waits until the remediation has looked at the proof and seen this, so many times, or has ended without: then the
   * checks say what went wrong. `what` says in words what is to be seen.
   */
  untilSeen(what: string, isSo: (look: ProofLook) => boolean, times?: number): Promise<Execution>;
  /** Waits until so many remediations have started, ended ones included, and gives the newest. */
  untilStarted(count: number): Promise<Execution>;
  /** Whether a remediation has started. */
  hasStarted(): boolean;
  /** Waits until no remediation is running, and gives the newest, which ended well or not. */
  untilEnded(): Promise<Execution>;
  /** The records that the messages ask for; none when the remediation ends without asking. */
  untilAsked(): Promise<RecordToCreate[]>;
  /** The same of records that validate a certificate. */
  untilValidationAsked(): Promise<RecordToCreate[]>;
}

/** What a scenario was about, for the checks at the end. */
export interface Play {
  alias: string;
  /** Absent when the event names no distribution. */
  target?: { account: string; id: string };
  holder?: { account: string; id: string; domainName: string };
  /** When the DNS owner published the record, ISO 8601. */
  consentAt?: string;
  /** When the owner changed the alias's own record, ISO 8601. */
  changedAt?: string;
  /** When a name server that had been dead answered again, ISO 8601. */
  serverBackAt?: string;
  /** Nothing was to start, and nothing did. */
  ignored?: boolean;
}

export interface SupportCase {
  subject: string;
  status: string;
  language: string;
  /** As it was opened. */
  body: string;
  /** What the customer said afterwards, newest first, of the last few communications. */
  later: string[];
  /** Names of the files that came with the body. */
  attachments: string[];
}

export interface Ending extends Play {
  /** The newest. */
  execution: Execution;
  /** Those that started before it, newest first. */
  earlier: Execution[];
  calls: Call[];
  messages: DeliveredMessage[];
  targetAliases: string[];
  holderAliases: string[];
  cases: SupportCase[];
}

/** What can be rehearsed: a scenario, or an event from a file, of which nobody can say before how it ends. */
export interface Rehearsal {
  name: string;
  /** What somebody finds. Whole sentences, with Markdown's code spans at most. */
  situation: string;
  /** Other values for variables of the packaged stage, as in infra/functions.yml. */
  overrides?: Overrides;
  play(theatre: Theatre): Promise<Play>;
  /** What is not as it must be, besides what a scenario's `ends` says; empty when all is well. */
  verify(ending: Ending): string[];
}

/** How an alias comes onto the target. */
export type Way = 'moved by API' | 'moved by AWS Support' | 'added';

/** How it ends, which the rehearsal is held to: every way in which aliases come onto the target, or that none does. */
export type Ends =
  | readonly [Way, ...Way[]]
  | 'nothing moves'
  /** Name of the error that ends the execution. */
  | { stoppedBy: string };

/** A row of the README's decision table. */
export interface Scenario extends Rehearsal {
  /** What cname-rescue does then, in sentences like the situation's. */
  whatHappens: string;
  ends: Ends;
}

/** Rows that belong together: where a reader looks for a situation. */
export interface Chapter {
  title: string;
  scenarios: readonly Scenario[];
}
