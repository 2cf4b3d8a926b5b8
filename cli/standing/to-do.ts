/** What a remediation does not go on without: each problem with its fix, and what there is to copy. Nothing where it goes on by itself. */

import * as v from 'valibot';
import type { Standing } from '../../providers/operator/standing.ts';
import { aliasRecordLines } from '../../remediation/announcements/alias-record.ts';
import { caseText } from '../../remediation/announcements/case-text.ts';
import { attachByHand, validationLine } from '../../remediation/announcements/certificate.ts';
import { runbookPage } from '../../remediation/announcements/runbook-page.ts';
import { chainOf, type Link } from '../../remediation/chain.ts';
import type { AliasProof, Proof, Remediation, SupportCase } from '../../remediation/document.ts';
import { caseUrl } from '../../remediation/links.ts';
import { recordLine } from '../../remediation/proof-record.ts';
import { awaited } from '../../remediation/steps/established.ts';
import { caseName, listed } from '../../remediation/wording.ts';
import * as described from '../described.ts';
import { type Place, suggested } from '../suggested.ts';

export const ToDo = v.object({
  problem: described.text('What keeps it from going on.'),
  fix: described.text('What to do about it.'),
  copy: described.list(v.string(), 'Lines to be copied as they are: records, commands, an address.'),
});
export type ToDo = v.InferOutput<typeof ToDo>;

/** @param place for the commands to copy */
export function toDoAbout(standing: Standing, place: Place): ToDo[] {
  const { name, status, remediation } = standing;
  switch (status) {
    case 'SUCCEEDED':
      return remediation ? notBegun(remediation, place) : [];
    case 'ABORTED':
      // Somebody decided so.
      return [];
    case 'FAILED':
    case 'TIMED_OUT':
      return [
        { problem: failed(standing), fix: remedyOf(standing), copy: [suggested(place, 'retry', name)] },
      ];
    default:
      return remediation ? whileItRuns(remediation) : [];
  }
}

/** The cause is in the chain, where the document tells of one. */
function failed({ failure, remediation }: Standing): string {
  const { state, error = 'States.Unknown', cause = '' } = failure ?? {};
  const where = state === undefined ? '' : ` in "${state}"`;
  return `It failed${where}: ${error}.${remediation || !cause ? '' : ` ${cause}`}`;
}

function remedyOf({ failure }: Standing): string {
  return `Mend the cause (${runbookPage(failure?.error)}), then let it go on:`;
}

/** The execution has ended, and what it was for has not begun. */
function notBegun({ diagnosis, incident }: Remediation, place: Place): ToDo[] {
  if (diagnosis?.verdict !== 'no-target' && diagnosis?.verdict !== 'details-omitted') return [];
  const target = 'id' in incident.target ? incident.target.id : 'ID';
  const aliases = incident.aliases.length > 0 ? incident.aliases : ['ALIAS'];
  return [
    {
      problem: diagnosis.reason,
      fix: 'Then start it by hand:',
      copy: [suggested(place, 'start', '--target', target, ...aliases)],
    },
  ];
}

function whileItRuns(remediation: Remediation): ToDo[] {
  return chainOf(remediation)
    .filter(({ state }) => state === 'waiting')
    .flatMap(({ name }) => OF_LINK[name]?.(remediation) ?? []);
}

const OF_LINK: Partial<Record<Link['name'], (remediation: Remediation) => ToDo[]>> = {
  proof: ({ proof, dryRun }) => (proof ? [...recordsWanted(proof, dryRun), ...troublesWith(proof)] : []),
  'alias-record': recordInTheWay,
  certificate: certificateWanted,
  case: ({ case: asked, ...rest }) => (asked ? answerWanted({ ...rest, case: asked }) : []),
};

