import { createSocket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { exchange } from '../../../providers/dns/exchange.ts';
import type { Question } from '../../../providers/dns/message.ts';
import { NoAnswer } from '../../../providers/dns/transport.ts';
import { type Behaviour, loopback, type NameServer, reply, startNameServer, txt } from './name-server.ts';

const NAME = '_www.example.com';
const question: Question = { name: NAME, type: 'TXT', recursion: false };
const right = [txt(NAME, 'right')];
const QUICK = 150;
const PATIENT = 5000;

let server: NameServer;
afterEach(() => server.close());

async function ask(behaviour: Behaviour, timeoutMs = PATIENT, asked: Question = question) {
  server = await startNameServer(behaviour);
  return exchange(server, asked, timeoutMs);
}
const values = async (message: ReturnType<typeof ask>) =>
  (await message).answers.map((record) => ('value' in record ? record.value : record.type));
const silenceOf = (message: ReturnType<typeof ask>) =>
  message.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the question', () => {
  it('goes out by UDP with EDNS of 1232 bytes, and recursion as told', async () => {
    await ask((query) => reply(query, { answers: right }));
    await exchange(server, { ...question, recursion: true }, PATIENT);
    expect(server.asked).toMatchObject([
      { name: NAME, type: 'TXT', transport: 'udp', recursion: false, edns: 1232 },
      { name: NAME, type: 'TXT', transport: 'udp', recursion: true, edns: 1232 },
    ]);
  });

  it('has an id and a port that cannot be guessed from the last', async () => {
    await ask((query) => reply(query, { answers: right }));
    for (let i = 0; i < 20; i += 1) await exchange(server, question, PATIENT);
    const distinct = (key: 'id' | 'port') => new Set(server.asked.map((asked) => asked[key])).size;
    const steps = (key: 'id' | 'port') =>
      new Set(server.asked.slice(1).map((asked, i) => asked[key] - (server.asked[i]?.[key] ?? 0))).size;
    for (const key of ['id', 'port'] as const) {
      expect(distinct(key)).toBeGreaterThan(15);
      expect(steps(key)).toBeGreaterThan(10);
    }
  });

  it.each([
    ['FORMERR', 1],
    ['NOTIMP', 4],
  ])('is asked without EDNS when the server answers %s to it', async (_, rcode) => {
    const answer = ask((query) =>
      query.additionals?.length ? reply(query, { rcode }) : reply(query, { answers: right }),
    );
    expect(await values(answer)).toEqual(['right']);
    expect(server.asked.map(({ edns }) => edns)).toEqual([1232, undefined]);
  });

  it('is not sent when no packet can hold its name', async () => {
    const tooLong = { ...question, name: `${'a'.repeat(64)}.example.com` };
    expect(await silenceOf(ask(() => 'silence', PATIENT, tooLong))).toBeInstanceOf(NoAnswer);
    expect(server.asked).toEqual([]);
  });
});

const failingUdp: [string, Behaviour][] = [
  ['truncated', (query) => reply(query, { truncated: true })],
  [
    'truncated in the middle of a record',
    (query) => reply(query, { truncated: true, answers: right }).subarray(0, -9),
  ],
  ['silent', () => 'silence'],
  ['garbage', () => Buffer.from('this is no DNS message at all')],
];

describe('TCP', () => {
  it.each(failingUdp)('takes over when UDP is %s', async (_, byUdp) => {
    const answer = ask(
      (query, transport) => (transport === 'udp' ? byUdp(query, 'udp') : reply(query, { answers: right })),
      800,
    );
    expect(await values(answer)).toEqual(['right']);
    expect(server.asked.map(({ transport }) => transport)).toEqual(['udp', 'tcp']);
  });

  it('carries an answer of many segments', async () => {
    const long = Array.from({ length: 250 }, (_, i) => txt(NAME, `${i}`.padEnd(200, 'x')));
    const answer = ask((query, transport) =>
      reply(query, transport === 'udp' ? { truncated: true } : { answers: long }),
    );
    expect(await values(answer)).toHaveLength(250);
  });

  it('passes over frames that are not the answer', async () => {
    const answer = ask((query, transport) =>
      transport === 'udp'
        ? reply(query, { truncated: true })
        : [
            Buffer.alloc(0),
            Buffer.from('noise'),
            reply({ ...query, id: 1 + (query.id ?? 0) }, {}),
            reply(query, { answers: right }),
          ],
    );
    expect(await values(answer)).toEqual(['right']);
  });
});

