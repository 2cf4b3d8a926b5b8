/**
 * Three aliases in one call, and whatever can happen to each of them, in any order and at any time: taken, let go, moved or taken off
 * by other hands, its records there and gone again. Then people do what they were last asked for, and it has to come to a good end.
 */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { parseAnnouncement } from '../../remediation/announcements/announcement.ts';
import { messageFor } from '../../remediation/announcements/messages.ts';
import { parseIncident } from '../../remediation/incident.ts';
import { asEvent } from '../doubles/announced.ts';
import { failedUpdate } from '../doubles/documents.ts';
import { HELD, MISDIRECTED, TARGET, World } from '../doubles/world.ts';
import { type Run, run } from './run.ts';
import { DAY, HOUR, START, underVirtualTime } from './virtual-time.ts';

const ALIASES = ['a.example.com', 'b.example.com', 'c.example.com'];
const FORMER = { name: 'd222222abcdef8.cloudfront.net', ttl: 300 };

/** Rarer looks than as shipped, for the sake of the test's own time. */
const SETTINGS = {
  shortestCheckSeconds: 300,
  longestCheckSeconds: 3600,
  longestCertificateCheckSeconds: 3600,
  proofDeadlineSeconds: 60 * 86_400,
  certificateDeadlineSeconds: 60 * 86_400,
  caseDeadlineSeconds: 60 * 86_400,
  pingPongSeconds: 0,
};

underVirtualTime();

type Whose = 'ours' | 'theirs' | 'hidden';

/** Each alias has its own holder and its own records. `wrongs`: what must not happen, and did. */
class Contested extends World {
  readonly holders = new Map<string, Whose>();
  readonly leading = new Set<string>();
  readonly wrongs: string[] = [];

  constructor() {
    super();
    this.publish();
    for (const alias of ALIASES) this.withdrawn.add(alias);
    const { cloudfront, dns } = this;
    const { target } = cloudfront;
    cloudfront.target = async (wanted) => ({ ...(await target(wanted)), status: 'Deployed' });
    cloudfront.holders = async (alias) => {
      if (!this.target.certificate) return { listed: false };
      const whose = this.holders.get(alias);
      if (whose === undefined || whose === 'hidden') return { listed: true, holders: [] };
      const accountId = whose === 'ours' ? '******223333' : '******445566';
      return {
        listed: true,
        holders: [{ resourceType: 'distribution', resourceId: '*******EXAMPLE', accountId }],
      };
    };
    cloudfront.moveAlias = async (alias) => {
      this.calls.push({ at: Date.now(), action: 'moveAlias' });
      const refused = (code: string, message: string) => ({ moved: false as const, code, message });
      if (this.withdrawn.has(alias)) {
        this.wrongs.push(`a move of ${alias} without its record`);
        return refused('IllegalUpdate', 'Invalid or missing alias DNS TXT records.');
      }
      if (!this.target.certificate) return refused('InvalidArgument', 'The certificate does not cover it.');
      const whose = this.holders.get(alias);
      if (whose === undefined)
        return refused('InvalidArgument', `${alias} is not associated with any resource.`);
      if (whose !== undefined && whose !== 'ours') {
        return refused('IllegalUpdate', 'Alias move is not allowed since the source distribution is enabled');
      }
      this.bring(alias);
      return { moved: true };
    };
    cloudfront.addAliases = async (aliases) => {
      this.calls.push({ at: Date.now(), action: 'addAliases' });
      const refused = (message: string) => ({ added: false as const, code: 'CNAMEAlreadyExists', message });
      if (aliases.some((alias) => this.holders.has(alias))) return refused(HELD);
      if (aliases.some((alias) => this.leading.has(alias))) return refused(MISDIRECTED);
      for (const alias of aliases) this.bring(alias);
      return { added: true };
    };
    const { moveAlias, addAliases } = cloudfront;
    cloudfront.moveAlias = (...call) => taken(moveAlias(...call));
    cloudfront.addAliases = (...call) => taken(addAliases(...call));
    dns.whereItLeads = async (alias) => ({
      zone: 'example.com',
      servers: Object.keys(this.servers).map((server) => ({
        server,
        address: '192.0.2.1',
        answer: this.leading.has(alias)
          ? { kind: 'names', names: [FORMER.name], ttl: FORMER.ttl }
          : { kind: 'nothing' },
      })),
    });
  }

  bring(alias: string): void {
    this.holders.delete(alias);
    this.arrive(alias);
  }

  takeOff(alias: string): void {
    this.target = { ...this.target, aliases: this.target.aliases.filter((each) => each !== alias) };
  }

  give(alias: string, whose: Whose): void {
    this.takeOff(alias);
    this.holders.set(alias, whose);
  }
}

/** A call that changes something takes its time: what is looked at afterwards is later. */
async function taken<Outcome>(call: Promise<Outcome>): Promise<Outcome> {
  const outcome = await call;
  await new Promise((resolve) => setTimeout(resolve, 1));
  return outcome;
}

const HAPPENINGS = {
  'taken by ours': (world, alias) => world.give(alias, 'ours'),
  'taken by theirs': (world, alias) => world.give(alias, 'theirs'),
  'let go': (world, alias) => world.holders.delete(alias),
  'brought by others': (world, alias) => world.bring(alias),
  'taken off': (world, alias) => world.takeOff(alias),
  published: (world, alias) => world.withdrawn.delete(alias),
  withdrawn: (world, alias) => world.withdrawn.add(alias),
  'led away': (world, alias) => world.leading.add(alias),
  'led back': (world, alias) => world.leading.delete(alias),
  detached: (world) => world.detach(),
  attached: (world) => attach(world),
} satisfies Record<string, (world: Contested, alias: string) => unknown>;

