/** What of an outlook needs a person: each problem with its fix. Pure. */
import { aliasRecordLines } from '../../remediation/announcements/alias-record.ts';
import { attachByHand, validationLine } from '../../remediation/announcements/certificate.ts';
import { quoted } from '../../remediation/announcements/shell.ts';
import type { AliasProof, AliasRecord, Remediation, Target } from '../../remediation/document.ts';
import { readable } from '../../remediation/instant.ts';
import { recordLine } from '../../remediation/proof-record.ts';
import { proofTroubles } from '../../remediation/proof-trouble.ts';
import type { Outlook } from '../../remediation/steps/look-ahead.ts';
import { inFull, type Restriction } from '../../remediation/tag.ts';
import { listed, theyAre } from '../../remediation/wording.ts';
import type { AliasFacts, Problem } from './facts.ts';

export interface Occasion extends Restriction {
  /** There is a stack, so a remediation can go on from here. */
  hasStack: boolean;
  /** The look before. */
  earlier: Outlook | undefined;
  /** Epoch milliseconds. */
  now: number;
}

export function problemsOf(
  outlook: Outlook,
  target: Target,
  aliases: readonly AliasFacts[],
  { earlier, now, ...settings }: Occasion,
): Problem[] {
  const { proof, aliasRecord } = outlook.remediation;
  return [
    ...(proof?.aliases ?? []).flatMap((each) => ofRecord(each, earlier?.remediation.proof, now)),
    ...(aliasRecord?.aliases ?? []).flatMap((each) => ofAliasRecord(each, target)),
    ...ofCertificate(outlook, target),
    ...ofTags(outlook, settings),
    ...ofFights(outlook, target),
    ...ofClaims(aliases, target),
    ...ofSupport(outlook, settings),
  ];
}

/** A record that is simply not there yet is no trouble to a remediation, whose owner was asked for it. Here nobody was. */
function ofRecord(proof: AliasProof, before: Remediation['proof'], now: number): Problem[] {
  const { alias, record, zone, verdict, servers, unavailable, serversLeftOut = 0 } = proof;
  if (verdict !== 'missing') return [];
  const about = { about: 'record' as const, alias };
  const troubles = proofTroubles([proof], before, now);
  if (troubles.length > 0) {
    return troubles.map(({ kind, problem, remedy }) => ({
      ...about,
      problem,
      fix: remedy,
      copy: kind === 'wrong-value' || kind === 'cname' ? [recordLine(record)] : [],
    }));
  }
  if (unavailable !== undefined) {
    const fix = 'Try again; if it stays so, look at the name servers of the zone and at their delegation.';
    return [{ ...about, problem: unavailable, fix, copy: [] }];
  }
  const lacking = servers.filter((each) => each.verdict !== 'match').map(({ server }) => server);
  if (lacking.length < servers.length) {
    return [
      {
        ...about,
        problem: `The TXT record is not on every name server yet: not on ${listed([...new Set(lacking)])}.`,
        fix: 'As a rule the others follow by themselves: --watch tells when. One that stays silent has to be mended, or taken out of the delegation.',
        copy: [],
      },
    ];
  }
  const copy = [recordLine(record)];
  if (servers.every((each) => each.verdict === 'unreachable' || each.verdict === 'refused')) {
    const problem = `No name server of ${zone} says anything about the TXT record.`;
    const fix = `Look at the name servers of ${zone}, and at its delegation at the registrar. This has to be there:`;
    return [{ ...about, problem, fix, copy }];
  }
  const asked = servers.length + serversLeftOut;
  const problem = `The TXT record is on none of the name servers (${asked} ${asked === 1 ? 'address was' : 'addresses were'} asked).`;
  return [{ ...about, problem, fix: `Create it in zone ${zone}:`, copy }];
}

