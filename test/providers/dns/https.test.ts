/** DNS over HTTPS against a server that speaks it, with a certificate that is checked. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { decode } from 'dns-packet';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDns } from '../../../providers/dns/dns.ts';
import { askByHttps } from '../../../providers/dns/https.ts';
import { NoAnswer } from '../../../providers/dns/transport.ts';
import { start } from './example-zone.ts';
import { a, answering, type Behaviour, loopback, ns, reply, soa, txt } from './name-server.ts';

const PROOF = '_www.example.com';
const TARGET = 'd111111abcdef8.cloudfront.net';
const question = { name: PROOF, type: 'TXT' as const, recursion: true };

const cert = readFileSync('test/fixtures/certificates/loopback.pem', 'utf8');
const key = readFileSync('test/fixtures/certificates/loopback.key', 'utf8');
const usual = getCACertificates('default');
beforeAll(() => setDefaultCACertificates([...usual, cert]));
afterAll(() => setDefaultCACertificates(usual));

interface Posted {
  method: string | undefined;
  type: string | undefined;
  accept: string | undefined;
  id: number | undefined;
  recursion: boolean;
}

async function serve(answer: (body: Buffer, response: ServerResponse) => void) {
  const posted: Posted[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray());
    const { id, flag_rd: recursion } = decode(body);
    const { accept, 'content-type': type } = request.headers;
    posted.push({ method: request.method, type, accept, id, recursion });
    answer(body, response);
  };
  const server = createServer({ cert, key }, (request, response) => void handle(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return { url: `https://127.0.0.1:${address.port}/dns-query`, posted };
}

const dnsMessage = { 'content-type': 'application/dns-message' };
/** A resolver that answers as the behaviour does. */
const resolving = (behaviour: Behaviour) =>
  serve((body, response) => {
    const bytes = behaviour(decode(body), 'tcp');
    response.writeHead(200, dnsMessage).end(Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0));
  });

describe('askByHttps', () => {
  it('posts the question as RFC 8484 has it, and reads the answer', async () => {
    const { url, posted } = await resolving(answering([txt(PROOF, TARGET)], { authoritative: false }));
    const message = await askByHttps(url, question, 5000);
    expect(message.answers).toEqual([{ type: 'TXT', name: PROOF, ttl: 300, value: TARGET }]);
    expect(posted).toEqual([
      {
        method: 'POST',
        type: 'application/dns-message',
        accept: 'application/dns-message',
        id: 0,
        recursion: true,
      },
    ]);
  });

  it.each<[string, (body: Buffer, response: ServerResponse) => void, string]>([
    ['an error', (_, response) => response.writeHead(503, dnsMessage).end(), 'status 503'],
    [
      'a page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Log in'),
      'text/html',
    ],
    ['noise', (_, response) => response.writeHead(200, dnsMessage).end('noise'), 'not the answer'],
    [
      'the answer to another question',
      (body, response) => {
        const query = decode(body);
        response
          .writeHead(200, dnsMessage)
          .end(reply({ ...query, questions: [{ name: 'x.example.com', type: 'TXT' }] }, {}));
      },
      'not the answer',
    ],
    [
      'more than a message can be',
      (_, response) => response.writeHead(200, dnsMessage).end(Buffer.alloc(70_000)),
      'longer than a DNS message',
    ],
    [
      'a redirection to somebody else',
      (_, response) => response.writeHead(302, { location: 'https://127.0.0.1:1/' }).end(),
      'HTTPS',
    ],
    ['a closed connection', (_, response) => response.destroy(), 'HTTPS'],
    ['nothing', () => {}, 'silent for 0.3 s'],
  ])('gets no answer from %s', async (_, answer, why) => {
    const { url } = await serve(answer);
    const error: unknown = await askByHttps(url, question, 300).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NoAnswer);
    expect(String(error)).toContain(why);
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    const { url } = await resolving(answering([txt(PROOF, TARGET)]));
    setDefaultCACertificates(usual);
    onTestFinished(() => setDefaultCACertificates([...usual, cert]));
    await expect(askByHttps(url.replace('127.0.0.1', 'localhost'), question, 2000)).rejects.toThrow(NoAnswer);
  });
});

describe('where port 53 is closed', () => {
  const silent = () => `${loopback()}:9`;
  const known = [
    soa('example.com', 900, 300),
    ns('example.com', 'ns1.example.net'),
    a('ns1.example.net', '127.0.0.1'),
  ];

  it('zone, servers and record are found by HTTPS, and the survey says that nobody else could be asked', async () => {
    const [first, second] = [
      await resolving(answering([...known, txt(PROOF, TARGET)], { authoritative: false })),
      await resolving(answering(known, { authoritative: false })),
    ];
    const dns = createDns({
      resolvers: [silent()],
      publicResolvers: [first.url, second.url],
      authoritativePort: 9,
      queryTimeoutMs: 300,
    });
    const survey = await dns.survey('www.example.com', { name: PROOF, type: 'TXT', value: TARGET });
    expect(survey.zone.name).toBe('example.com');
    expect(survey.servers).toMatchObject([{ server: 'ns1.example.net', answer: { kind: 'unreachable' } }]);
    expect(survey.byHttps).toEqual([
      { resolver: first.url, answer: { kind: 'values', values: [TARGET], ttl: 300 } },
      { resolver: second.url, answer: { kind: 'missing', nxdomain: true, ttl: 300 } },
    ]);
  });

  it('the comparison is made by HTTPS too', async () => {
    const { url } = await resolving(answering([txt(PROOF, TARGET)], { authoritative: false }));
    const address = silent();
    const dns = createDns({
      resolvers: [silent()],
      publicResolvers: [address, url],
      authoritativePort: 9,
      queryTimeoutMs: 300,
    });
    const answers = await dns.crossCheck('www.example.com', { name: PROOF, type: 'TXT', value: TARGET });
    expect(answers).toMatchObject([
      { resolver: address, answer: { kind: 'unreachable' } },
      { resolver: url, answer: { kind: 'values' } },
    ]);
  });
});

it('names are asked for over port 53 only, where that is open', async () => {
  const { url, posted } = await resolving(answering([txt(PROOF, TARGET)]));
  const open = await start(answering([txt(PROOF, TARGET)], { authoritative: false }));
  const dns = createDns({
    resolvers: ['127.0.0.1:9'],
    publicResolvers: [`${open.address}:${open.port}`, url],
    authoritativePort: 9,
    queryTimeoutMs: 2000,
  });
  const answers = await dns.crossCheck('www.example.com', { name: PROOF, type: 'TXT', value: TARGET });
  expect(answers).toMatchObject([{ resolver: `${open.address}:${open.port}`, answer: { kind: 'values' } }]);
  expect(posted).toEqual([]);
});
