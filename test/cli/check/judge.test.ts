/** From a world to what a check says of it: what needs whom, and what comes next. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { exitCodeOf } from '../../../cli/check/state.ts';
import { later } from '../../doubles/clock.ts';
import { ALIAS, CERTIFICATE, ownDistribution, TARGET } from '../../doubles/world.ts';
import { Checking, type Wish } from './checking.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00.000Z') });
  return () => vi.useRealTimers();
});

const PUBLISHED = (checking: Checking) => checking.world.publish();
const elsewhere = (checking: Checking) => {
  checking.world.holder = undefined;
  checking.world.leadsTo = { name: 'd999999abcdef8.cloudfront.net', ttl: 60 };
};
const free = (checking: Checking) => {
  checking.world.holder = undefined;
};

test.each<
  [situation: string, (checking: Checking) => void, Wish, state: string, happens: string, exit: number]
>([
  ['the record is missing', () => {}, {}, 'needs-a-person', 'try', 1],
  [
    'the record is on some name servers',
    ({ world }) => world.publish('ns-1.dns.example'),
    {},
    'needs-a-person',
    'try',
    1,
  ],
  ['the record is everywhere', PUBLISHED, {}, 'ready', 'try', 0],
  [
    'and AWS Support is asked, which waits until it is settled',
    PUBLISHED,
    { settings: { selfService: false } },
    'waiting',
    'support',
    0,
  ],
  ['nobody holds it, DNS leads elsewhere', elsewhere, {}, 'needs-a-person', 'add', 1],
  ['nobody holds it, DNS is not in the way', free, {}, 'ready', 'add', 0],
  ['it is on the target', ({ world }) => world.arrive(), {}, 'there', 'nothing', 0],
  [
    'it is of this account',
    (checking) => {
      checking.world.publish();
      checking.world.holder = {
        resourceType: 'distribution',
        resourceId: '********EXAMPLE',
        accountId: '******223333',
        enabled: true,
        sameAccount: true,
      };
      checking.world.own = [ownDistribution('E1HOLDEREXAMPLE', ALIAS)];
    },
    {},
    'ready',
    'move',
    0,
  ],
])('%s', async (_, prepare, wish, state, happens, exit) => {
  const checking = new Checking();
  prepare(checking);
  const facts = await checking.look(wish);
  expect(facts).toMatchObject({ state, aliases: [{ alias: ALIAS, happens }] });
  expect(exitCodeOf(facts)).toBe(exit);
});

describe('problem and fix', () => {
  test.each<
    [
      situation: string,
      (checking: Checking) => void,
      Wish,
      about: string,
      problem: RegExp,
      fix: RegExp,
      copy: RegExp,
    ]
  >([
    [
      'no record',
      () => {},
      {},
      'record',
      /on none of the name servers \(2 addresses/,
      /^Create it in zone example\.com:$/,
      /^_www\.example\.com TXT "d111111abcdef8\.cloudfront\.net"$/,
    ],
    [
      'another value',
      ({ world }) => {
        world.servers['ns-2.dns.example'] = { values: ['d9.cloudfront.net'], ttl: 60 };
      },
      {},
      'record',
      /has another value at ns-2\.dns\.example: "d9/,
      /^Correct it to "d111111abcdef8/,
      /^_www\.example\.com TXT/,
    ],
    [
      'not everywhere',
      ({ world }) => world.publish('ns-2.dns.example'),
      {},
      'record',
      /not on ns-1\.dns\.example\.$/,
      /--watch tells when/,
      /^$/,
    ],
    [
      'silence',
      ({ world }) => {
        world.servers = { 'ns-1.dns.example': 'unreachable' };
      },
      {},
      'record',
      /^No name server of example\.com says/,
      /^Look at the name servers of example\.com/,
      /TXT/,
    ],
    [
      'DNS leads elsewhere',
      elsewhere,
      {},
      'alias-record',
      /leads to d999999abcdef8\.cloudfront\.net, which is another distribution/,
      /^In zone example\.com, point it/,
      /^www\.example\.com CNAME d111111abcdef8\.cloudfront\.net$/,
    ],
    [
      'the certificate is to be attached',
      ({ world }) => {
        world.publish();
        world.detach();
      },
      {},
      'certificate',
      /has no certificate of its own\.$/,
      /^Attach arn:/,
      /^aws cloudfront get-distribution-config --id 'E2TARGETEXAMPLE'/,
    ],
    [
      'there is no certificate',
      ({ world }) => {
        world.publish();
        world.detach();
        world.certificate = undefined;
      },
      {},
      'certificate',
      /has no certificate/,
      /^Request or import one in ACM in us-east-1/,
      /^$/,
    ],
    [
      'the certificate is not validated',
      ({ world }) => {
        world.publish();
        world.detach();
        const record = { name: '_x.www.example.com', type: 'CNAME', value: '_y.acm-validations.aws' };
        world.certificate = {
          source: 'acm',
          id: CERTIFICATE,
          status: 'PENDING_VALIDATION',
          names: [ALIAS],
          notBefore: undefined,
          notAfter: undefined,
          validations: [{ domain: ALIAS, method: 'DNS', record }],
        };
      },
      {},
      'certificate',
      /has no certificate/,
      /PENDING_VALIDATION for www\.example\.com: create its validation record/,
      /^_x\.www\.example\.com CNAME _y\.acm-validations\.aws$/,
    ],
    [
      'the tag is missing',
      PUBLISHED,
      { settings: { onlyTagged: { key: 'team', value: 'web' } } },
      'tag',
      /only what carries the tag team=web \(onlyTagged\), and the target arn:.* does not\.$/,
      /agree, tag it:$/,
      /^aws cloudfront tag-resource --resource arn:\S+ --tags '\{"Items":\[\{"Key":"team","Value":"web"\}\]\}'$/,
    ],
    [
      'two stacks fight',
      ({ world }) => {
        world.publish();
        world.moves.set(ALIAS, { from: TARGET, to: 'E9', at: Date.now() - 1000, execution: 'x' });
      },
      {},
      'fight',
      /was moved away from E2TARGETEXAMPLE to E9 on 2026-11-20 00:59:59 UTC/,
      /after 2026-11-27 00:59:59 UTC, or once the item move#www\.example\.com is deleted/,
      /^$/,
    ],
    [
      'no Support API',
      ({ world }) => {
        world.publish();
        world.supportPlan = false;
      },
      {},
      'support',
      /^If CloudFront does not move www\.example\.com by itself/,
      /gives you its text/,
      /^$/,
    ],
    [
      'no Support API, and only Support can',
      ({ world }) => {
        world.publish();
        world.supportPlan = false;
      },
      { settings: { selfService: false }, circumstances: { stack: 'none' } },
      'support',
      /^www\.example\.com is moved by AWS Support only/,
      /docs\/support-cases\.md/,
      /^$/,
    ],
    [
      'another remediation has it',
      PUBLISHED,
      { circumstances: { claims: new Map([[ALIAS, { execution: 'www_E9_1', target: 'E9', at: 0 }]]) } },
      'claim',
      /The remediation www_E9_1 wants \S+ on E9\./,
      /stop that one first/,
      /^$/,
    ],
  ])('%s', async (_, prepare, wish, about, problem, fix, copy) => {
    const checking = new Checking();
    prepare(checking);
    const { problems, state } = await checking.look(wish);
    expect(problems.map((each) => each.about)).toEqual([about]);
    expect(problems[0]?.problem).toMatch(problem);
    expect(problems[0]?.fix).toMatch(fix);
    expect(problems[0]?.copy[0] ?? '').toMatch(copy);
    expect(state).toBe('needs-a-person');
  });

  test('a server that stays silent is told in the words of the message', async () => {
    const checking = new Checking();
    checking.world.publish('ns-1.dns.example');
    checking.world.servers['ns-2.dns.example'] = 'unreachable';
    await checking.look();
    later(60);
    const { problems } = await checking.look();
    expect(problems[0]).toMatchObject({
      problem: expect.stringMatching(/^ns-2\.dns\.example of example\.com: no answer/),
      fix: expect.stringMatching(/take it out of the delegation/),
    });
  });

  test("a certificate that the stack attaches is nobody's problem", async () => {
    const checking = new Checking();
    checking.world.publish();
    checking.world.detach();
    const { problems, outlook, certificate } = await checking.look({ settings: { attachCertificate: true } });
    expect(problems).toEqual([]);
    expect(certificate).toMatchObject({ attachedByStack: true, candidate: CERTIFICATE });
    expect(outlook[0]).toBe(`The stack would attach ${CERTIFICATE}, which covers them all, to the target.`);
  });
});

test('several aliases: only what is missing is to be started', async () => {
  const checking = new Checking();
  checking.world.arrive('there.example.com');
  const { aliases, next, outlook } = await checking.look({ aliases: ['there.example.com', ALIAS] });
  expect(aliases.map(({ where }) => where)).toEqual(['on-target', 'held']);
  expect(next.commands).toEqual(['cname-rescue start --target E2TARGETEXAMPLE www.example.com']);
  expect(outlook[0]).toMatch(/^UpdateDomainAssociation would be called for www\.example\.com\./);
});

test('the time at which no cache can miss the record is known before it is there', async () => {
  const checking = new Checking();
  const { aliases, nextCheckAt } = await checking.look();
  // The negative TTL of 900 s, and what caches are late by.
  expect(aliases[0]?.proof?.settledAt).toBe('2026-11-20T01:15:02.000Z');
  expect(nextCheckAt).toBe('2026-11-20T01:00:30.000Z');
});
