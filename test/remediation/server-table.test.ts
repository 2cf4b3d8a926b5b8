import { expect, it } from 'vitest';
import { serverTable } from '../../remediation/server-table.ts';
import { aliasProof } from '../doubles/documents.ts';
import { dead, has, judge, miss, survey } from './proof-world.ts';

it('has a line an address, in columns, and the resolvers behind', () => {
  const proof = aliasProof('www.example.com', {
    servers: [
      { server: 'ns-1.dns.example', address: '192.0.2.1', verdict: 'match', detail: '"d1"', ttl: 300 },
      {
        server: 'ns-22.dns.example',
        address: '2001:db8::1',
        verdict: 'wrong-value',
        detail: '"d2"',
        ttl: 60,
      },
      { server: 'ns-3.dns.example', address: '', verdict: 'unreachable', detail: 'it has no address in DNS' },
    ],
    resolvers: [{ resolver: '192.0.2.53', verdict: 'missing', detail: 'no such name', ttl: 212 }],
  });
  expect(serverTable(proof, 16)).toEqual([
    'ns-1.dns.example   192.0.2.1    match        TTL 300  "d1"',
    'ns-22.dns.example  2001:db8::1  wrong-value  TTL 60   "d2"',
    'ns-3.dns.example                unreachable           it has no address in DNS',
    '192.0.2.53         resolver     missing      TTL 212  no such name',
  ]);
  expect(serverTable(proof, 3).at(-1)).toBe('… and 2 more');
  expect(serverTable(aliasProof('www.example.com', { servers: [] }), 16)).toEqual([]);
});

it('leaves room in the document, with a hundred aliases and whatever the servers say', () => {
  const hostile = survey(
    Object.fromEntries(
      Array.from({ length: 13 }, (_, i) => [
        `a-long-name-of-a-name-server-${i}`,
        [has(60, 'ü'.repeat(900)), miss, dead],
      ]),
    ),
  );
  const surveys = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`${'a'.repeat(60)}.${'b'.repeat(60)}.a${i}.example.com`, hostile]),
  );
  const proof = judge({ seconds: 0, surveys, previous: judge({ seconds: 0, surveys }) });
  // Step Functions passes on 256 KiB, and the document has other sections.
  expect(Buffer.byteLength(JSON.stringify(proof))).toBeLessThan(160_000);
  const [first] = proof.aliases;
  expect((first?.servers.length ?? 0) + (first?.serversLeftOut ?? 0)).toBe(39);
  expect(first?.servers.some(({ verdict }) => verdict === 'wrong-value')).toBe(true);
});

it('counts bytes, not lines: few servers can have much to say', () => {
  const value = (i: number) => `${i}${'値'.repeat(400)}`;
  const servers = Array.from({ length: 25 }, (_, i) => has(60, value(i), value(i + 100), value(i + 200)));
  const surveys = Object.fromEntries(
    [0, 1, 2, 3].map((i) => [`a${i}.example.com`, survey({ ns1: servers })]),
  );
  const proof = judge({ seconds: 0, surveys });
  expect(Buffer.byteLength(JSON.stringify(proof))).toBeLessThan(80_000);
  expect(Buffer.byteLength(proof.reason)).toBeLessThan(8000);
});

it('forgets what was left out at a look at which DNS could not be asked', () => {
  const many = survey({ ns1: Array.from({ length: 900 }, () => miss) });
  const first = judge({ seconds: 0, surveys: { 'www.example.com': many } });
  expect(first.aliases[0]?.serversLeftOut).toBeGreaterThan(0);
  const second = judge({
    seconds: 10,
    surveys: { 'www.example.com': 'No resolver answers.' },
    previous: first,
  });
  expect(second.aliases[0]).toMatchObject({ servers: [], unavailable: 'No resolver answers.' });
  expect(second.aliases[0]?.serversLeftOut).toBeUndefined();
});

it('has last words that Step Functions takes for a cause', () => {
  const servers = survey({ ns1: [miss, miss], ns2: [miss, miss], ns3: [dead, dead], ns4: [has(60, 'x')] });
  const surveys = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`an-alias-of-usual-length-${i}.example.com`, servers]),
  );
  const previous = judge({ seconds: 0, surveys });
  let message = '';
  try {
    judge({ seconds: 604_800, surveys, previous });
  } catch (error) {
    message = String(error);
  }
  expect(message).toContain('ProofDeadlineExceeded');
  expect(JSON.stringify(message).length).toBeLessThan(32_768);
});
