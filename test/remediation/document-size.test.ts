/** The document at its worst: the sections that the real steps return, each at its largest, all at once. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withReferences } from '../../remediation/alias-references.ts';
import { Remediation, StepInput, type SupportCase } from '../../remediation/document.ts';
import type { Dns, Pointing, ServerAnswer, TxtAnswer } from '../../remediation/ports.ts';
import { addAlias } from '../../remediation/steps/add-alias.ts';
import { attachCertificate } from '../../remediation/steps/attach-certificate.ts';
import { checkAliasRecord } from '../../remediation/steps/check-alias-record.ts';
import { checkCertificate } from '../../remediation/steps/check-certificate.ts';
import { checkOwnershipProof } from '../../remediation/steps/check-ownership-proof.ts';
import { checkSupportCase } from '../../remediation/steps/check-support-case.ts';
import { confirmAlias } from '../../remediation/steps/confirm-alias.ts';
import { diagnoseConflict } from '../../remediation/steps/diagnose-conflict.ts';
import { moveAlias } from '../../remediation/steps/move-alias.ts';
import { openSupportCase } from '../../remediation/steps/open-support-case.ts';
import { later } from '../doubles/clock.ts';
import { EXECUTION, EXECUTION_ARN, incident } from '../doubles/documents.ts';
import { portsOf, SETTINGS } from '../doubles/steps.ts';
import { MISDIRECTED, World } from '../doubles/world.ts';

/**
 * Step Functions takes 256 KiB (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html), and so does EventBridge,
 * of which an error's words take up to 32 KiB. The rest is room for what comes yet.
 */
const MOST_BYTES = 200 * 1024;
const MOST_BYTES_BETWEEN_GATES = 240 * 1024;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const LABEL = 'a-label-as-long-as-dns-allows-which-few-people-ever-need-to-say';
/** A label of 62 for the underscore of the proof, which is then as long as a name may be. */
const longest = (index: number) =>
  [`${index}`.padStart(62, 'x'), LABEL, LABEL, `${LABEL.slice(0, 47)}`, 'example.com'].join('.');
const usual = (index: number) => `shop-${index}.example.com`;

/** Eight servers with two addresses each, that say long things, different for each alias. */
class Wordy implements Dns {
  proven = false;
  elsewhere = true;
  readonly #zone: (alias: string) => string;

  constructor(zone: (alias: string) => string) {
    this.#zone = zone;
  }

  readonly findZone = async (alias: string) => ({
    name: this.#zone(alias),
    soaTtl: 900 + alias.length,
    soaMinimum: 86_400,
  });
  readonly survey = async (alias: string, { name }: { name: string }) => ({
    zone: await this.findZone(alias),
    beyond: [],
    servers: addresses((server, index): ServerAnswer => {
      const right = { kind: 'values' as const, values: ['d111111abcdef8.cloudfront.net'], ttl: 300 };
      const wrong = { kind: 'values' as const, values: [`${index}${'値'.repeat(900)}`], ttl: 3600 };
      const answer: TxtAnswer = this.proven && name !== alias ? right : wrong;
      return { ...server, answer, serial: 2_026_112_001 };
    }),
  });
  readonly crossCheck = async () =>
    ['1.1.1.1', '8.8.8.8', 'https://one.one.one.one/dns-query', 'https://dns.google/dns-query'].map(
      (resolver) => ({
        resolver,
        answer: { kind: 'values' as const, values: ['値'.repeat(900)], ttl: 3600 },
      }),
    );
  readonly whereItLeads = async (alias: string): Promise<Pointing> => ({
    zone: this.#zone(alias),
    servers: addresses((server) => ({
      ...server,
      answer: this.elsewhere
        ? { kind: 'names', names: [alias, LABEL, 'd222222abcdef8.cloudfront.net'], ttl: 300 }
        : { kind: 'nothing' },
    })),
  });
}

function addresses<Answer>(
  make: (server: { server: string; address: string }, index: number) => Answer,
): Answer[] {
  return Array.from({ length: 16 }, (_, index) =>
    make(
      {
        server: `ns-${index >> 1}.a-name-server.dns.example`,
        address: `2001:db8:0:${index}:8d3:1319:8a2e:370`,
      },
      index,
    ),
  );
}

/** The document as Step Functions has it; of each section, the largest that any step returned. */
class Worst {
  readonly bytesOf: Partial<Record<keyof Remediation, number>> = {};
  readonly largest: Record<string, unknown> = {};
  document: { [section: string]: unknown; incident: ReturnType<typeof incident> };

  constructor(aliases: string[]) {
    this.document = { incident: incident({ aliases, errorMessage: MISDIRECTED }) };
  }

  async step(section: keyof Remediation, run: (input: StepInput) => Promise<unknown>): Promise<void> {
    const execution = { arn: EXECUTION_ARN, name: EXECUTION, redriveCount: 0 };
    const input = StepInput.parse(over({ execution, remediation: this.document }));
    const written = over(withReferences(await run(input), this.document.incident.aliases));
    this.document = { ...this.document, [section]: written };
    // Nothing is lost on the way.
    expect(Remediation.parse(this.document)).toEqual(this.document);
    if (bytes(written) > (this.bytesOf[section] ?? 0)) {
      this.bytesOf[section] = bytes(written);
      this.largest[section] = written;
    }
  }

