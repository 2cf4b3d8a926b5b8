import { describe, expect, it } from 'vitest';
import type { Message, ResourceRecord } from '../../../providers/dns/message.ts';
import { readAnswer, readResolverAnswer } from '../../../providers/dns/read-answer.ts';

const NAME = '_www.example.com';
const message = (given: Partial<Message>): Message => ({
  rcode: 'NOERROR',
  authoritative: true,
  answers: [],
  authorities: [],
  additionals: [],
  ...given,
});
const text = (value: string, name = NAME, ttl = 300): ResourceRecord => ({ type: 'TXT', name, ttl, value });
const link = (name: string, value: string, ttl = 300): ResourceRecord => ({
  type: 'CNAME',
  name,
  ttl,
  value,
});
const soa: ResourceRecord = { type: 'SOA', name: 'example.com', ttl: 900, minimum: 900, serial: 1 };
const delegation: ResourceRecord = {
  type: 'NS',
  name: 'dev.example.com',
  ttl: 900,
  value: 'ns1.example.net',
};

describe('readAnswer', () => {
  it.each([
    ['one value', message({ answers: [text('a')] }), { kind: 'values', values: ['a'], ttl: 300 }],
    [
      'several values',
      message({ answers: [text('a'), text('b', NAME, 60)] }),
      { kind: 'values', values: ['a', 'b'], ttl: 300 },
    ],
    ['no such name', message({ rcode: 'NXDOMAIN', authorities: [soa] }), { kind: 'missing', nxdomain: true }],
    ['no such record', message({ authorities: [soa] }), { kind: 'missing', nxdomain: false }],
    [
      'the record of another name',
      message({ answers: [text('a', 'x.example.com')] }),
      { kind: 'missing', nxdomain: false },
    ],
    ['REFUSED', message({ rcode: 'REFUSED', authoritative: false }), { kind: 'refused', why: 'REFUSED' }],
    ['SERVFAIL, though with authority', message({ rcode: 'SERVFAIL' }), { kind: 'refused', why: 'SERVFAIL' }],
    [
      'a value without authority',
      message({ authoritative: false, answers: [text('a')] }),
      { kind: 'refused', why: 'answers without authority for the zone' },
    ],
    [
      'a miss without authority',
      message({ authoritative: false, rcode: 'NXDOMAIN' }),
      { kind: 'refused', why: 'answers without authority for the zone' },
    ],
    [
      'a referral',
      message({ authoritative: false, authorities: [delegation] }),
      { kind: 'refused', why: 'refers to the name servers of dev.example.com' },
    ],
    [
      'a CNAME, whatever it says of its target: that is for others to say',
      message({ answers: [link(NAME, 'a.example.com', 600), text('x', 'a.example.com')] }),
      { kind: 'cname', target: 'a.example.com', ttl: 600 },
    ],
    [
      'a CNAME to nowhere',
      message({ rcode: 'NXDOMAIN', answers: [link(NAME, 'gone.example.com', 60)] }),
      { kind: 'cname', target: 'gone.example.com', ttl: 60 },
    ],
    [
      'a CNAME to itself',
      message({ answers: [link(NAME, NAME, 10)] }),
      { kind: 'cname', target: NAME, ttl: 10 },
    ],
  ])('understands %s', (_, given, answer) => {
    expect(readAnswer(given, NAME)).toEqual(answer);
  });
});

describe('readResolverAnswer', () => {
  const fromCache = (given: Partial<Message>) => message({ authoritative: false, ...given });

  it.each([
    ['a value', fromCache({ answers: [text('a')] }), { kind: 'values', values: ['a'], ttl: 300 }],
    [
      'a miss, with what is left of the time it is kept',
      fromCache({ rcode: 'NXDOMAIN', authorities: [{ ...soa, ttl: 212 }] }),
      { kind: 'missing', nxdomain: true, ttl: 212 },
    ],
    [
      'a miss of a zone with a MINIMUM below the TTL',
      fromCache({ authorities: [{ ...soa, ttl: 900, minimum: 60 }] }),
      { kind: 'missing', nxdomain: false, ttl: 60 },
    ],
    ['a miss without SOA', fromCache({ rcode: 'NXDOMAIN' }), { kind: 'missing', nxdomain: true }],
    [
      'SERVFAIL, as of a zone whose signatures are wrong',
      fromCache({ rcode: 'SERVFAIL' }),
      { kind: 'refused', why: 'SERVFAIL' },
    ],
  ])('understands %s', (_, given, answer) => {
    expect(readResolverAnswer(given, NAME, true)).toEqual(answer);
  });

  const chain = [link(NAME, 'a.example.org', 600), link('a.example.org', 'b.example.org', 60)];

  it('finds a value at the end of CNAMEs, where that counts', () => {
    const found = fromCache({ answers: [...chain, text('x', 'b.example.org')] });
    expect(readResolverAnswer(found, NAME, true)).toEqual({
      kind: 'values',
      values: ['x'],
      ttl: 600,
      cname: 'a.example.org',
    });
    expect(readResolverAnswer(found, NAME, false)).toEqual({
      kind: 'cname',
      target: 'a.example.org',
      ttl: 600,
    });
  });

  it('comes to an end with CNAMEs that go round, or lead to nothing', () => {
    for (const answers of [chain, [...chain, link('b.example.org', NAME)], [link(NAME, NAME)]]) {
      expect(readResolverAnswer(fromCache({ answers }), NAME, true).kind).toBe('cname');
    }
  });
});
