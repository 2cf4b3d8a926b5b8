import { type Answer, decode, encode } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canBeAsked, encodeQuestion, type Question, readMessage } from '../../../providers/dns/message.ts';
import { readAnswer } from '../../../providers/dns/read-answer.ts';
import { a, aaaa, cname, ns, reply, soa, txt } from './name-server.ts';

const NAME = '_www.example.com';
const ID = 4711;
const question: Question = { name: NAME, type: 'TXT', recursion: false };
const query = () => decode(encodeQuestion(ID, question, true));

const KINDS = ['values', 'missing', 'cname', 'refused', 'unreachable'];

describe('readMessage', () => {
  it('joins the strings of a record, byte by byte, and keeps records apart', () => {
    const letter = Buffer.from('ü');
    const bytes = response([
      { type: 'TXT', name: NAME, ttl: 60, data: ['d111111', 'abcdef8.cloud', 'front.net'] },
      { type: 'TXT', name: NAME, ttl: 60, data: [letter.subarray(0, 1), letter.subarray(1)] },
      { type: 'TXT', name: NAME, ttl: 60, data: [''] },
    ]);
    const received = readMessage(bytes, ID, question);
    expect(received).toMatchObject({
      message: { answers: [{ value: 'd111111abcdef8.cloudfront.net' }, { value: 'ü' }, { value: '' }] },
    });
  });

  it('reads what a survey needs and leaves the rest', () => {
    const bytes = response(
      [
        cname(NAME, 'Proof.Example.NET.', 60),
        txt('proof.example.net', 'x', 30),
        a('ns1.example.com', '192.0.2.1'),
        aaaa('ns1.example.com', '2001:db8::1'),
        { type: 'CAA', name: NAME, ttl: 1, data: { tag: 'issue', value: 'example.org' } },
        { type: 'TXT', name: NAME, class: 'CH', ttl: 1, data: 'another class' },
      ],
      [soa('Example.com', 900, 300), ns('.', 'a.example.net')],
    );
    expect(readMessage(bytes, ID, question)).toEqual({
      kind: 'message',
      message: {
        rcode: 'NOERROR',
        authoritative: true,
        answers: [
          { type: 'CNAME', name: NAME, ttl: 60, value: 'proof.example.net' },
          { type: 'TXT', name: 'proof.example.net', ttl: 30, value: 'x' },
          { type: 'A', name: 'ns1.example.com', ttl: 3600, value: '192.0.2.1' },
          { type: 'AAAA', name: 'ns1.example.com', ttl: 3600, value: '2001:db8::1' },
        ],
        authorities: [
          { type: 'SOA', name: 'example.com', ttl: 900, minimum: 300, serial: 1 },
          { type: 'NS', name: '.', ttl: 3600, value: 'a.example.net' },
        ],
        additionals: [],
      },
    });
  });

  it('reads the addresses that come along, and does without where they are broken', () => {
    const bytes = encode({
      ...decode(reply(query(), {})),
      type: 'response',
      authorities: [ns('example.com', 'ns1.example.com')],
      additionals: [a('ns1.example.com', '192.0.2.1')],
    });
    const read = (given: Buffer) => {
      const received = readMessage(given, ID, question);
      return received.kind === 'message' ? received.message : undefined;
    };
    expect(read(bytes)?.additionals).toMatchObject([{ name: 'ns1.example.com', value: '192.0.2.1' }]);
    expect(read(bytes.subarray(0, -2))).toMatchObject({ authorities: [{}], additionals: [] });
  });

  it('knows a code of which half is in the OPT record: BADVERS is no NOERROR', () => {
    const bytes = Buffer.concat([reply(query(), {}), Buffer.from([0, 0, 41, 4, 208, 1, 0, 0, 0, 0, 0])]);
    bytes.writeUInt16BE(1, 10);
    expect(readMessage(bytes, ID, question)).toMatchObject({ message: { rcode: 'BADVERS' } });
  });

  it('knows it also where something behind the OPT record is broken', () => {
    const opt = Buffer.from([0, 0, 41, 4, 208, 1, 0, 0, 0, 0, 0]);
    const bytes = Buffer.concat([reply(query(), {}), opt, Buffer.from([0, 0, 1])]);
    bytes.writeUInt16BE(2, 10);
    expect(readMessage(bytes, ID, question)).toMatchObject({ message: { rcode: 'BADVERS' } });
  });

  it('takes a TTL with its highest bit set for zero (RFC 2181 section 8)', () => {
    const received = readMessage(
      response([txt(NAME, 'x', 2 ** 31), txt(NAME, 'y', 2 ** 31 - 1)]),
      ID,
      question,
    );
    expect(received).toMatchObject({ message: { answers: [{ ttl: 0 }, { ttl: 2 ** 31 - 1 }] } });
  });

  it('takes a message that ends before its last record does for garbage, at every length', () => {
    const bytes = reply(query(), {
      answers: [txt(NAME, ['d111111abcdef8', '.cloudfront.net'])],
      authorities: [soa('example.com')],
    });
    for (let length = 0; length < bytes.length; length += 1) {
      expect(readMessage(bytes.subarray(0, length), ID, question)).toEqual({ kind: 'garbage' });
    }
    expect(readMessage(bytes, ID, question).kind).toBe('message');
  });

  it('ends with names that point at themselves, at each other or beyond', () => {
    for (const pointer of [12, 29, 0x3fff, 30, 31, 46]) {
      const bytes = reply(query(), { answers: [cname(NAME, 'x.example.com')] });
      const rdata = bytes.length - 'x.example.com'.length - 2;
      bytes.writeUInt16BE(0xc000 | pointer, rdata);
      expect(['garbage', 'message']).toContain(readMessage(bytes, ID, question).kind);
    }
  });

  it('comes to an end with whatever bytes, and what it makes of them has a verdict', () => {
    const valid = reply(query(), {
      answers: [
        cname(NAME, 'proof.example.net'),
        txt('proof.example.net', ['d111111abcdef8', '.cloudfront.net']),
      ],
      authorities: [soa('example.com'), ns('example.com', 'ns1.example.net')],
    });
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 600 }).map((noise) => Buffer.from(noise)),
      // Noise behind a header and a question that are right: it gets as far as the records.
      fc
        .tuple(fc.uint8Array({ minLength: 8, maxLength: 8 }), fc.uint8Array({ maxLength: 600 }))
        .map(([counts, noise]) => {
          const head = Buffer.from(valid.subarray(0, 34));
          head.set(counts.subarray(2), 6);
          head.writeUInt16BE(1, 4);
          return Buffer.concat([head, noise]);
        }),
      fc
        .array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
        .map((changes) => {
          const mutated = Buffer.from(valid);
          for (const [place, byte] of changes) mutated[place] = byte;
          return mutated;
        }),
      fc
        .tuple(fc.nat(valid.length), fc.uint8Array({ maxLength: 40 }))
        .map(([cut, noise]) => Buffer.concat([valid.subarray(0, cut), noise])),
    );
    fc.assert(
      fc.property(bytes, (given) => {
        const before = Buffer.from(given);
        const received = readMessage(given, ID, question);
        if (received.kind === 'message') expect(KINDS).toContain(readAnswer(received.message, NAME).kind);
        expect(given).toEqual(before);
      }),
      { numRuns: 5000 },
    );
  });
});

it('asks only for names that fit', () => {
  const label = 'a'.repeat(63);
  expect(canBeAsked(`_*.${label}.example.com`)).toBe(true);
  expect(canBeAsked([label, label, label, 'a'.repeat(61)].join('.'))).toBe(true);
  for (const name of [
    '',
    '.',
    'a..b',
    'example.com.',
    `${label}a.com`,
    [label, label, label, 'a'.repeat(62)].join('.'),
    'ü'.repeat(32),
    // A label with a dot in it: it would go out as two.
    'ns1\\.example.com',
  ]) {
    expect(canBeAsked(name)).toBe(false);
  }
});

function response(answers: Answer[], authorities: Answer[] = []) {
  return encode({ ...decode(reply(query(), {})), type: 'response', answers, authorities });
}
