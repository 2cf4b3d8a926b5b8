/**
 * A small world for the steps: distributions, name servers, certificates, a Support desk and a ledger, all in memory
 * and on whatever clock the test runs. It answers as CloudFront does, in the observed order of checks.
 */
import type { AnnouncementType } from '../../remediation/announcements/announcement.ts';
import type { DnsRecord, Holder } from '../../remediation/document.ts';
import { TargetGone } from '../../remediation/errors.ts';
import type { OwnResource } from '../../remediation/masking.ts';
import { NoSupportPlan } from '../../remediation/no-support-plan.ts';
import type {
  AddOutcome,
  AttachOutcome,
  CaseState,
  CertificateDetails,
  CertificateReference,
  Certificates,
  CertificateUsers,
  CloudFront,
  Dns,
  MoveOutcome,
  Support,
  TargetResource,
} from '../../remediation/ports.ts';
import type { Tag } from '../../remediation/tag.ts';
import { LedgerDouble } from './ledger.ts';

export const TARGET = 'E2TARGETEXAMPLE';
export const ALIAS = 'www.example.com';
export const CERTIFICATE =
  'arn:aws:acm:us-east-1:111122223333:certificate/5b1c0a52-7a0e-4c5e-9a54-0c6f5f0c1e11';

export const HELD =
  'One or more of the CNAMEs you provided are already associated with a different resource.';
export const MISDIRECTED =
  'One or more aliases specified for the distribution includes an incorrectly configured DNS record that points to another CloudFront distribution.';

/** A distribution of our own account. */
export const ownDistribution = (id: string, ...aliases: string[]): OwnResource => ({
  resourceType: 'distribution',
  id,
  arn: `arn:aws:cloudfront::111122223333:distribution/${id}`,
  aliases,
});

/** What one name server says about the proof name. */
export type Said = 'missing' | 'unreachable' | { values: string[]; ttl: number };

export class World extends LedgerDouble {
  readonly calls: { at: number; action: string }[] = [];
  readonly announced: { at: number; type: AnnouncementType; detail: unknown }[] = [];

  target: TargetResource = {
    kind: 'distribution',
    id: TARGET,
    arn: `arn:aws:cloudfront::111122223333:distribution/${TARGET}`,
    domainName: 'd111111abcdef8.cloudfront.net',
    status: 'Deployed',
    aliases: [],
    inactive: [],
    certificate: { source: 'acm', id: CERTIFICATE },
    viewer: { sslSupportMethod: 'sni-only', minimumProtocolVersion: 'TLSv1.2_2021' },
  };
  holder: (Holder & { enabled: boolean; sameAccount: boolean }) | undefined = {
    resourceType: 'distribution',
    resourceId: '*******EXAMPLE',
    accountId: '******445566',
    enabled: true,
    sameAccount: false,
  };
  /** Aliases that it does not hold. */
  readonly free = new Set<string>();
  certificate: CertificateDetails | undefined = {
    source: 'acm',
    id: CERTIFICATE,
    status: 'ISSUED',
    names: ['*.example.com'],
    notBefore: undefined,
    notAfter: undefined,
  };
  /** The certificate that CloudFront has requested for the target itself. */
  managed: CertificateReference | undefined;
  /** Distributions and tenants of our own account. */
  own: OwnResource[] = [];
  /** Tags of these and of the target, by ARN. */
  readonly tags = new Map<string, Tag[]>();
  /** What uses the certificates that cover the alias. */
  certificateUsers: CertificateUsers[] = [];
  /** Further ones that ACM has. */
  others: CertificateDetails[] = [];
  servers: Record<string, Said> = { 'ns-1.dns.example': 'missing', 'ns-2.dns.example': 'missing' };
  /** What all of them say about the alias itself. */
  plain: Said = 'missing';
  /** Where all of them say that the alias leads, seconds to live included. */
  leadsTo: { name: string; ttl: number } | undefined;
  /** Until when CloudFront sees a record that leads to another distribution. */
  misdirectedUntil = 0;
  negativeTtl = 900;
  /** CloudFront's own resolver holds a miss until then. */
  cachedMissUntil = 0;
  cases: CaseState[] = [];
  readonly attachments: { setId: string; fileName: string; text: string }[] = [];
  /** Whether words of ours open a resolved case again. */
  saidReopens = true;
  /** Whether the account's plan has a Support API. */
  supportPlan = true;
  /** For how long AWS does not show a new case, seconds. */
  listingLag = 0;
  /** AWS takes no more cases of this account. */
  caseLimitReached = false;
  /** What CloudFront answers to the next moves of an alias, before it answers as it does otherwise. */
  readonly refusals = new Map<string, Extract<MoveOutcome, { moved: false }>[]>();
  /** What CloudFront answers to the next updates. */
  readonly additionRefusals: Extract<AddOutcome, { added: false }>[] = [];
  /** What CloudFront answers to the next updates that attach a certificate. */
  readonly attachRefusals: Extract<AttachOutcome, { attached: false }>[] = [];
  /** Aliases whose record is taken out again, whatever `servers` say. */
  readonly withdrawn = new Set<string>();

