/** What a dry run has found that would be done: the calls, and the case as it would be sent. */
import type { AliasMove, Remediation } from '../document.ts';
import { updateCall } from '../target-words.ts';
import { caseText } from './case-text.ts';
import type { Language } from './language.ts';
import type { Message } from './message.ts';

const OF_SUPPORT: readonly AliasMove['verdict'][] = ['would-be-tried', 'plain-proof', 'self-service-off'];

export function drafted(remediation: Remediation, words: Language): Message['copy'] {
  return [...calls(remediation, words), ...caseAsSent(remediation, words)];
}

/** Whether there is something to deploy the stack for. */
export function wouldBeDone({ move, addition, draft, diagnosis }: Remediation): boolean {
  const verdicts = (move?.aliases ?? []).map(({ verdict }) => verdict);
  const added = addition ? addition.aliases : (diagnosis?.free ?? []);
  return (
    verdicts.includes('would-be-moved') ||
    verdicts.includes('would-be-tried') ||
    added.length > 0 ||
    (draft !== undefined && draft.verdict !== 'filed')
  );
}

/** In the words of an IAM policy and of CloudTrail, by which somebody can look for them. No command: it would be run. */
function calls(
  { move, addition, draft, certificate, diagnosis }: Remediation,
  { captions }: Language,
): Message['copy'] {
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
    ...(draft?.verdict === 'possible' ? [creation(verdicts, captions.whatIsLeft)] : []),
    ...added.map((alias) => `${update} ${target}, alias ${alias}`),
  ];
  return lines.length > 0 ? [{ caption: captions.calls, text: lines.join('\n') }] : [];
}

/** One case for all of them. */
function creation(moves: readonly AliasMove[], whatIsLeft: string): string {
  const asked = moves.filter(({ verdict }) => OF_SUPPORT.includes(verdict));
  const names = asked.map(({ alias }) => alias).join(', ');
  const tried = asked.some(({ verdict }) => verdict === 'would-be-tried');
  return `support:CreateCase ${names}${tried ? ` (${whatIsLeft})` : ''}`;
}

function caseAsSent(remediation: Remediation, { captions }: Language): Message['copy'] {
  const { move, draft } = remediation;
  if (!draft || draft.verdict === 'filed') return [];
  const aliases = (move?.aliases ?? [])
    .filter(({ verdict }) => OF_SUPPORT.includes(verdict))
    .map(({ alias }) => alias);
  const byUs = draft.verdict === 'possible';
  const text = caseText(remediation, aliases, draft.language, byUs ? 'attached' : 'none');
  return text ? [{ caption: captions.caseDrafted(byUs), text, prose: true }] : [];
}
