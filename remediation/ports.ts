/**
 * What the steps need of the world, as interfaces: `providers/` fulfils them with AWS and DNS, tests with doubles.
 */
import type { CaseLanguage, DnsRecord, Holder, Target, TargetId } from './document.ts';
import type { OwnResource } from './masking.ts';
import type { PastMove } from './ping-pong.ts';
import type { Root } from './slack/root.ts';
import type { Tag } from './tag.ts';

export type {
  Dns,
  Pointing,
  PointingAnswer,
  ResolverAnswer,
  ServerAnswer,
  Survey,
  TxtAnswer,
  Zone,
} from './dns-port.ts';
export type {
  AttachmentOutcome,
  CaseDraft,
  CaseState,
  Communication,
  CreateOutcome,
  Support,
  SupportService,
} from './support-port.ts';

/** The only clock: instants as epoch milliseconds. */
export type Now = () => number;

/** One run of a function. */
export interface Invocation {
  /** The same when Lambda tries the same event again. */
  id: string;
  /** Until Lambda ends it. */
  leftMs(): number;
}

/** A target as CloudFront has it now, as far as the rules need it. */
export interface TargetResource extends Omit<Target, 'account'> {
  /** `Deployed` when every edge has the current configuration. */
  status: string;
  /** Those that CloudFront serves, normalised. */
  aliases: string[];
  /** Aliases of a tenant that CloudFront does not serve yet, as no certificate covers them. */
  inactive: string[];
  certificate: CertificateReference | undefined;
  /** How viewers are served; only where there is a certificate, as without one CloudFront shows values of no meaning. */
  viewer: ViewerSettings | undefined;
}

/** In CloudFront's words: `sni-only`, `TLSv1.2_2021`. */
export interface ViewerSettings {
  sslSupportMethod: string;
  minimumProtocolVersion: string;
}

export interface CertificateReference {
  source: 'acm' | 'iam';
  /** ACM: the ARN. IAM: the server certificate's id. */
  id: string;
  /** Not the tenant's own: that of its multi-tenant distribution, with this id. */
  inheritedFrom?: string;
}

export interface CertificateDetails extends CertificateReference {
  /** ACM's status; `ISSUED` for what lies in the IAM store. */
  status: string;
  /** Common name and subject alternative names, normalised. */
  names: string[];
  /** Epoch milliseconds, like `createdAt`. */
  notBefore: number | undefined;
  notAfter: number | undefined;
  createdAt?: number | undefined;
  /** In ACM's words: `RSA_2048`, `EC_prime256v1`. */
  keyAlgorithm?: string | undefined;
  /** ACM's `AMAZON_ISSUED`, `PRIVATE`, `IMPORTED`; what lies in the IAM store is imported. */
  type?: string | undefined;
  /** The service of AWS that keeps it for itself. */
  managedBy?: string | undefined;
  /** Why ACM could not issue it. */
  failure?: string | undefined;
  /** Of an imported one: itself, then what was imported with it. Nothing is told of the chain of others: ACM keeps it in order. */
  chain?: ChainLink[] | undefined;
  /** The names that ACM still waits for. */
  validations?: DomainValidation[] | undefined;
}

/** One certificate of a chain. Instants in epoch milliseconds. */
export interface ChainLink {
  /** Its common name, or whatever else it is called by. */
  subject: string;
  notBefore: number;
  notAfter: number;
  /** Signed by its own key: nobody vouches for it. */
  selfSigned: boolean;
}

export interface DomainValidation {
  domain: string;
  /** `DNS`, `EMAIL`, `HTTP`. */
  method: string;
  /** What has to be in DNS; ACM makes it some seconds after the request. */
  record: DnsRecord | undefined;
  /** With the method `HTTP`: the URL that is looked at, and where it has to lead. */
  redirect?: { from: string; to: string } | undefined;
}

export interface CertificateUsers {
  /** ARN. */
  certificate: string;
  /** ARNs, also in other accounts. */
  usedBy: string[];
}

/** What ACM's list tells of a certificate. */
export type CertificateSummary = Pick<
  CertificateDetails,
  'id' | 'status' | 'names' | 'notAfter' | 'createdAt' | 'type' | 'managedBy'
> & {
  /** It has names that the list leaves out. */
  moreNames: boolean;
};

/** Outcome of one attempt to move one alias. */
export type MoveOutcome = { moved: true } | { moved: false; code: string; message: string };

/** Outcome of one update that adds aliases. */
export type AddOutcome = { added: true } | { added: false; code: string; message: string };

/** Outcome of one update that attaches a certificate. */
export type AttachOutcome = { attached: true } | { attached: false; code: string; message: string };

