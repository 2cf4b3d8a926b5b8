import { createColors } from 'picocolors';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { RemediationStatus, statusOf } from '../../cli/standing/facts.ts';
import { statusText, watchText } from '../../cli/standing/text.ts';
import { changeLine } from '../../cli/standing/watching.ts';
import type { Standing } from '../../providers/operator/standing.ts';
import { aliasProof, contested, proof, remediation } from '../doubles/documents.ts';
import { asked, at, certificate, confirmation, moved } from '../doubles/sections.ts';
import { ALIAS } from '../doubles/world.ts';
import { ended, running } from './standings.ts';

const LOOK = { paint: createColors(false), width: 80 };
const NOW = Date.parse(at(3));
const facts = (standing: Standing) =>
  v.parse(v.strictObject(RemediationStatus.entries), statusOf(standing, { stage: 'prod' }, NOW));
const shown = (standing: Standing) => statusText(facts(standing), LOOK);

const servers = (['missing', 'match', 'unreachable'] as const).map((verdict, index) => ({
  server: `ns-${index}.dns.example`,
  address: `192.0.2.${index}`,
  verdict,
  ...(verdict === 'match' && { ttl: 300, detail: '"d111111abcdef8.cloudfront.net"' }),
  ...(verdict === 'unreachable' && { detail: 'UDP: silent for 2 s; TCP: silent for 2 s' }),
}));
const bothClosed = running(
  remediation({
    proof: {
      ...proof('missing'),
      waitingSince: at(2),
      nextCheckAt: '2026-11-20T03:12:05.000Z',
      deadlineAt: '2026-11-30T02:00:00.000Z',
      troubles: [
        {
          kind: 'no-answer',
          problem:
            'ns-2.dns.example of example.com: no answer (UDP: silent for 2 s; TCP: silent for 2 s). Others have the record.',
          remedy: 'Mend it, or take it out of the delegation.',
        },
      ],
      aliases: [aliasProof(ALIAS, { verdict: 'missing', servers })],
    },
    certificate: {
      ...certificate('missing'),
      reason: 'E2TARGETEXAMPLE has no certificate of its own. Request one.',
    },
  }),
);

test('both gates are closed: the chain, what to do, and what every name server says', () => {
  expect(shown(bothClosed)).toMatchInlineSnapshot(`
    "www.example.com → E2TARGETEXAMPLE
    ! waiting for DNS, certificate, for 1h
    www.example.com_E2TARGETEXAMPLE_00000000
    started 2026-11-20 01:04:10 UTC

    ✓  Failed call  UpdateDistribution by
                    arn:aws:sts::111122223333:assumed-role/DeployRole/deploy failed
                    at 2026-11-20 01:04:05 UTC: CNAMEAlreadyExists.
                    Request a123456b-c78d-90e1-23f4-000000000001.
    ✓  Conflict     www.example.com is on somebody else's distribution.
    …  TXT record   Not on every name server yet: _www.example.com.
                    Next look in 12m 5s, at 2026-11-20 03:12:05 UTC. Given up at
                    2026-11-30 02:00:00 UTC.
    …  Certificate  E2TARGETEXAMPLE has no certificate of its own. Request one.
                    Next look in 1h, at 2026-11-20 04:00:00 UTC. Given up at
                    2026-11-20 05:00:00 UTC.
    ·  Move
    ·  Arrival

    !  ns-2.dns.example of example.com: no answer (UDP: silent for 2 s; TCP: silent
       for 2 s). Others have the record.
       Mend it, or take it out of the delegation.

    !  E2TARGETEXAMPLE has no certificate yet that does for all its aliases.
       E2TARGETEXAMPLE has no certificate of its own. Request one.

    _www.example.com at the name servers of example.com:
    ns-0.dns.example  192.0.2.0  missing
    ns-1.dns.example  192.0.2.1  match        TTL 300  "d111111abcdef8.cloudfront.net"
    ns-2.dns.example  192.0.2.2  unreachable           UDP: silent for 2 s; TCP:
                                                       silent for 2 s

    →  Once that is done, it goes on by itself. To see it:
         cname-rescue watch www.example.com_E2TARGETEXAMPLE_00000000

    Execution: https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/arn:aws:states:us-east-1:111122223333:execution:cname-rescue-prod:www.example.com_E2TARGETEXAMPLE_00000000"
  `);
});

