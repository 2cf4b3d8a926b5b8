/** The gate as it runs: the step, the provider, a resolver and two name servers of which one lags behind. */
import type { Answer } from 'dns-packet';
import { afterEach, expect, it } from 'vitest';
import { createDns } from '../../../providers/dns/dns.ts';
import type { Proof } from '../../../remediation/document.ts';
import { judgeProof } from '../../../remediation/ownership-proof.ts';
import { proofRecord } from '../../../remediation/proof-record.ts';
import { a, answering, type NameServer, ns, soa, startNameServer, txt } from './name-server.ts';

const ALIAS = '*.example.com';
const TARGET = 'd111111abcdef8.cloudfront.net';
const START = Date.parse('2026-11-05T12:00:00Z');

const running: NameServer[] = [];
afterEach(() => Promise.all(running.map((server) => server.close())));

it('goes from missing by a wrong value and a lagging server to published and settled', async () => {
  const zones: Answer[][] = [[soa('example.com', 60, 300)], [soa('example.com', 60, 300)]];
  const first = await startNameServer((query, transport) => answering(zones[0] ?? [])(query, transport));
  const second = await startNameServer(
    (query, transport) => answering(zones[1] ?? [])(query, transport),
    first.port,
  );
  const known = [
    soa('example.com', 3, 300),
    ns('example.com', 'ns1.example.net'),
    ns('example.com', 'ns2.example.net'),
    a('ns1.example.net', first.address),
    a('ns2.example.net', second.address),
  ];
  const resolver = await startNameServer(answering(known, { authoritative: false }));
  running.push(first, second, resolver);
  const dns = createDns({
    resolvers: [`${resolver.address}:${resolver.port}`],
    publicResolvers: [],
    authoritativePort: first.port,
  });

  const { name: zone } = await dns.findZone(ALIAS);
  const record = proofRecord(ALIAS, zone, TARGET);
  expect(record.name).toBe('_*.example.com');
  let previous: Proof | undefined;
  const lookAt = async (seconds: number) => {
    previous = judgeProof({
      looks: [
        {
          contested: { alias: ALIAS, zone, record },
          seen: {
            underscore: await dns.survey(ALIAS, record),
            plain: await dns.survey(ALIAS, { ...record, name: ALIAS }),
          },
        },
      ],
      targetDomainName: TARGET,
      previous,
      redriveCount: 0,
      now: START + seconds * 1000,
      settings: { shortestCheckSeconds: 5, longestCheckSeconds: 900, proofDeadlineSeconds: 86_400 },
    });
    const [alias] = previous.aliases;
    return [previous.verdict, ...(alias?.servers ?? []).map(({ verdict }) => verdict), previous.waitSeconds];
  };

  expect(await lookAt(0)).toEqual(['missing', 'missing', 'missing', 5]);
  const wrong = txt(record.name, 'd222222abcdef8.cloudfront.net', 120);
  zones[0]?.push(wrong);
  expect(await lookAt(5)).toEqual(['missing', 'wrong-value', 'missing', 5]);
  zones[0]?.push(txt(record.name, `${TARGET}.`, 120));
  expect(await lookAt(10)).toEqual(['missing', 'match', 'missing', 5]);
  zones[1]?.push(txt(record.name, TARGET.toUpperCase(), 120));
  // The old value was seen at 5 and can have been cached until just before 10; misses until just before 15.
  expect(await lookAt(15)).toEqual(['published', 'match', 'match', 117]);
  expect(await lookAt(132)).toEqual(['settled', 'match', 'match', undefined]);
  expect(resolver.asked.filter(({ name }) => name.includes('_') || name.includes('*'))).toEqual([]);
});
