/** The record in all the forms in which people publish it, on all kinds of servers at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TARGET } from './look.ts';
import { ask } from './question.ts';
import { stopServers } from './running-server.ts';
import { KINDS } from './servers/kinds.ts';
import { createPlan, everywhere, startWorld, type World } from './world.ts';
import { txt, zoneFile } from './zone-file.ts';

const ROLLBACK = 'd222222abcdef8.cloudfront.net';
/** More than the 1232 bytes that a datagram may have. */
const CROWD = Array.from({ length: 8 }, (_, i) => `verification-${i}=${'x'.repeat(200)}`);

interface Form {
  form: string;
  alias: string;
  /** Lines of the zone file. */
  lines: string[];
  detail?: RegExp;
}

const FORMS: Form[] = [
  { form: 'one string', alias: 'www.example.com', lines: [txt('_www', TARGET)] },
  {
    form: 'several strings',
    alias: 'split.example.com',
    lines: [txt('_split', ['d111111', 'abcdef8.cloudfront', '.net', ''])],
  },
  {
    form: 'a rollback value beside it',
    alias: 'rollback.example.com',
    lines: [txt('_rollback', ROLLBACK), txt('_rollback', TARGET)],
    detail: new RegExp(ROLLBACK),
  },
  { form: 'a trailing dot', alias: 'dot.example.com', lines: [txt('_dot', `${TARGET}.`)] },
  { form: 'capitals', alias: 'capitals.example.com', lines: [txt('_CAPITALS', TARGET.toUpperCase())] },
  { form: 'quotes pasted along', alias: 'quotes.example.com', lines: [txt('_quotes', `"${TARGET}"`)] },
  {
    form: 'a crowd of other values',
    alias: 'crowd.example.com',
    lines: [...CROWD, TARGET].map((value) => txt('_crowd', value)),
  },
  { form: 'a label of its own at the apex', alias: 'example.com', lines: [txt('_', TARGET)] },
  { form: 'an asterisk for a wildcard', alias: '*.example.com', lines: [txt('_*', TARGET)] },
  {
    form: 'an asterisk for a deeper wildcard',
    alias: '*.eu.example.com',
    lines: [txt('_*.eu', TARGET), txt('*.eu', 'not this one')],
  },
  {
    form: 'a wildcard of the zone',
    alias: 'any.preview.example.com',
    lines: [txt('*.preview', TARGET)],
  },
];

const LINKS = ['_linked IN CNAME proof', txt('proof', TARGET), '*.linked IN CNAME proof'];

/** Under a suffix that has a dot itself: the zone is found by its SOA, not by counting labels. */
const FORMS_CO_UK: Form[] = [
  { form: 'a name under a suffix with a dot', alias: 'www.example.co.uk', lines: [txt('_www', TARGET)] },
  { form: 'an apex under a suffix with a dot', alias: 'example.co.uk', lines: [txt('_', TARGET)] },
];

let world: World;
beforeAll(async () => {
  const plan = await createPlan();
  const { nameServers, hosts } = plan;
  const linesOf = (forms: Form[]) => forms.flatMap(({ lines }) => lines);
  world = await startWorld(plan, [
    zoneFile({ name: 'example.com', nameServers, records: [...hosts, ...linesOf(FORMS), ...LINKS] }),
    zoneFile({ name: 'example.co.uk', nameServers, records: linesOf(FORMS_CO_UK) }),
  ]);
});
afterAll(stopServers);

test.each([...FORMS, ...FORMS_CO_UK])('$form is read on every server', async ({ alias, detail = /./ }) => {
  const { verdict, verdicts, details, ttls } = await world.watch.look(alias);
  expect(verdicts).toEqual(everywhere('match'));
  expect(verdict).toBe('published');
  expect(ttls).toEqual(everywhere(300));
  for (const each of Object.values(details)) expect(each).toMatch(detail);
});

test('a CNAME within the zone is followed on every server, and named', async () => {
  const { verdict, verdicts, details } = await world.watch.look('linked.example.com');
  expect(verdict).toBe('published');
  expect(new Set(Object.values(verdicts))).toEqual(new Set(['match']));
  // Once at the name, once where it leads.
  expect(Object.keys(verdicts)).toHaveLength(2 * KINDS.length);
  const named = Object.values(details).filter((detail) => detail.includes('by a CNAME to proof.example.com'));
  expect(named).toHaveLength(KINDS.length);
});

test('a wildcard CNAME proves nothing, though it leads to the record', async () => {
  const { verdict, details } = await world.watch.look('any.linked.example.com');
  expect(verdict).toBe('missing');
  const named = Object.values(details).filter((detail) => detail.includes('by a wildcard record'));
  expect(named).toHaveLength(KINDS.length);
});

test.each(KINDS)('%s truncates the crowd by UDP, so that TCP was used', async (kind) => {
  expect(await ask(world.servers[kind], '_crowd.example.com', 'TXT')).toMatchObject({ truncated: true });
});