test('watched, it takes no more lines than it has to', () => {
  expect(watchText(facts(bothClosed), LOOK)).toMatchInlineSnapshot(`
    "www.example.com → E2TARGETEXAMPLE
    ! waiting for DNS, certificate, for 1h
    www.example.com_E2TARGETEXAMPLE_00000000
    started 2026-11-20 01:04:10 UTC

    ✓  Failed call
    ✓  Conflict
    …  TXT record   Not on every name server yet: _www.example.com.
                    Next look in 12m 5s, at 2026-11-20 03:12:05 UTC. Given up at
                    2026-11-30 02:00:00 UTC.
    …  Certificate  E2TARGETEXAMPLE has no certificate of its own. Request one.
                    Next look in 1h, at 2026-11-20 04:00:00 UTC. Given up at
                    2026-11-20 05:00:00 UTC.
    ·  Move
    ·  Arrival

    Ctrl-C ends the watching. The remediation goes on.

    !  ns-2.dns.example of example.com: no answer (UDP: silent for 2 s; TCP: silent
       for 2 s). Others have the record.
       Mend it, or take it out of the delegation.

    !  E2TARGETEXAMPLE has no certificate yet that does for all its aliases.
       E2TARGETEXAMPLE has no certificate of its own. Request one.

    _www.example.com at the name servers of example.com:
    ns-0.dns.example  192.0.2.0  missing
    ns-1.dns.example  192.0.2.1  match        TTL 300  "d111111abcdef8.cloudfront.net"
    ns-2.dns.example  192.0.2.2  unreachable           UDP: silent for 2 s; TCP:
                                                       silent for 2 s"
  `);
});

test('in a log it is one line', () => {
  expect(changeLine(facts(bothClosed))).toMatchInlineSnapshot(
    `"2026-11-20 03:00:00 UTC  waiting for DNS, certificate. TXT _www.example.com "d111111abcdef8.cloudfront.net" is on 1 of the 3 name servers of example.com: ns-0.dns.example (192.0.2.0): missing; ns-2.dns.example (192.0.2.2): no answer, UDP: silent for 2 s; TCP: silent for 2 s. The others should follow soon. E2TARGETEXAMPLE has no certificate of its own. Request one. A person is needed."`,
  );
});

test('failed, and retried before', () => {
  const failure = {
    state: 'Move alias',
    error: 'AliasFoughtOver',
    cause: 'Two stacks want it.\nTake it out of one.',
  };
  expect(
    shown(ended('FAILED', { failure, redriveCount: 1, redrive: { possible: true } })),
  ).toMatchInlineSnapshot(`
    "www.example.com → E2TARGETEXAMPLE
    ✗ failed: AliasFoughtOver, 0s ago
    www.example.com_E2TARGETEXAMPLE_00000000
    started 2026-11-20 01:04:10 UTC, retried once

    ✓  Failed call  UpdateDistribution by
                    arn:aws:sts::111122223333:assumed-role/DeployRole/deploy failed
                    at 2026-11-20 01:04:05 UTC: CNAMEAlreadyExists.
                    Request a123456b-c78d-90e1-23f4-000000000001.
    ✓  Conflict     www.example.com is on somebody else's distribution.
    ✓  TXT record   TXT _www.example.com "d111111abcdef8.cloudfront.net" is on every
                    name server of example.com since 2026-11-20 01:00:00 UTC. Until
                    2026-11-20 01:15:00 UTC a cache can hold an earlier miss or
                    value.
    ✓  Certificate  covers
    ✗  Move         Two stacks want it.
                    Take it out of one.
    ·  Arrival

    !  It failed in "Move alias": AliasFoughtOver.
       Mend the cause (docs/runbook/AliasFoughtOver.md), then let it go on:
         cname-rescue retry www.example.com_E2TARGETEXAMPLE_00000000

    Execution: https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/arn:aws:states:us-east-1:111122223333:execution:cname-rescue-prod:www.example.com_E2TARGETEXAMPLE_00000000"
  `);
});