/** Those that no server has. Where some have it, the others follow by themselves; what has another value is a trouble. */
function recordsWanted({ aliases }: Proof, dryRun: boolean | undefined): ToDo[] {
  const absent = aliases.filter((proof) => proof.verdict === 'missing' && isAbsent(proof));
  const zones = [...new Set(absent.map(({ zone }) => zone))];
  return zones.map((zone) => {
    const ofZone = absent.filter((proof) => proof.zone === zone);
    const names = listed(ofZone.map(({ alias }) => alias));
    const it = ofZone.length === 1 ? 'The TXT record' : 'The TXT records';
    return {
      problem: `${it} for ${names} ${ofZone.length === 1 ? 'is' : 'are'} not in DNS.`,
      fix: dryRun
        ? `Create in the zone ${zone}, to see what would follow. Nothing moves by it:`
        : `Create in the zone ${zone}:`,
      copy: ofZone.map(({ record }) => recordLine(record)),
    };
  });
}

function isAbsent({ servers, unavailable }: AliasProof): boolean {
  return (
    unavailable === undefined &&
    servers.every(
      ({ verdict, cname, wildcard }) =>
        verdict !== 'match' &&
        (verdict !== 'wrong-value' || wildcard === true) &&
        (cname === undefined || wildcard === true),
    )
  );
}

/** With the record as it has to be, where it is about what stands in its place. */
function troublesWith({ troubles, aliases }: Proof): ToDo[] {
  return troubles.map(({ kind, problem, remedy }) => {
    const named = kind === 'wrong-value' || kind === 'cname' ? aliases : [];
    const records = named.map(({ record }) => record).filter(({ name }) => problem.includes(name));
    return { problem, fix: remedy, copy: records.map(recordLine) };
  });
}

function recordInTheWay({ aliasRecord, diagnosis }: Remediation): ToDo[] {
  if (aliasRecord?.verdict !== 'elsewhere') return [];
  const elsewhere = aliasRecord.aliases.filter(({ verdict }) => verdict !== 'left');
  const domainName = diagnosis?.target?.domainName ?? '';
  return [
    {
      problem: aliasRecord.reason,
      fix: 'Lead it to the target:',
      copy: elsewhere.flatMap((each) => aliasRecordLines(each, domainName)),
    },
  ];
}

function certificateWanted({ certificate, diagnosis }: Remediation): ToDo[] {
  if (!certificate || certificate.attach) return [];
  const target = diagnosis?.target;
  const problem = `${target?.id ?? 'The target'} has no certificate yet that does for all its aliases.`;
  const { verdict, reason, candidate } = certificate;
  const records = (candidate?.validation ?? []).map(validationLine);
  if (verdict === 'attachable' && candidate && target) {
    const copy = attachByHand(candidate, target).split('\n');
    return [{ problem, fix: `Attach ${candidate.id}, without the new aliases:`, copy }];
  }
  return records.length > 0
    ? [{ problem, fix: `Create in DNS, so that ACM can issue ${candidate?.id}:`, copy: records }]
    : [{ problem, fix: reason, copy: [] }];
}

function answerWanted(remediation: Remediation & { case: SupportCase }): ToDo[] {
  const { case: asked } = remediation;
  const url = asked.url ?? caseUrl(asked.displayId);
  switch (asked.verdict) {
    case 'by-hand':
      return asked.caseId === undefined
        ? [{ problem: 'No case can be opened by API.', fix: asked.reason, copy: caseToPaste(remediation) }]
        : [{ problem: asked.reason, fix: 'Follow it in the Support Center:', copy: [url] }];
    case 'limit':
      return [{ problem: 'No case can be opened now.', fix: asked.reason, copy: [caseUrl(undefined)] }];
    case 'open':
      return asked.status === 'pending-customer-action'
        ? [
            {
              problem: `${caseName(asked)}: AWS Support waits for an answer.${asked.reply ? ` "${asked.reply}"` : ''}`,
              fix: 'Answer in the case:',
              copy: [url],
            },
          ]
        : [];
    default:
      return [];
  }
}

function caseToPaste(remediation: Remediation): string[] {
  const names = awaited(remediation).map(({ alias }) => alias);
  const text = caseText(remediation, names, remediation.case?.language ?? 'en', 'none');
  return [caseUrl(undefined), ...text.split('\n')];
}
