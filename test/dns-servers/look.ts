/** The product, as these tests use it, in one place: DNS by the provider, judged by the rules. */
import { createDns } from '../../providers/dns/dns.ts';
import type { AliasProof, Proof, ServerReport } from '../../remediation/document.ts';
import { judgeProof } from '../../remediation/ownership-proof.ts';
import { plainRecord, proofRecord } from '../../remediation/proof-record.ts';
import type { Endpoint } from './question.ts';

export const TARGET = 'd111111abcdef8.cloudfront.net';

export interface Sight {
  /** Of the alias: missing, published or settled. */
  verdict: AliasProof['verdict'];
  zone: string;
  /** Name of the record. */
  record: string;
  /** Server name, and its address where it has several -> verdict. */
  verdicts: Record<string, ServerReport['verdict']>;
  /** The same -> what a person is shown beside it. */
  details: Record<string, string>;
  ttls: Record<string, number | undefined>;
  negativeTtl: number;
  /** Epoch milliseconds of the look, and of the moment from which no cache can hold anything older. */
  at: number;
  settledAt: number | undefined;
}

export interface Watch {
  /** The zone that the alias lies in. */
  findZone(alias: string): Promise<string>;
  /** Looks at the proof of one alias, knowing of the looks before as the workflow does. */
  look(alias: string): Promise<Sight>;
}

/** Waits and deadlines of the gate, of which these tests use none. */
const SETTINGS = { shortestCheckSeconds: 1, longestCheckSeconds: 900, proofDeadlineSeconds: 86_400 };

export function createWatch(resolver: Endpoint, authoritativePort: number): Watch {
  const resolvers = [`${resolver.address}:${resolver.port}`];
  const dns = createDns({ resolvers, publicResolvers: [], authoritativePort });
  const looks = new Map<string, Proof>();
  return {
    findZone: async (alias) => (await dns.findZone(alias)).name,
    look: async (alias) => {
      const { name: zone } = await dns.findZone(alias);
      const record = proofRecord(alias, zone, TARGET);
      const [underscore, plain] = await Promise.all([
        dns.survey(alias, record),
        dns.survey(alias, plainRecord(alias, TARGET)),
      ]);
      const at = Date.now();
      const proof = judgeProof({
        looks: [{ contested: { alias, zone, record }, seen: { underscore, plain } }],
        targetDomainName: TARGET,
        previous: looks.get(alias),
        redriveCount: 0,
        now: at,
        settings: SETTINGS,
      });
      looks.set(alias, proof);
      const [judged] = proof.aliases;
      if (!judged) throw new Error('a proof without its alias');
      return sight(judged, at);
    },
  };
}

function sight(proof: AliasProof, at: number): Sight {
  const { servers } = proof;
  const key = ({ server, address }: ServerReport, index: number) => {
    const same = servers.filter((report) => report.server === server);
    if (same.length === 1) return server;
    // A server that has the zone of the alias and that of a CNAME's target stands there twice.
    const again =
      servers.findIndex((report) => report.server === server && report.address === address) < index;
    return again ? `${server} ${address} again` : `${server} ${address}`;
  };
  const table = <T>(value: (report: ServerReport) => T) =>
    Object.fromEntries(servers.map((report, index) => [key(report, index), value(report)]));
  return {
    verdict: proof.verdict,
    zone: proof.zone,
    record: proof.record.name,
    verdicts: table(({ verdict }) => verdict),
    details: table(({ detail }) => detail ?? ''),
    ttls: table(({ ttl }) => ttl),
    negativeTtl: proof.negativeTtl,
    at,
    settledAt:
      'settledAt' in proof && proof.settledAt !== undefined ? Date.parse(proof.settledAt) : undefined,
  };
}
