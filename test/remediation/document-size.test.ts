/** The document at its worst: what the real steps return, in a remediation to which everything happens. */
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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

/** Step Functions takes 256 KiB: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MOST_BYTES = 240 * 1024;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const LABEL = 'a-label-as-long-as-dns-allows-which-few-people-ever-need-to-say';

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

/** The document as Step Functions has it, step by step, and the most bytes that it ever had to pass on. */
class Document {
  mostBytes = 0;
  sections: { [section: string]: unknown; incident: ReturnType<typeof incident> };

  constructor(aliases: string[]) {
    this.sections = { incident: incident({ aliases, errorMessage: MISDIRECTED }) };
  }

  async step(section: keyof Remediation, run: (input: StepInput) => Promise<unknown>): Promise<void> {
    const execution = { arn: EXECUTION_ARN, name: EXECUTION, redriveCount: 0 };
    const input = v.parse(StepInput, over({ execution, remediation: this.sections }));
    const written = over(await run(input));
    // What comes out of the first gate travels beside the document that came out of the second, with the diagnosis.
    const beside = section === 'proof' || section === 'aliasRecord' ? [written, this.sections.diagnosis] : [];
    this.mostBytes = Math.max(this.mostBytes, bytes([this.sections, ...beside]));
    this.sections = { ...this.sections, [section]: written };
    this.mostBytes = Math.max(this.mostBytes, bytes(this.sections));
    // Nothing is lost on the way.
    expect(v.parse(Remediation, this.sections)).toEqual(this.sections);
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
async function everything(
  name: (index: number) => string,
  zone: (alias: string) => string,
): Promise<Document> {
  const aliases = Array.from({ length: 100 }, (_, index) => name(index));
  const world = new World();
  const dns = new Wordy(zone);
  const ports = { ...portsOf(world), dns };
  const settings = {
    ...SETTINGS,
    language: 'ja' as SupportCase['language'] & string,
    attachCertificate: true,
  };
  const document = new Document(aliases);
  const covering = world.certificate && { ...world.certificate, names: aliases };
  const prove = () => document.step('proof', checkOwnershipProof(ports, settings));
  const move = () => document.step('move', moveAlias(ports, settings));
  const ask = () => document.step('case', openSupportCase(ports, settings));

  await document.step('diagnosis', diagnoseConflict(ports, settings));
  await prove();
  await document.step('certificate', checkCertificate(ports, settings));
  world.certificate = covering && {
    ...covering,
    status: 'PENDING_VALIDATION',
    validations: validationsOf(aliases),
  };
  await document.step('certificate', checkCertificate(ports, settings));
  world.certificate = covering;
  dns.proven = true;
  await prove();
  await document.step('certificate', checkCertificate(ports, settings));
  await document.step('attachment', attachCertificate(ports, settings));
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
  await document.step('case', checkSupportCase(ports, settings));
  world.holder = undefined;
  later(60);
  await document.step('case', checkSupportCase(ports, settings));
  await document.step('diagnosis', diagnoseConflict(ports, settings));
  await document.step('aliasRecord', checkAliasRecord(ports, settings));
  dns.elsewhere = false;
  later(4000);
  await document.step('aliasRecord', checkAliasRecord(ports, settings));
  later(4000);
  await document.step('aliasRecord', checkAliasRecord(ports, settings));
  dns.elsewhere = true;
  await document.step('addition', addAlias(ports, settings));
  dns.elsewhere = false;
  later(4000);
  await document.step('aliasRecord', checkAliasRecord(ports, settings));
  world.misdirectedUntil = Date.now() + 1000;
  await document.step('addition', addAlias(ports, settings));
  later(4000);
  await document.step('addition', addAlias(ports, settings));
  await document.step('confirmation', confirmAlias(ports, settings));
  world.target = { ...world.target, status: 'Deployed' };
  await document.step('confirmation', confirmAlias(ports, settings));
  return document;
}

test.each([
  ['twenty', 9],
  ['fifty', 38],
])('a hundred aliases of %s characters: below what Step Functions passes on', async (_, length) => {
  const document = await everything(
    (index) => `${`shop-${index}`.padStart(length, 'x')}.example.com`,
    () => 'example.com',
  );
  const { turned: _turned, dryRun: _dryRun, draft: _draft, ...sections } = Remediation.entries;
  expect(Object.keys(document.sections).toSorted()).toEqual(Object.keys(sections).toSorted());
  expect(document.mostBytes).toBeLessThan(MOST_BYTES);
});
