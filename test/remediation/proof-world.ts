/** What the judge is given, written short. Instants in seconds from an arbitrary start. */
import type { Proof } from '../../remediation/document.ts';
import { judgeProof, type ProofSettings } from '../../remediation/ownership-proof.ts';
import type { ServerAnswer, Survey } from '../../remediation/ports.ts';

export const TARGET = 'd111111abcdef8.cloudfront.net';
export const OTHER = 'd222222abcdef8.cloudfront.net';
export const START = Date.parse('2026-11-05T12:00:00.000Z');

export const has = (ttl = 300, ...values: string[]): ServerAnswer['answer'] => ({
  kind: 'values',
  values: values.length > 0 ? values : [TARGET],
  ttl,
});
export const old = (ttl = 300): ServerAnswer['answer'] => has(ttl, OTHER);
export const miss: ServerAnswer['answer'] = { kind: 'missing', nxdomain: true };
export const dead: ServerAnswer['answer'] = { kind: 'unreachable', why: 'silent for 2 s' };
export const lame: ServerAnswer['answer'] = { kind: 'refused', why: 'REFUSED' };

/** `{ ns1: [first address, second address], … }` */
export function survey(
  servers: Record<string, ServerAnswer['answer'][]>,
  soaTtl = 900,
  soaMinimum = 86_400,
): Survey {
  return {
    zone: { name: 'example.com', soaTtl, soaMinimum },
    servers: Object.entries(servers).flatMap(([server, answers], i) =>
      answers.map((answer, j) => ({
        server: `${server}.example.net`,
        address: `192.0.2.${10 * i + j + 1}`,
        answer,
      })),
    ),
  };
}

export const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

export const settings: ProofSettings = {
  shortestCheckSeconds: 10,
  longestCheckSeconds: 900,
  proofDeadlineSeconds: 7 * 86_400,
};

export interface Judge {
  seconds: number;
  surveys: Record<string, Survey>;
  previous?: Proof | undefined;
  redriveCount?: number;
  settings?: ProofSettings;
}

/** `surveys`: by alias. */
export function judge({
  seconds,
  surveys,
  previous,
  redriveCount = 0,
  settings: given = settings,
}: Judge): Proof {
  return judgeProof({
    surveys: Object.entries(surveys).map(([alias, seen]) => ({
      contested: { alias, record: { name: `_${alias}`, type: 'TXT', value: TARGET } },
      survey: seen,
    })),
    targetDomainName: TARGET,
    previous,
    redriveCount,
    now: START + seconds * 1000,
    settings: given,
  });
}