  publish(...servers: string[]): void {
    const names = servers.length > 0 ? servers : Object.keys(this.servers);
    for (const name of names) this.servers[name] = { values: [this.target.domainName], ttl: 300 };
  }

  arrive(...names: string[]): void {
    const arrived = names.length > 0 ? names : [ALIAS];
    const aliases = [...new Set([...this.target.aliases, ...arrived])];
    this.target = { ...this.target, aliases, status: 'InProgress' };
    if (names.length === 0) this.holder = undefined;
  }

  countOf(action: string): number {
    return this.calls.filter((call) => call.action === action).length;
  }

  readonly cloudfront: CloudFront = {
    target: async (target) => {
      if (target.id !== this.target.id) throw new TargetGone(target);
      return this.target;
    },
    holders: async (alias) => {
      if (!this.target.certificate) return { listed: false };
      if (!this.holder || this.free.has(alias)) return { listed: true, holders: [] };
      const { resourceType, resourceId, accountId } = this.holder;
      return { listed: true, holders: [{ resourceType, resourceId, accountId }] };
    },
    managedCertificate: async () => this.managed,
    ownResources: async () => this.own,
    tags: async (arn) => this.tags.get(arn) ?? [],
    moveAlias: async (alias): Promise<MoveOutcome> => {
      this.call('moveAlias');
      const refusal = this.refusals.get(alias)?.shift();
      if (refusal) return refusal;
      if (!this.target.certificate) {
        return {
          moved: false,
          code: 'InvalidArgument',
          message: 'The certificate does not cover the alias.',
        };
      }
      const seen = Object.values(this.servers).every((said) => typeof said === 'object');
      if (!seen || Date.now() < this.cachedMissUntil) {
        return { moved: false, code: 'IllegalUpdate', message: 'Invalid or missing alias DNS TXT records.' };
      }
      if (this.holder?.enabled && !this.holder.sameAccount) {
        const message = 'Alias move is not allowed since the source distribution is enabled';
        return { moved: false, code: 'IllegalUpdate', message };
      }
      this.arrive(alias);
      return { moved: true };
    },
    addAliases: async (aliases): Promise<AddOutcome> => {
      this.call('addAliases');
      const refusal = this.additionRefusals.shift();
      if (refusal) return refusal;
      if (this.holder && !aliases.every((alias) => this.free.has(alias))) {
        return { added: false, code: 'CNAMEAlreadyExists', message: HELD };
      }
      if (Date.now() < this.misdirectedUntil) {
        return { added: false, code: 'CNAMEAlreadyExists', message: MISDIRECTED };
      }
      this.arrive(...aliases);
      return { added: true };
    },
    attachCertificate: async ({ source, id }, wished): Promise<AttachOutcome> => {
      if (this.target.certificate?.id === id) return { attached: true };
      this.call('attachCertificate');
      const refusal = this.attachRefusals.shift();
      if (refusal) return refusal;
      const viewer = this.target.viewer ?? wished;
      this.target = { ...this.target, certificate: { source, id }, viewer, status: 'InProgress' };
      return { attached: true };
    },
  };

  readonly certificates: Certificates = {
    describe: async ({ id }) => this.inAcm().find((each) => each.id === id),
    list: async () => this.inAcm().map((each) => ({ ...each, moreNames: false })),
    users: async (aliases) => new Map(aliases.map((alias) => [alias, this.certificateUsers])),
  };