test('arrived: what remains', () => {
  const there = remediation({
    move: moved('moved'),
    confirmation: {
      ...confirmation('confirmed'),
      records: [{ alias: ALIAS, leads: 'elsewhere', detail: 'leads elsewhere' }],
    },
  });
  expect(shown(ended('SUCCEEDED', { remediation: there }))).toMatchInlineSnapshot(`
    "www.example.com → E2TARGETEXAMPLE
    ✓ arrived, 0s ago
    www.example.com_E2TARGETEXAMPLE_00000000
    started 2026-11-20 01:04:10 UTC

    ✓  Failed call  UpdateDistribution by
                    arn:aws:sts::111122223333:assumed-role/DeployRole/deploy failed
                    at 2026-11-20 01:04:05 UTC: CNAMEAlreadyExists.
                    Request a123456b-c78d-90e1-23f4-000000000001.
    ✓  Conflict     www.example.com is on somebody else's distribution.
    ✓  TXT record   TXT _www.example.com "d111111abcdef8.cloudfront.net" is on every
                    name server of example.com since 2026-11-20 01:00:00 UTC. Until
                    2026-11-20 01:15:00 UTC a cache can hold an earlier miss or
                    value.
    ✓  Certificate  covers
    ✓  Move         so it is
    ✓  Arrival      so it is

    →  Yours to do, unless it is done by now: lead DNS to the target.
         www.example.com CNAME d111111abcdef8.cloudfront.net

    →  Yours to do: declare the alias in the target's infrastructure code, and take
       what was moved out of the former holder's, or the next deployment undoes it.

    →  The TXT record _www.example.com may go now. As long as it stands, it is the
       consent to a move.

    Execution: https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/arn:aws:states:us-east-1:111122223333:execution:cname-rescue-prod:www.example.com_E2TARGETEXAMPLE_00000000"
  `);
});

test('what nobody held, and others brought, is led to the target as well', () => {
  const document = remediation({
    move: moved('moved'),
    confirmation: { ...confirmation('confirmed'), aliases: [ALIAS, 'shop.example.com'] },
  });
  const free = [contested('shop.example.com', { holder: undefined })];
  const diagnosis = document.diagnosis && { ...document.diagnosis, free };
  const { next } = facts(ended('SUCCEEDED', { remediation: { ...document, diagnosis } }));
  expect(next.flatMap(({ copy }) => copy)).toEqual([
    'www.example.com CNAME d111111abcdef8.cloudfront.net',
    'shop.example.com CNAME d111111abcdef8.cloudfront.net',
  ]);
});

test('what AWS Support writes cannot write on the terminal', () => {
  const reply = 'Hello\u{1b}[2J\u{202e}';
  const document = remediation({
    move: moved('support'),
    case: asked('open', { status: 'pending-customer-action', reply, reason: reply }),
  });
  const text = statusText(facts(running(document)), LOOK);
  expect(text).toContain('Hello\u{fffd}[2J\u{fffd}');
  expect(text).not.toMatch(/(?!\n)\p{C}/u);
  expect(changeLine(facts(running(document)))).not.toMatch(/\p{C}/u);
});

test('a hundred aliases are no hundred tables', () => {
  const many = Array.from({ length: 100 }, (_, index) =>
    aliasProof(`a${index}.example.com`, { verdict: 'missing', servers }),
  );
  const document = remediation(
    { proof: { ...proof('missing'), aliases: many } },
    ...many.map(({ alias }) => alias),
  );
  const lines = shown(running(document)).split('\n');
  expect(lines.filter((line) => line.includes('at the name servers of'))).toHaveLength(3);
  expect(lines).toContain('97 more records are missing: --json has them.');
});

test('started with something else', () => {
  expect(shown(running(undefined)).split('\n').slice(0, 2)).toEqual([
    'www.example.com_E2TARGETEXAMPLE_00000000',
    '· no remediation, for 1h 55m',
  ]);
});
