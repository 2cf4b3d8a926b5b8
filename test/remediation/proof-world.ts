/** What the judge is given, written short. Instants in seconds from an arbitrary start. */
import type { Proof } from '../../remediation/document.ts';
import { judgeProof, type ProofSettings } from '../../remediation/ownership-proof.ts';
import type { Survey, TxtAnswer } from '../../remediation/ports.ts';

export const TARGET = 'd111111abcdef8.cloudfront.net';
export const OTHER = 'd222222abcdef8.cloudfront.net';
export const START = Date.parse('2026-11-05T12:00:00.000Z');

export const has = (ttl = 300, ...values: string[]): TxtAnswer => ({
  kind: 'values',
  values: values.length > 0 ? values : [TARGET],
  ttl,
});
export const old = (ttl = 300): TxtAnswer => has(ttl, OTHER);
export const miss: TxtAnswer = { kind: 'missing', nxdomain: true };
export const dead: TxtAnswer = { kind: 'unreachable', why: 'silent for 2 s' };
export const lame: TxtAnswer = { kind: 'refused', why: 'REFUSED' };

/** `{ ns1: [first address, second address], … }` */
export function survey(servers: Record<string, TxtAnswer[]>, soaTtl = 900, soaMinimum = 86_400): Survey {
  return {
    zone: { name: 'example.com', soaTtl, soaMinimum },
    servers: Object.entries(servers).flatMap(([server, answers], i) =>
      answers.map((answer, j) => ({
        server: `${server}.example.net`,
        address: `192.0.2.${10 * i + j + 1}`,
        answer,
      })),
    ),
    beyond: [],
  };
}

export const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

export const settings: ProofSettings = {
  shortestCheckSeconds: 10,
  longestCheckSeconds: 900,
  proofDeadlineSeconds: 7 * 86_400,
};

/** What servers say about a name that nobody has anything at. */
export const nothing = survey({ ns1: [miss] }, 0, 0);

export interface Judge {
  seconds: number;
  /** By alias; a text says why DNS could not be asked. */
  surveys: Record<string, Survey | string>;
  /** Of the plain form; nothing there unless given. */
  plain?: Record<string, Survey>;
  previous?: Proof | undefined;
  redriveCount?: number;
  settings?: ProofSettings;
}

/** `surveys`: by alias. */
export function judge({
  seconds,
  surveys,
  plain = {},
  previous,
  redriveCount = 0,
  settings: given = settings,
}: Judge): Proof {
  return judgeProof({
    looks: Object.entries(surveys).map(([alias, underscore]) => ({
      contested: { alias, zone: 'example.com', record: { name: `_${alias}`, type: 'TXT', value: TARGET } },
      seen:
        typeof underscore === 'string'
          ? { unavailable: underscore }
          : { underscore, plain: plain[alias] ?? nothing },
    })),
    targetDomainName: TARGET,
    previous,
    redriveCount,
    now: START + seconds * 1000,
    settings: given,
  });
}
