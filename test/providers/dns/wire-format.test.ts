/** What is read from a message, held against what dns-packet reads from it; and what that does not send. */
import { type Answer, decode, encode, type StringAnswer } from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeQuestion, type Question, readMessage } from '../../../providers/dns/message.ts';
import {
  addressIn,
  authorityIn,
  nameIn,
  readName,
  readRecord,
  textIn,
  writeName,
} from '../../../providers/dns/wire-format.ts';

const label = fc.stringMatching(/^[a-zA-Z0-9_*-]{1,63}$/);
const name = fc.array(label, { minLength: 1, maxLength: 6 }).map((labels) => labels.join('.'));
const shortName = name.filter((text) => text.length <= 253);
const ttl = fc.nat(2 ** 32 - 1);
const address6 = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => {
  const groups = Buffer.from(bytes).toString('hex').match(/.{4}/g);
  return groups?.join(':') ?? '';
});

const record: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ type: fc.constant('A' as const), name: shortName, ttl, data: fc.ipV4() }),
  fc.record({ type: fc.constant('AAAA' as const), name: shortName, ttl, data: address6 }),
  fc.record({
    type: fc.constantFrom('CNAME' as const, 'NS' as const),
    name: shortName,
    ttl,
    data: shortName,
  }),
  fc.record({
    type: fc.constant('TXT' as const),
    name: shortName,
    ttl,
    data: fc.array(fc.string({ maxLength: 60, unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
  }),
  fc.record({
    type: fc.constant('SOA' as const),
    name: shortName,
    ttl,
    data: fc.record({
      mname: shortName,
      rname: shortName,
      serial: ttl,
      refresh: ttl,
      retry: ttl,
      expire: ttl,
      minimum: ttl,
    }),
  }),
);

describe('beside dns-packet', () => {
  it('a question has the same bytes', () => {
    const types = fc.constantFrom('A', 'AAAA', 'NS', 'SOA', 'TXT') as fc.Arbitrary<Question['type']>;
    const ids = fc.nat(0xffff);
    fc.assert(
      fc.property(ids, shortName, types, fc.boolean(), fc.boolean(), (id, asked, type, recursion, edns) => {
        const theirs = encode({
          type: 'query',
          id,
          flags: recursion ? 0x0100 : 0,
          questions: [{ name: asked, type, class: 'IN' }],
          additionals: edns
            ? [
                {
                  type: 'OPT',
                  name: '.',
                  udpPayloadSize: 1232,
                  extendedRcode: 0,
                  ednsVersion: 0,
                  flags: 0,
                  flag_do: false,
                  options: [],
                },
              ]
            : [],
        });
        const ours = encodeQuestion(id, { name: asked, type, recursion }, edns);
        expect(ours.toString('hex')).toBe(theirs.toString('hex'));
      }),
    );
  });

  it('records of every type that is asked for are read the same', () => {
    const sections = fc.array(record, { maxLength: 4 });
    fc.assert(
      fc.property(sections, sections, sections, (answers, authorities, additionals) => {
        const bytes = encode({
          type: 'response',
          id: 1,
          questions: [{ name: 'example.com', type: 'TXT', class: 'IN' }],
          answers,
          authorities,
          additionals,
        });
        const theirs = decode(bytes);
        const received = readMessage(bytes, 1, { name: 'example.com', type: 'TXT', recursion: false });
        expect(received).toEqual({
          kind: 'message',
          message: {
            rcode: 'NOERROR',
            authoritative: false,
            answers: theirs.answers?.map(plain),
            authorities: theirs.authorities?.map(plain),
            additionals: theirs.additionals?.map(plain),
          },
        });
      }),
    );
  });
});

/** As dns-packet has a record, in our words. */
function plain(theirs: Answer): object {
  // Of the types above, and none else.
  const {
    type,
    name: owner,
    ttl: seconds = 0,
    data,
  } = theirs as Exclude<StringAnswer, { type: 'PTR' | 'DNAME' }>;
  const facts = { type, name: owner.toLowerCase(), ttl: seconds < 2 ** 31 ? seconds : 0 };
  if (theirs.type === 'SOA') return { ...facts, serial: theirs.data.serial, minimum: theirs.data.minimum };
  if (theirs.type === 'TXT') {
    const strings = [theirs.data].flat().map((part) => Buffer.from(part));
    return { ...facts, value: Buffer.concat(strings).toString() };
  }
  return { ...facts, value: theirs.type === 'CNAME' || theirs.type === 'NS' ? data.toLowerCase() : data };
}

describe('names', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? writeName(part) : Buffer.from(part))));

  it('are compressed: what a pointer leads to is the rest of the name, and of one pointer to the next', () => {
    // example.com at 0, www + pointer to 0 at 13, a + pointer to 13 at 19.
    const message = bytes('example.com', [3, 119, 119, 119, 0xc0, 0], [1, 97, 0xc0, 13], [255]);
    expect(readName(message, 13)).toEqual({ name: 'www.example.com', end: 19 });
    expect(readName(message, 19)).toEqual({ name: 'a.www.example.com', end: 23 });
  });

  it('are the root when they are empty', () => {
    expect(readName(Buffer.from([0]), 0)).toEqual({ name: '.', end: 1 });
  });

  it('do not read alike when a label has a dot in it', () => {
    expect(readName(bytes([5, 97, 46, 98, 92, 99, 0]), 0).name).toBe('a\\.b\\\\c');
  });

  it.each([
    ['points at itself', [0xc0, 0]],
    ['points forward', [1, 97, 0xc0, 4, 1, 98, 0]],
    ['goes round', [1, 97, 0xc0, 0]],
    ['has a label of another kind', [0x41, 97, 0]],
    ['does not end', [3, 119, 119]],
    ['ends where its end should be', [1, 97]],
    ['ends within a pointer', [0xc0]],
    ['is longer than 255 bytes', [...Array(127).fill([1, 97]).flat(), 1, 97, 0]],
  ])('one that %s is refused', (_, raw) => {
    expect(() => readName(Buffer.from(raw), 0)).toThrow(RangeError);
  });
});

