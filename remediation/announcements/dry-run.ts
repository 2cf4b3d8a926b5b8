/** What is told by a dry run: that it is one, in every message, and at the end what would be done. */
import type { AliasMove, Remediation } from '../document.ts';
import { updateCall } from '../target-words.ts';
import { caseText } from './case-text.ts';
import type { Message, Told } from './message.ts';
import { holdersOf, names, targetOf, when } from './names.ts';

const NOTHING_CHANGES = 'This is a dry run: nothing is changed in CloudFront, and AWS Support is not asked.';

/** First of all, in whatever channel. */
export function marked(message: Told): Told {
  return {
    ...message,
    title: `[dry run] ${message.title}`,
    text: `${NOTHING_CHANGES} ${message.text}`.trim(),
  };
}

/** Why somebody should create a record by which nothing moves. */
export const CREATE_IT_ALL_THE_SAME =
  'Creating the record moves nothing. It shows whether every name server would have it, and then you are told what would be done next. As long as it stands, it is the consent to the move, also for a stack that acts: delete it after the dry run if that is not wished.';

export const ADD_IT_YOURSELF =
  'Here it is not made: you are told as soon as no record is in the way and its old TTL is over. Make the update again yourself then, or the name stays where no distribution answers for it.';

const OF_SUPPORT: readonly AliasMove['verdict'][] = ['would-be-tried', 'plain-proof', 'self-service-off'];

export function finished(remediation: Remediation): Told {
  const { move, addition, certificate, proof, draft } = remediation;
  const copy = [...calls(remediation), ...caseAsSent(remediation)];
  const attaching = certificate?.verdict === 'would-be-attached' ? certificate : undefined;
  return {
    title: `${names(remediation)}: ${inShort(remediation)}`,
    text: [
      attaching?.reason,
      (addition ?? move)?.reason,
      draft?.reason,
      copy.length > 0 &&
        `To have it done, deploy the stack with dryRun=false and make the failed call again${addition ? '.' : ': the TXT record counts then, if it still stands.'}`,
    ]
      .filter(Boolean)
      .join(' '),
    facts: [
      ['Wanted by', targetOf(remediation)],
      ['Held by', addition ? '' : holdersOf(remediation.diagnosis?.aliases)],
      ['Certificate', (attaching ? attaching.candidate?.id : certificate?.id) ?? ''],
      ['No cache can miss the record after', when(proof?.settledAt)],
    ],
    copy,
  };
}

function inShort({ move, addition }: Remediation): string {
  if (addition && addition.aliases.length > 0) return 'it would be added now';
  const verdicts = (move?.aliases ?? []).map(({ verdict }) => verdict);
  if (verdicts.includes('would-be-tried')) return 'a move would be tried now';
  if (verdicts.includes('would-be-moved')) return 'it would be moved now';
  return move?.verdict === 'would-need-support'
    ? 'AWS Support would be asked to move it'
    : 'it is on the target already';
}

/** In the words of an IAM policy and of CloudTrail, by which somebody can look for them. No command: it would be run. */
function calls({ move, addition, draft, certificate, diagnosis }: Remediation): Message['copy'] {
  const target = diagnosis?.target?.id ?? '';
  const update = `cloudfront:${updateCall(diagnosis?.target ?? { kind: 'distribution' })}`;
  const attaching = certificate?.verdict === 'would-be-attached' && certificate.byStack;
  const verdicts = move?.aliases ?? [];
  const added = addition ? addition.aliases : (diagnosis?.free ?? []).map(({ alias }) => alias);
  const lines = [
    ...(attaching ? [`${update} ${target}, certificate ${certificate.candidate?.id}`] : []),
    ...verdicts
      .filter(({ verdict }) => verdict === 'would-be-moved' || verdict === 'would-be-tried')
      .map(({ alias }) => `cloudfront:UpdateDomainAssociation ${alias}, target ${target}`),
    ...(draft?.verdict === 'possible' ? [creation(verdicts)] : []),
    ...added.map((alias) => `${update} ${target}, alias ${alias}`),
  ];
  return lines.length > 0 ? [{ caption: 'The calls that would be made', text: lines.join('\n') }] : [];
}

/** One case for all of them. */
function creation(moves: readonly AliasMove[]): string {
  const asked = moves.filter(({ verdict }) => OF_SUPPORT.includes(verdict));
  const names = asked.map(({ alias }) => alias).join(', ');
  const tried = asked.some(({ verdict }) => verdict === 'would-be-tried');
  return `support:CreateCase ${names}${tried ? ' (what CloudFront does not move)' : ''}`;
}

function caseAsSent(remediation: Remediation): Message['copy'] {
  const { move, draft } = remediation;
  if (!draft || draft.verdict === 'filed') return [];
  const aliases = (move?.aliases ?? [])
    .filter(({ verdict }) => OF_SUPPORT.includes(verdict))
    .map(({ alias }) => alias);
  const byUs = draft.verdict === 'possible';
  const text = caseText(remediation, aliases, draft.language, byUs ? 'attached' : 'none');
  const caption = `The case, as ${byUs ? 'AWS Support would get it' : 'people would be asked to open it'}; what CloudFront refused would be quoted`;
  return text ? [{ caption, text, prose: true }] : [];
}