function ofAliasRecord(
  { alias, zone, verdict, servers }: AliasRecord['aliases'][number],
  target: Target,
): Problem[] {
  if (verdict === 'left') return [];
  const about = { about: 'alias-record' as const, alias };
  const [first] = servers.filter((each) => each.verdict === 'elsewhere');
  if (!first) {
    return [
      {
        ...about,
        problem: `No name server of ${zone} says where ${alias} leads.`,
        fix: 'Look at the name servers of the zone, and at their delegation at the registrar.',
        copy: [],
      },
    ];
  }
  return [
    {
      ...about,
      problem: `${alias} ${first.detail}, which is another distribution, so CloudFront does not add it.`,
      fix: `In zone ${zone}, point it at the target:`,
      copy: aliasRecordLines({ alias, zone }, target.domainName),
    },
  ];
}

function ofCertificate({ search, remediation }: Outlook, target: Target): Problem[] {
  const { certificate } = remediation;
  if (!search || !certificate || certificate.verdict === 'covered' || certificate.attach) return [];
  const { candidate, verdict } = certificate;
  const validation = (candidate?.validation ?? []).map(validationLine);
  const attach = verdict === 'attachable' && candidate ? attachByHand(candidate, target).split('\n') : [];
  return [
    { about: 'certificate', problem: search.problem, fix: search.remedy, copy: [...validation, ...attach] },
  ];
}

function ofTags({ untagged }: Outlook, { onlyTagged }: Restriction): Problem[] {
  if (!onlyTagged) return [];
  const { key, value } = onlyTagged;
  return untagged.map(({ arn, loses }) => ({
    about: 'tag',
    problem: `The stack changes only what carries the tag ${inFull(onlyTagged)} (onlyTagged), and ${loses.length > 0 ? `${arn}, which would lose ${listed(loses)},` : `the target ${arn}`} does not.`,
    fix: 'If those who answer for it agree, tag it:',
    copy: [
      `aws cloudfront tag-resource --resource ${arn} --tags ${quoted(JSON.stringify({ Items: [{ Key: key, Value: value }] }))}`,
    ],
  }));
}

function ofFights({ fights }: Outlook, { id }: Target): Problem[] {
  return fights.map(({ alias, last, until }) => ({
    about: 'fight',
    problem: `${alias} was moved away from ${id} to ${last.to} on ${iso(last.at)}: two stacks declare it.`,
    fix: `Take it out of one of them. Should it be on ${id} after all, it can move again after ${iso(until)}, or once the item move#${alias} is deleted from the ledger.`,
    copy: [],
  }));
}

function iso(epochMilliseconds: number): string {
  return readable(new Date(epochMilliseconds).toISOString());
}

/** For this target it is no problem, but what is wanted. */
function ofClaims(aliases: readonly AliasFacts[], { id }: Target): Problem[] {
  return aliases.flatMap(({ alias, remediation }) =>
    remediation && remediation.target !== id
      ? [
          {
            about: 'claim' as const,
            alias,
            problem: `The remediation ${remediation.name} wants ${alias} on ${remediation.target}.`,
            fix: 'If that is right, leave it. Otherwise stop that one first.',
            copy: [],
          },
        ]
      : [],
  );
}

function ofSupport({ draft, moves }: Outlook, { hasStack }: Pick<Occasion, 'hasStack'>): Problem[] {
  if (draft?.verdict !== 'by-hand' && draft?.verdict !== 'not-possible') return [];
  const asked = moves.filter(({ verdict }) => verdict !== 'would-be-moved' && verdict !== 'moved');
  const tried = asked.every(({ verdict }) => verdict === 'would-be-tried');
  const names = asked.map(({ alias }) => alias);
  const needed = tried
    ? `If CloudFront does not move ${listed(names)} by itself, AWS Support has to, and cannot be asked by the API`
    : `${theyAre(names)} moved by AWS Support only, which cannot be asked by the API`;
  return [
    {
      about: 'support',
      problem: `${needed}: ${draft.reason}`,
      fix: hasStack
        ? 'Open the case in the AWS Support Center; the remediation gives you its text, ready to paste, when the record is settled.'
        : 'Open the case in the AWS Support Center when the record is settled; docs/support-cases.md says how.',
      copy: [],
    },
  ];
}
