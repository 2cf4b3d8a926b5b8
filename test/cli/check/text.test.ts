/** What a person reads, at 80 columns. */
import { createColors } from 'picocolors';
import { beforeEach, expect, test, vi } from 'vitest';
import { checkText } from '../../../cli/check/text.ts';
import { ALIAS } from '../../doubles/world.ts';
import { Checking } from './checking.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T01:00:00.000Z') });
  return () => vi.useRealTimers();
});

const look = { paint: createColors(false), width: 80 };

test('a record and a certificate are missing', async () => {
  const checking = new Checking();
  checking.world.detach();
  checking.world.certificate = undefined;
  expect(checkText(await checking.look(), look)).toBe(`\
E2TARGETEXAMPLE (d111111abcdef8.cloudfront.net), account 111122223333

✗ www.example.com
  Held by   not known: CloudFront tells it only once the target has a
            certificate for it
  Would be  moved by API if CloudFront does it, otherwise by AWS Support
  Settled   at 2026-11-20 01:15:02 UTC, if the record came to be there now: a
            miss is kept for 900 s

  Problem  The TXT record is on none of the name servers (2 addresses were
           asked).
  Fix      Create it in zone example.com:

    _www.example.com TXT "d111111abcdef8.cloudfront.net"

  Asked about TXT _www.example.com, at 2026-11-20 01:00:00 UTC:
  ns-1.dns.example  192.0.2.1  missing    no such name
  ns-2.dns.example  192.0.2.2  missing    no such name

✗ Certificate
  Problem  E2TARGETEXAMPLE has no certificate of its own.
  Fix      Request or import one in ACM in us-east-1 that covers
           www.example.com, and attach it to E2TARGETEXAMPLE without the new
           aliases.

What would happen, once that is done
  UpdateDomainAssociation would be called for www.example.com. Only then
  CloudFront tells whether the holder is enabled: if it is not, the call moves
  the alias; if it is, and in another account, AWS Support would be asked. It
  would be asked once no cache can miss the TXT record any more.

  A case of AWS Support would be about amazon-cloudfront, general-guidance, with
  the severity normal.

Next
  Start the remediation: it waits for what is missing, then does the rest by
  itself. The failed UpdateDistribution, made again, does so as well.

    cname-rescue start --target E2TARGETEXAMPLE www.example.com`);
});

test('nothing is missing', async () => {
  const checking = new Checking();
  checking.world.publish();
  expect(checkText(await checking.look({ circumstances: { stack: 'none' } }), look)).toMatch(`\
✓ www.example.com
  Held by     distribution *******EXAMPLE, account ******445566
  Would be    moved by API if CloudFront does it, otherwise by AWS Support
  TXT record  _www.example.com "d111111abcdef8.cloudfront.net"
  Published   on every name server, first seen there at 2026-11-20 01:00:00 UTC
  Settled     at 2026-11-20 01:15:02 UTC; until then a cache can miss it
`);
});

test('an alias that nobody holds, whose record is in the way', async () => {
  const checking = new Checking();
  checking.world.holder = undefined;
  checking.world.leadsTo = { name: 'd999999abcdef8.cloudfront.net', ttl: 60 };
  expect(checkText(await checking.look(), look)).toMatch(`\
✗ www.example.com
  Held by   nobody that CloudFront lists
  Would be  added, by making the update again

  Problem  www.example.com leads to d999999abcdef8.cloudfront.net, which is
           another distribution, so CloudFront does not add it.
  Fix      In zone example.com, point it at the target:

    www.example.com CNAME d111111abcdef8.cloudfront.net

  Asked where www.example.com leads, at 2026-11-20 01:00:00 UTC:
  ns-1.dns.example  192.0.2.1  elsewhere  TTL 60  leads to
                                                  d999999abcdef8.cloudfront.net
`);
});

test('all is there', async () => {
  const checking = new Checking();
  checking.world.arrive();
  expect(checkText(await checking.look(), look)).toBe(`\
E2TARGETEXAMPLE (d111111abcdef8.cloudfront.net), account 111122223333

✓ www.example.com
  Held by   the target, already
  Would be  left alone

Next
  Nothing to do.`);
});

test('no line is longer than 80 columns, but for what is to be copied and ARNs', async () => {
  const checking = new Checking();
  checking.world.servers = { 'ns-2048.awsdns-64.co.uk': 'missing' };
  checking.world.detach();
  checking.world.supportPlan = false;
  checking.world.moves.set(ALIAS, { from: 'E2TARGETEXAMPLE', to: 'E9', at: Date.now(), execution: 'x' });
  const onlyTagged = { key: 'team', value: 'web' };
  const facts = await checking.look({ aliases: [ALIAS, 'shop.example.com'], settings: { onlyTagged } });
  const [first] = facts.aliases;
  if (first?.proof) {
    const address = '2600:9000:5300:1a00:0000:0000:0000:0001';
    first.proof.servers = first.proof.servers.map((server) => ({ ...server, address }));
  }
  const copied = facts.problems.flatMap(({ copy }) => copy);
  const long = checkText(facts, look)
    .split('\n')
    .filter((line) => line.length > 80 && !copied.includes(line.trim()) && !/^ *\(?arn:\S+$/.test(line));
  expect(long).toEqual([]);
});
