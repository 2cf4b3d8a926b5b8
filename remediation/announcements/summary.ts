/** The one message of a remediation that is kept up to date: where it stands, what is to be done now, until when. */
import { isStartedByHand } from '../by-hand.ts';
import { chainOf, type Link } from '../chain.ts';
import type { Remediation } from '../document.ts';
import { awaited } from '../steps/established.ts';
import type { AnnouncementDetail, AnnouncementType } from './announcement.ts';
import { type Attention, attentionOf } from './attention.ts';
import { endedBy, isStopped } from './ended-by.ts';
import { holderOfEach, targetIn } from './in-words.ts';
import type { Language } from './language.ts';
import { LANGUAGES } from './languages.ts';
import type { Message } from './message.ts';
import { awaitedNames, when } from './names.ts';
import { proofRecords } from './proof-records.ts';
import { AS_SHIPPED, type Telling } from './telling.ts';
import { whereToLook } from './where-to-look.ts';
import { whichOne } from './which-one.ts';

/** `Alias claimed` is about the call that was turned away, not about the remediation whose thread it is in: it has no summary. */
export function summaryFor(
  type: AnnouncementType,
  detail: AnnouncementDetail,
  telling: Telling = AS_SHIPPED,
): Message {
  const words = LANGUAGES[telling.language];
  const { remediation, execution, failure } = detail;
  const links = chainOf(remediation, isStopped(type) ? endedBy(type, failure) : undefined);
  const waiting = links.filter(({ state }) => state === 'waiting');
  return {
    language: telling.language,
    title: titleOf(detail, links, words),
    subject: titleOf(detail, links, LANGUAGES.en).replaceAll('→', '->'),
    attention: attentionOfChain(type, remediation, links),
    text: links.map((link) => line(link, detail, words)).join('\n'),
    facts: known([
      [words.labels.nextLook, earliest(waiting.map(({ nextCheckAt }) => nextCheckAt))],
      [words.labels.givenUp, earliest(waiting.map(({ deadlineAt }) => deadlineAt))],
      [words.labels.wantedBy, targetIn(remediation, words)],
      holders(remediation, words),
    ]),
    copy: recordsWanted(remediation, waiting, words),
    context: whichOne(execution),
    links: whereToLook(
      {
        execution,
        remediation,
        isStopped: isStopped(type),
        error: type === 'Remediation failed' ? (failure?.error ?? '') : undefined,
      },
      words,
      telling,
    ),
  };
}

function titleOf(detail: AnnouncementDetail, links: readonly Link[], words: Language): string {
  const title = words.summary(detail, links);
  return detail.remediation.dryRun ? `${words.dryRun.mark} ${title}` : title;
}

const MARKS: Record<Link['state'], string> = { done: '✓', waiting: '…', failed: '✗', ahead: '·' };

/** Of what is done and ahead the name is enough; the sentence is for what is waited for, or failed, and for a conflict that lasts. */
function line(link: Link, detail: AnnouncementDetail, { chain }: Language): string {
  const isConflict = link.name === 'conflict' && !isArrived(detail.remediation);
  const byHand = link.name === 'call' && isStartedByHand(detail.remediation.incident);
  const name = `${MARKS[link.state]} ${byHand ? chain.startedByHand : chain.names[link.name]}`;
  const telling = link.state === 'waiting' || link.state === 'failed' || isConflict;
  return telling && link.reason ? `${name}: ${chain.reason(link, detail)}` : name;
}

/** Then the conflict's sentence would tell of the holder as if it were so still. */
function isArrived({ confirmation, move }: Remediation): boolean {
  return confirmation !== undefined || move?.verdict === 'moved';
}

/** What the announcement wanted of a person is over once nothing is waited for. */
function attentionOfChain(
  type: AnnouncementType,
  remediation: Remediation,
  links: readonly Link[],
): Attention {
  const attention = attentionOf(type, remediation);
  if (attention === 'failed' || links.some(({ state }) => state === 'waiting')) return attention;
  return attention === 'action' ? 'action' : 'done';
}

/** While the record is missing, it is what there is to do, whatever was told last. */
function recordsWanted(remediation: Remediation, waiting: readonly Link[], words: Language): Message['copy'] {
  if (!waiting.some(({ name }) => name === 'proof')) return [];
  const names = awaitedNames(remediation);
  const missing = (remediation.diagnosis?.aliases ?? []).filter(({ alias }) => {
    const look = remediation.proof?.aliases.find((each) => each.alias === alias);
    return names.includes(alias) && (look === undefined || look.verdict === 'missing');
  });
  return proofRecords(missing, words);
}

/** Once nobody else has any of them, it is the past. */
function holders(remediation: Remediation, words: Language): Message['facts'][number] {
  const { aliases, arrived } = remediation.diagnosis ?? { aliases: [], arrived: [] };
  const waits = remediation.diagnosis?.target !== undefined && awaited(remediation).length > 0;
  return waits && remediation.diagnosis?.verdict !== 'arrived'
    ? [words.labels.heldBy, holderOfEach(awaited(remediation), words)]
    : [
        words.labels.beforeOn,
        holderOfEach(
          [...arrived, ...aliases].filter(({ holder }) => holder),
          words,
        ),
      ];
}

function known(facts: Message['facts']): Message['facts'] {
  return facts.filter(([, value]) => value !== '');
}

/** Empty, and so left out, when there is none. */
function earliest(instants: readonly (string | undefined)[]): string {
  const known = instants.filter((instant) => instant !== undefined);
  return when(known.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]);
}
