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