  get bytes(): number {
    return bytes({ ...this.document, ...this.largest });
  }

  /** When the gates are passed again, the old section of one is still there while the new one goes out. */
  get bytesBetweenGates(): number {
    return this.bytes + Math.max(this.bytesOf.proof ?? 0, this.bytesOf.aliasRecord ?? 0);
  }
}

const over = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** As ACM asks for them, one a name. */
function validationsOf(domains: readonly string[]) {
  return domains.map((domain) => {
    const name = `_0123456789abcdef0123456789abcdef.${domain}`;
    const value = '_fedcba9876543210fedcba9876543210.abcdefghij.acm-validations.aws';
    return { domain, method: 'DNS', record: { name, type: 'CNAME', value } };
  });
}

/** Everything that can happen to a remediation, once. */
async function everything(name: (index: number) => string, zone: (alias: string) => string): Promise<Worst> {
  const aliases = Array.from({ length: 100 }, (_, index) => name(index));
  const world = new World();
  const dns = new Wordy(zone);
  const ports = { ...portsOf(world), dns };
  const settings = {
    ...SETTINGS,
    language: 'ja' as SupportCase['language'] & string,
    attachCertificate: true,
  };
  const worst = new Worst(aliases);
  const covering = world.certificate && { ...world.certificate, names: aliases };
  const prove = () => worst.step('proof', checkOwnershipProof(ports, settings));
  const move = () => worst.step('move', moveAlias(ports, settings));
  const ask = () => worst.step('case', openSupportCase(ports, settings));

  await worst.step('diagnosis', diagnoseConflict(ports));
  await prove();
  await worst.step('certificate', checkCertificate(ports, settings));
  world.certificate = covering && {
    ...covering,
    status: 'PENDING_VALIDATION',
    validations: validationsOf(aliases),
  };
  await worst.step('certificate', checkCertificate(ports, settings));
  world.certificate = covering;
  dns.proven = true;
  await prove();
  await worst.step('certificate', checkCertificate(ports, settings));
  await worst.step('attachment', attachCertificate(ports, settings));
  later(4000);
  await prove();
  dns.proven = false;
  await move();
  later(4000);
  dns.proven = true;
  await prove();
  later(4000);
  await prove();
  world.holder = world.holder && { ...world.holder, enabled: true, sameAccount: false };
  world.servers = { ns: { values: ['d111111abcdef8.cloudfront.net'], ttl: 60 } };
  await move();
  dns.proven = false;
  await ask();
  dns.proven = true;
  later(4000);
  await prove();
  later(4000);
  await prove();
  world.supportPlan = false;
  await ask();
  world.supportPlan = true;
  world.caseLimitReached = true;
  await ask();
  world.caseLimitReached = false;
  await ask();
  later(60);
  world.cases[0]?.communications.unshift({ body: '値'.repeat(8000), at: Date.now(), byAws: true });
  await worst.step('case', checkSupportCase(ports, settings));
  world.holder = undefined;
  later(60);
  await worst.step('case', checkSupportCase(ports, settings));
  await worst.step('diagnosis', diagnoseConflict(ports));
  await worst.step('aliasRecord', checkAliasRecord(ports, settings));
  dns.elsewhere = false;
  later(4000);
  await worst.step('aliasRecord', checkAliasRecord(ports, settings));
  later(4000);
  await worst.step('aliasRecord', checkAliasRecord(ports, settings));
  dns.elsewhere = true;
  await worst.step('addition', addAlias(ports, settings));
  dns.elsewhere = false;
  later(4000);
  await worst.step('aliasRecord', checkAliasRecord(ports, settings));
  world.misdirectedUntil = Date.now() + 1000;
  await worst.step('addition', addAlias(ports, settings));
  later(4000);
  await worst.step('addition', addAlias(ports, settings));
  await worst.step('confirmation', confirmAlias(ports, settings));
  world.target = { ...world.target, status: 'Deployed' };
  await worst.step('confirmation', confirmAlias(ports, settings));
  return worst;
}

test.each([
  ['a hundred aliases of 252 characters, in one zone', longest, () => 'example.com'],
  ['a hundred such, each with a zone of its own', longest, (alias: string) => alias.slice(63)],
  ['a hundred aliases of usual length', usual, () => 'example.com'],
])('%s: far below what Step Functions passes on', async (_, name, zone) => {
  const worst = await everything(name, zone);
  const sections = Object.keys(Remediation.shape).filter(
    (section) => !['turned', 'dryRun'].includes(section),
  );
  expect(Object.keys(worst.document).toSorted()).toEqual(sections.toSorted());
  expect(worst.bytes).toBeLessThan(MOST_BYTES);
  expect(worst.bytesBetweenGates).toBeLessThan(MOST_BYTES_BETWEEN_GATES);
});