export interface CloudFront {
  /** @throws TargetGone when it does not exist. */
  target(target: TargetId): Promise<TargetResource>;
  /** Who has exactly this alias, ids masked. CloudFront lists nothing while the target has no certificate for it. */
  holders(alias: string, target: TargetId): Promise<{ listed: false } | { listed: true; holders: Holder[] }>;
  /** The certificate that CloudFront has requested for the target itself, attached or not; it does so for tenants only. */
  managedCertificate(target: TargetId): Promise<CertificateReference | undefined>;
  /** All distributions and tenants of this account. */
  ownResources(): Promise<OwnResource[]>;
  /** Of a distribution or tenant of this account, by its ARN. */
  tags(arn: string): Promise<Tag[]>;
  /** Refusals are outcomes; what is transient is thrown. */
  moveAlias(alias: string, target: TargetId): Promise<MoveOutcome>;
  /**
   * Adds the aliases that the target does not have to those it has, and changes nothing else of its configuration.
   * Refusals are outcomes; what is transient is thrown.
   */
  addAliases(aliases: readonly string[], target: TargetId): Promise<AddOutcome>;
  /**
   * Makes it the certificate of the target, and changes nothing else of its configuration; nothing at all when it is that
   * already. `wished`: how to serve viewers where a distribution has no certificate of its own yet; a tenant has no such settings.
   * Refusals are outcomes; what is transient is thrown.
   */
  attachCertificate(
    certificate: CertificateReference,
    wished: ViewerSettings,
    target: TargetId,
  ): Promise<AttachOutcome>;
}

export interface Certificates {
  /** `undefined` when there is no such certificate. */
  describe(reference: CertificateReference): Promise<CertificateDetails | undefined>;
  /** All that ACM has where CloudFront takes certificates from, with keys of every kind. */
  list(): Promise<CertificateSummary[]>;
  /** Of each alias, those of ACM that cover it and are in use, and by what. */
  users(aliases: readonly string[]): Promise<ReadonlyMap<string, CertificateUsers[]>>;
}

export interface Claim {
  execution: string;
  target: string;
  /** Epoch milliseconds. */
  at: number;
}

/** That a case is about to be created, and what came of it. */
export interface Filing {
  execution: string;
  /** Epoch milliseconds: before CreateCase was called. */
  at: number;
  /** Once CreateCase has answered. */
  case?: { caseId: string; subject: string; language: CaseLanguage } | undefined;
}

export interface Ledger {
  /** Takes the alias for a claim, replacing `instead` if given. Returns the claim that stands afterwards. */
  claim(alias: string, claim: Claim, instead?: Claim): Promise<Claim>;
  claimOf(alias: string): Promise<Claim | undefined>;
  /** Remembers a move once: repeating it for the same execution changes nothing. */
  recordMove(alias: string, move: PastMove & { execution: string }): Promise<void>;
  lastMove(alias: string): Promise<PastMove | undefined>;
  recordCase(caseId: string, execution: string): Promise<void>;
  filingOf(marker: string): Promise<Filing | undefined>;
  /** Remembers that a case is about to be created, unless one was since `after`: then returns the filing that is in the way. */
  intendCase(marker: string, filing: Filing, after: number): Promise<Filing | undefined>;
  caseFiled(marker: string, filed: Filing['case'] & object): Promise<void>;
  /** Forgets the filing, if it is this one. */
  withdrawCase(marker: string, filing: Filing): Promise<void>;
  /** Parks a task token with the case. True when the case was updated since `seenAt`: then do not park. */
  parkToken(caseId: string, token: string, seenAt: number): Promise<{ updatedSince: boolean }>;
  /** Marks the case as updated. Returns the token parked last, spent or not, if it is a case of ours that has one. */
  caseUpdated(caseId: string, at: number): Promise<{ ours: boolean; token: string | undefined }>;
}

/** An invocation that works on the first message of a thread. Epoch milliseconds. */
export interface ThreadHolder {
  invocation: string;
  from: number;
  until: number;
}

/** What the ledger knows of threads in Slack. */
export interface SlackThreads {
  /** Takes the execution's thread in Slack, as it is. Undefined while another invocation has it. */
  takeThread(execution: string, holder: ThreadHolder): Promise<{ root: Root | undefined } | undefined>;
  /**
   * Gives it back, with the first message that it has now.
   * @returns false when it was given back before, or taken over: by another one, or by the same one, begun once more. Then nothing happens.
   */
  leaveThread(execution: string, holder: ThreadHolder, root: Root | undefined): Promise<boolean>;
}

export type ExecutionStatus =
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'PENDING_REDRIVE';

/** Those that have not ended. */
export interface RunningExecutions {
  /** `startedAt` in epoch milliseconds; a redrive leaves it as it is. */
  list(): Promise<{ arn: string; name: string; startedAt: number }[]>;
  /** The states that were entered lately, newest first. */
  statesEntered(executionArn: string): Promise<string[]>;
}

export interface Executions {
  /** Idempotent: the same name again starts nothing. */
  start(name: string, input: unknown): Promise<'started' | 'exists'>;
  status(name: string): Promise<ExecutionStatus | 'absent'>;
  /** Also of one that does not exist. */
  arnOf(name: string): string;
  /** Lets a parked task go on. A token that is spent or timed out is no error. */
  resume(taskToken: string): Promise<void>;
  /** Why an execution ended, and the document as the last state that was entered saw it. */
  failure(
    executionArn: string,
  ): Promise<{ state?: string; error: string; cause: string; remediation: unknown }>;
}