describe('no answer', () => {
  it.each([
    ['silent', () => 'silence', 'UDP: silent for 0.15 s; TCP: silent for 0.15 s'],
    [
      'closing the connection',
      () => 'close',
      'UDP: silent for 0.15 s; TCP: connection closed without an answer',
    ],
    ['always truncated', (query) => reply(query, { truncated: true }), 'UDP: truncated; TCP: truncated'],
    [
      'babbling',
      () => [Buffer.alloc(0), Buffer.alloc(12), Buffer.alloc(600, 0xc0)],
      'UDP: silent for 0.15 s; TCP: silent for 0.15 s',
    ],
    [
      'answering with another id',
      (query) => reply({ ...query, id: ((query.id ?? 0) + 1) % 0x1_0000 }, { answers: right }),
      'silent',
    ],
    [
      'answering another name',
      (query) => reply({ ...query, questions: [{ name: 'x.example.com', type: 'TXT' }] }, {}),
      'silent',
    ],
    [
      'answering another type',
      (query) => reply({ ...query, questions: [{ name: NAME, type: 'A' }] }, {}),
      'silent',
    ],
    [
      'answering two questions',
      (query) => reply({ ...query, questions: [...(query.questions ?? []), { name: 'x', type: 'A' }] }, {}),
      'silent',
    ],
    ['answering no question', (query) => reply({ ...query, questions: [] }, { answers: right }), 'silent'],
    [
      'echoing the question',
      (query) => {
        const echo = reply(query, {});
        echo.writeUInt16BE(0, 2);
        return echo;
      },
      'silent',
    ],
  ] satisfies [string, Behaviour, string][])('comes from a server that is %s', async (_, behaviour, why) => {
    const error = await silenceOf(ask(behaviour, QUICK));
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ noRoute: false, message: expect.stringContaining(why) });
  });

  it('comes from where nobody listens, without waiting', async () => {
    await ask((query) => reply(query, {}));
    const error = await silenceOf(exchange({ address: loopback(), port: server.port }, question, 60_000));
    expect(error).toMatchObject({ message: 'UDP: nobody listens there; TCP: nobody listens there' });
  });
});

it('hears through noise: other ids, other questions, garbage and the same datagram twice', async () => {
  const answer = ask((query) => [
    Buffer.from('noise'),
    reply({ ...query, id: ((query.id ?? 0) + 1) % 0x1_0000 }, { answers: [txt(NAME, 'forged')] }),
    reply(
      { ...query, questions: [{ name: 'x.example.com', type: 'TXT' }] },
      { answers: [txt(NAME, 'forged')] },
    ),
    reply(query, { answers: right }),
    reply(query, { answers: [txt(NAME, 'late')] }),
  ]);
  expect(await values(answer)).toEqual(['right']);
});

it('hears only the address that it asked', async () => {
  const forger = createSocket('udp4');
  const answer = ask((query, transport) => {
    if (transport === 'udp') {
      const port = server.asked.at(-1)?.port ?? 0;
      forger.send(reply(query, { answers: [txt(NAME, 'forged')] }), port, '127.0.0.1');
      return 'silence';
    }
    return reply(query, { answers: right });
  }, 800);
  expect(await values(answer)).toEqual(['right']);
  forger.close();
});

it('takes an error that comes without the question, as from a server that did not understand it', async () => {
  const message = await ask((query) => reply({ ...query, questions: [] }, { rcode: 5 }));
  expect(message.rcode).toBe('REFUSED');
});

it('compares the question without regard to case', async () => {
  const shouting = (query: Parameters<Behaviour>[0]) =>
    reply(
      { ...query, questions: [{ name: NAME.toUpperCase(), type: 'TXT' }] },
      { answers: [txt(NAME.toUpperCase(), 'right')] },
    );
  expect((await ask(shouting)).answers).toEqual([{ type: 'TXT', name: NAME, ttl: 300, value: 'right' }]);
});
