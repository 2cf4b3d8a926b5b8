import { type Answer, decode } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { findZone } from '../../../providers/dns/find-zone.ts';
import { encodeQuestion, type QuestionType, readMessage } from '../../../providers/dns/message.ts';
import type { Resolve } from '../../../providers/dns/resolve.ts';
import { DnsUnavailable } from '../../../remediation/errors.ts';
import { a, answering, type Behaviour, cname, reply, soa, txt } from './name-server.ts';

/** A resolver without a network: the behaviour of a server, asked in place. */
function resolver(behaviour: Behaviour) {
  const asked: string[] = [];
  const resolve: Resolve = async (name: string, type: QuestionType) => {
    asked.push(name);
    const question = { name, type, recursion: true };
    const bytes = behaviour(decode(encodeQuestion(1, question, true)), 'udp');
    const received = Buffer.isBuffer(bytes) ? readMessage(bytes, 1, question) : undefined;
    if (received?.kind !== 'message') throw new DnsUnavailable('no answer');
    return received.message;
  };
  return { resolve, asked };
}

const world: Answer[] = [
  soa('com', 900, 60),
  soa('example.com', 900, 86_400),
  a('www.example.com', '192.0.2.1'),
  cname('shop.example.com', 'd111111abcdef8.cloudfront.net'),
  soa('cloudfront.net', 60, 60),
  a('d111111abcdef8.cloudfront.net', '192.0.2.2'),
  soa('dev.example.com', 30, 30),
  a('www.dev.example.com', '192.0.2.3'),
  cname('old.dev.example.com', 'apex.example.org'),
  soa('apex.example.org', 30, 30),
  soa('co.uk'),
  soa('example.co.uk', 10, 20),
  a('a.b.c.example.co.uk', '192.0.2.4'),
];

describe('findZone', () => {
  it.each([
    ['the apex itself', 'example.com', 'example.com'],
    ['a name with other records', 'www.example.com', 'example.com'],
    ['a name that does not exist', 'new.example.com', 'example.com'],
    ['a wildcard', '*.example.com', 'example.com'],
    ['a wildcard below a name that does not exist', '*.x.y.example.com', 'example.com'],
    ['a name with a CNAME into another zone', 'shop.example.com', 'example.com'],
    ['a CNAME that leads to the apex of a zone', 'old.dev.example.com', 'dev.example.com'],
    ['a delegated zone', 'www.dev.example.com', 'dev.example.com'],
    ['the apex of a delegated zone', 'dev.example.com', 'dev.example.com'],
    ['a zone under a suffix with a dot', 'a.b.c.example.co.uk', 'example.co.uk'],
  ])('of %s', async (_, alias, zone) => {
    const { resolve, asked } = resolver(answering(world));
    expect(await findZone(resolve, alias)).toMatchObject({ name: zone });
    expect(asked.some((name) => name.includes('*') || name.startsWith('_'))).toBe(false);
  });

  it('asks for every name upwards at once: no round trip depends on another', async () => {
    const { resolve, asked } = resolver(answering(world));
    const found = findZone(resolve, 'a.b.example.com');
    expect(asked).toEqual(['a.b.example.com', 'b.example.com', 'example.com', 'com']);
    await found;
  });

  it('does not care what fails above the zone, but does not pass over what fails below', async () => {
    const failing = (zone: string) =>
      resolver((query, transport) =>
        query.questions?.[0]?.name === zone ? 'silence' : answering(world)(query, transport),
      ).resolve;
    expect(await findZone(failing('com'), 'www.example.com')).toMatchObject({ name: 'example.com' });
    await expect(findZone(failing('www.dev.example.com'), 'www.dev.example.com')).rejects.toThrow(
      DnsUnavailable,
    );
  });

  it('brings the TTL and MINIMUM of the SOA', async () => {
    const { resolve } = resolver(answering(world));
    expect(await findZone(resolve, 'a.example.co.uk')).toEqual({
      name: 'example.co.uk',
      soaTtl: 10,
      soaMinimum: 20,
    });
  });

  it('climbs where a resolver leaves the SOA out of its misses', async () => {
    const { resolve } = resolver((query) => {
      const apex = query.questions?.[0]?.name === 'example.com';
      return reply(query, apex ? { answers: [soa('example.com')] } : { rcode: 3 });
    });
    expect(await findZone(resolve, 'a.b.example.com')).toMatchObject({ name: 'example.com' });
  });

  it('believes no SOA of a zone that the name is not in', async () => {
    const { resolve } = resolver((query) =>
      query.questions?.[0]?.name === 'example.com'
        ? reply(query, { answers: [soa('example.com')] })
        : reply(query, {
            answers: [txt('x.example.org', 'x')],
            authorities: [soa('ample.com'), soa('example.org'), soa('x.www.example.com')],
          }),
    );
    expect(await findZone(resolve, 'www.example.com')).toMatchObject({ name: 'example.com' });
  });

  it('says so when there is none', async () => {
    const { resolve } = resolver(answering([soa('.')]));
    await expect(findZone(resolve, 'www.example.invalid')).rejects.toThrow(DnsUnavailable);
    await expect(findZone(resolve, 'www.example.invalid')).rejects.toThrow(
      /no zone that holds www\.example\.invalid/,
    );
  });
});