function attach(world: Contested): void {
  const { certificate, viewer } = new World().target;
  world.target = { ...world.target, certificate, viewer };
}

interface Begin {
  holder: Whose | undefined;
  published: boolean;
  leads: boolean;
}
const beginning: fc.Arbitrary<Begin> = fc.record({
  holder: fc.constantFrom<(Whose | undefined)[]>('ours', 'theirs', 'hidden', undefined),
  published: fc.boolean(),
  leads: fc.boolean(),
});
const happening = fc.record({
  hours: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })),
  minutes: fc.integer({ min: 0, max: 59 }),
  what: fc.constantFrom(...(Object.keys(HAPPENINGS) as (keyof typeof HAPPENINGS)[])),
  alias: fc.constantFrom(...ALIASES),
});

const nobody = { holder: undefined, published: false, leads: false };
const later = (hours: number, what: keyof typeof HAPPENINGS, alias: string) => ({
  hours,
  minutes: 0,
  what,
  alias,
});
const [A = '', B = ''] = ALIASES;
/** Each did not come to its end once. */
const FOUND_BEFORE: [[Begin, Begin, Begin], ReturnType<typeof later>[], boolean][] = [
  [
    [{ ...nobody, holder: 'ours' }, nobody, { ...nobody, holder: 'hidden', leads: true }],
    [later(0, 'let go', A), later(4, 'withdrawn', A), later(3, 'taken by ours', B)],
    false,
  ],
  [
    [{ ...nobody, holder: 'ours' }, nobody, { ...nobody, holder: 'hidden' }],
    [later(1, 'brought by others', A), later(6, 'taken by ours', A)],
    false,
  ],
  [
    [{ ...nobody, leads: true }, { ...nobody, holder: 'ours', published: true }, nobody],
    [later(1, 'taken by theirs', B)],
    false,
  ],
];

/** What people were last told, as they read it. */
function told(world: World) {
  return world.announced.map(({ type, detail }) => {
    const parsed = parseAnnouncement(asEvent({ type, detail }));
    return { type, remediation: parsed.detail.remediation, message: messageFor(type, parsed.detail) };
  });
}

/** People do what the last announcements asked for, and no more; AWS does what it is asked for in the case. */
function obey(world: Contested): void {
  attach(world);
  world.leading.clear();
  for (const { type, remediation } of told(world)) {
    if (type === 'Remediation opened') {
      for (const { alias } of remediation.diagnosis?.aliases ?? []) world.withdrawn.delete(alias);
    }
  }
  for (const open of world.cases.filter(({ status }) => status !== 'resolved')) {
    const asked = ALIASES.filter((alias) => open.communications.some(({ body }) => body.includes(alias)));
    for (const alias of asked) if (!world.target.aliases.includes(alias)) world.bring(alias);
    open.status = 'resolved';
  }
}

function mostAtOnce(execution: Run): number {
  const counts = new Map<number, number>();
  for (const { timestamp, stateEnteredEventDetails } of execution.history()) {
    if (!stateEnteredEventDetails) continue;
    const at = timestamp?.getTime() ?? 0;
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return Math.max(...counts.values());
}

test('whatever happens to three aliases: nothing wrong is done, and in the end all are there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(beginning, beginning, beginning),
      fc.array(happening, { maxLength: 8 }),
      fc.boolean(),
      async (begin, happenings, dns) => {
        vi.setSystemTime(START);
        const world = new Contested();
        for (const [index, { holder, published, leads }] of begin.entries()) {
          const alias = ALIASES[index] ?? '';
          if (holder) world.holders.set(alias, holder);
          if (published) world.withdrawn.delete(alias);
          if (leads) world.leading.add(alias);
        }
        const incident = parseIncident(failedUpdate('1', TARGET, ...ALIASES));
        const execution = run(
          world,
          { ...incident, ...(dns && { errorMessage: MISDIRECTED }) },
          {},
          SETTINGS,
        );
        for (const { hours, minutes, what, alias } of happenings) {
          await vi.advanceTimersByTimeAsync(hours * HOUR + minutes * 60_000);
          HAPPENINGS[what](world, alias);
        }
        for (let days = 0; days < 12 && execution.outcome().status === 'RUNNING'; days += 1) {
          obey(world);
          await vi.advanceTimersByTimeAsync(DAY);
        }
        const { status, error, cause } = execution.outcome();
        const messages = told(world);
        const types = messages.map(({ type }) => type);
        const last = execution.entered().at(-1);
        expect(world.wrongs).toEqual([]);
        expect(world.cases.filter(({ status }) => status !== 'resolved').length).toBeLessThan(2);
        expect(mostAtOnce(execution)).toBeLessThan(80);
        expect(execution.history().length).toBeLessThan(15_000);
        const most = Math.max(...types.map((type) => types.filter((each) => each === type).length));
        expect([most > 8, most > 8 && types]).toEqual([false, false]);
        // The one: other hands took it off at the very end. The other: see ADR 0008, of a call refused for a DNS record.
        if (status === 'FAILED' && (error === 'AliasNotArrived' || (error === 'UpdateRefused' && dns)))
          return;
        expect({ status, error, cause, last: status === 'SUCCEEDED' ? '' : last, types }).toEqual({
          status: 'SUCCEEDED',
          error: undefined,
          cause: undefined,
          last: '',
          types,
        });
        const final = JSON.stringify(messages.at(-1)?.message);
        for (const alias of ALIASES) {
          if (!world.target.aliases.includes(alias)) expect(final).toContain(alias);
        }
      },
    ),
    { numRuns: 60, seed: 20261126, examples: FOUND_BEFORE },
  );
});