describe('names that would take long to read', () => {
  // Of 255 bytes in all, the most that there may be (RFC 1035 section 2.3.4).
  const longest = Buffer.from([...Array(127).fill([1, 97]).flat(), 0]);

  it('are read up to the longest that there may be', () => {
    expect(readName(longest, 0)).toEqual({ name: Array(127).fill('a').join('.'), end: 255 });
  });

  it('one label more than that is refused, also where the rest is pointed to', () => {
    expect(() => readName(Buffer.from([...longest, 1, 97, 0xc0, 0]), 255)).toThrow(RangeError);
  });

  it.each([
    ['127 pointers, one to the next', 127, '.'],
    ['128', 128, undefined],
  ])('%s', (_, count, expected) => {
    const pointers = Array.from({ length: count }, (_each, index) => [0xc0, 2 * index]);
    const message = Buffer.from([0, 0, ...pointers.flat()]);
    const read = () => readName(message, 2 * count).name;
    if (expected === undefined) expect(read).toThrow(RangeError);
    else expect(read()).toBe(expected);
  });
});

describe('data that is not as its type has it', () => {
  const withData = (type: number, data: number[]) => {
    const head = [0, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length];
    return readRecord(Buffer.from([...head, ...data, 0xff]), 0).record;
  };

  it.each([
    ['A of three bytes', () => addressIn(withData(1, [192, 0, 2]))],
    ['AAAA of four bytes', () => addressIn(withData(28, [192, 0, 2, 1]))],
    ['a name that ends early', () => nameIn(withData(5, [1, 97, 0, 7]))],
    ['a name that goes beyond', () => nameIn(withData(5, [1, 97]))],
    ['a string that goes beyond', () => textIn(withData(16, [4, 97, 98, 99]))],
    ['an SOA with a number too few', () => authorityIn(withData(6, [0, 0, ...Array(16).fill(0)]))],
  ])('%s', (_, read) => {
    expect(read).toThrow(RangeError);
  });

  it('a record that is longer than the message', () => {
    const bytes = Buffer.from([0, 0, 16, 0, 1, 0, 0, 0, 60, 0, 5, 1, 97]);
    expect(() => readRecord(bytes, 0)).toThrow(RangeError);
  });

  it('a TXT record without a string is empty, as some servers send it', () => {
    expect(textIn(withData(16, []))).toBe('');
  });
});