  readonly dns: Dns = {
    findZone: async () => this.zone(),
    survey: async (alias: string, { name }: DnsRecord) => ({
      zone: this.zone(),
      beyond: [],
      servers: Object.entries(this.servers).map(([server, said], index) => ({
        server,
        address: `192.0.2.${index + 1}`,
        answer: answerOf(name === alias ? this.plain : this.withdrawn.has(alias) ? 'missing' : said),
      })),
    }),
    crossCheck: async () => [],
    whereItLeads: async () => ({
      zone: 'example.com',
      servers: Object.keys(this.servers).map((server, index) => ({
        server,
        address: `192.0.2.${index + 1}`,
        answer: this.leadsTo
          ? { kind: 'names', names: [this.leadsTo.name], ttl: this.leadsTo.ttl }
          : { kind: 'nothing' },
      })),
    }),
  };

  private readonly openSupport: Support = {
    services: async () => [
      {
        code: 'amazon-cloudfront',
        name: 'CloudFront',
        categories: [{ code: 'general-guidance', name: 'General' }],
      },
    ],
    severities: async () => ['low', 'normal'],
    speaks: async (language) => language === 'ja',
    attach: async (fileName, text) => {
      const setId = `set-${this.attachments.length + 1}`;
      this.attachments.push({ setId, fileName, text });
      return { attached: true, setId };
    },
    findOpen: async (marker) =>
      this.listed().find(({ subject, status }) => subject.includes(marker) && status !== 'resolved'),
    create: async ({ subject, body, language }) => {
      if (this.caseLimitReached) return { created: false, refused: 'limit', message: 'Too many.' };
      this.call('createCase');
      const caseId = `case-${this.cases.length + 1}`;
      const communications = [{ body, at: Date.now(), byAws: false }];
      this.cases.push({
        caseId,
        displayId: '1234567890',
        subject,
        status: 'opened',
        language,
        communications,
      });
      return { created: true, caseId };
    },
    describe: async (caseId) => {
      const found = this.listed().find((each) => each.caseId === caseId);
      return found && { ...found, communications: found.communications.slice(0, 5) };
    },
    communications: async (caseId) => this.caseOf(caseId).communications,
    say: async (caseId, body) => {
      this.call('say');
      const found = this.caseOf(caseId);
      found.communications = [{ body, at: Date.now(), byAws: false }, ...found.communications];
      if (found.status === 'resolved' && this.saidReopens) found.status = 'reopened';
    },
  };

  /** The same, as an account meets it: without a plan it answers nothing. */
  readonly support: Support = behindPlan(this.openSupport, () => this.supportPlan);

  /** Takes the target's certificate off, as a deployment that knows nothing of it does. */
  detach(): void {
    this.target = { ...this.target, certificate: undefined, viewer: undefined };
  }

  private inAcm(): CertificateDetails[] {
    return [...(this.certificate ? [this.certificate] : []), ...this.others];
  }

  private listed(): CaseState[] {
    const until = Date.now() - this.listingLag * 1000;
    return this.cases.filter(({ communications }) => (communications.at(-1)?.at ?? 0) <= until);
  }

  private caseOf(caseId: string): CaseState {
    const found = this.cases.find((each) => each.caseId === caseId);
    if (!found) throw new Error(`no case ${caseId}`);
    return found;
  }

  private zone() {
    return { name: 'example.com', soaTtl: this.negativeTtl, soaMinimum: 86_400 };
  }

  private call(action: string): void {
    this.calls.push({ at: Date.now(), action });
  }
}

function answerOf(said: Said) {
  if (said === 'missing') return { kind: 'missing' as const, nxdomain: true };
  if (said === 'unreachable')
    return { kind: 'unreachable' as const, why: 'UDP: silent for 2 s; TCP: silent for 2 s' };
  return { kind: 'values' as const, ...said };
}

/** Every call is refused while there is no plan. */
function behindPlan(support: Support, hasPlan: () => boolean): Support {
  const guarded = <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) => {
    return async (...args: Args): Promise<Answer> => {
      if (!hasPlan()) throw new NoSupportPlan();
      return call(...args);
    };
  };
  return {
    services: guarded(support.services),
    severities: guarded(support.severities),
    speaks: guarded(support.speaks),
    attach: guarded(support.attach),
    findOpen: guarded(support.findOpen),
    create: guarded(support.create),
    describe: guarded(support.describe),
    communications: guarded(support.communications),
    say: guarded(support.say),
  };
}
