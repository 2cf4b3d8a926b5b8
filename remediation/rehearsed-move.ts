/** What a dry run says in the place of the move: which call would be made for which alias, and what would follow. Pure. */
import type { AliasMove, ContestedAlias, Move, Proof } from './document.ts';
import { isOurs } from './holder-words.ts';
import { readable } from './instant.ts';
import { listed, theyAre } from './wording.ts';

export interface RehearsalFindings {
  aliases: ContestedAlias[];
  /** Those that nobody holds, and whose turn would come after the others. */
  free: readonly ContestedAlias[];
  targetId: string;
  /** What the target has at this moment. */
  present: readonly string[];
  proof: Proof;
  selfService: boolean;
}

export function rehearsedMove(findings: RehearsalFindings): Omit<Move, 'checkedAt'> {
  const { targetId, proof, free } = findings;
  const aliases = findings.aliases.map((contested) => whatWouldBeDone(contested, findings));
  const having = (verdict: AliasMove['verdict']) =>
    aliases.filter((move) => move.verdict === verdict).map(({ alias }) => alias);
  const [here, moved, tried, plain, left] = (
    ['moved', 'would-be-moved', 'would-be-tried', 'plain-proof', 'self-service-off'] as const
  ).map(having);
  const asked = [tried, plain, left].some((names) => names?.length);
  const sentences: [names: string[] | undefined, sentence: (names: string[]) => string][] = [
    [here, (names) => `${theyAre(names)} on ${targetId} already. Nothing would be done.`],
    [moved, calledFor],
    [tried, triedFor],
    [plain, plainOf],
    [
      left,
      (names) =>
        `AWS Support would be asked to move ${listed(names)}: this stack leaves moves to it (selfService=false).`,
    ],
  ];
  const said = sentences.flatMap(([names = [], sentence]) => (names.length > 0 ? [sentence(names)] : []));
  const whenAsked =
    asked && proof.verdict !== 'settled'
      ? [
          `It would be asked once no cache can miss ${aliases.length === 1 ? 'the TXT record' : 'the TXT records'} any more${when(proof)}.`,
        ]
      : [];
  const afterwards =
    free.length > 0
      ? [
          `Once all that has arrived, ${listed(free.map(({ alias }) => alias))} would be added by an update: nobody holds ${free.length === 1 ? 'it' : 'them'}.`,
        ]
      : [];
  return {
    verdict: asked ? 'would-need-support' : 'would-move',
    reason: [...said, ...whenAsked, ...afterwards].join(' '),
    aliases,
  };
}

function calledFor(names: string[]): string {
  const [holders, them] = names.length === 1 ? ['Its holder is', 'it'] : ['Their holders are', 'them'];
  return `UpdateDomainAssociation would be called for ${listed(names)}. ${holders} of this account, so CloudFront would move ${them} at once.`;
}

function triedFor(names: string[]): string {
  const whether =
    names.length === 1 ? 'whether the holder is enabled' : 'of each whether its holder is enabled';
  return `UpdateDomainAssociation would be called for ${listed(names)}. Only then CloudFront tells ${whether}: if it is not, the call moves the alias; if it is, and in another account, AWS Support would be asked.`;
}

function plainOf(names: string[]): string {
  const records =
    names.length === 1 ? 'the TXT record is the plain one' : 'the TXT records are the plain ones';
  return `AWS Support would be asked to move ${listed(names)}: ${records}, which the move APIs do not look for.`;
}

/** Before the record is there, nobody knows. */
function when({ settledAt }: Proof): string {
  return settledAt === undefined ? '' : `, at ${readable(settledAt)}`;
}

function whatWouldBeDone(
  { alias, holder }: ContestedAlias,
  { present, proof, selfService }: RehearsalFindings,
): AliasMove {
  if (present.includes(alias)) return { alias, verdict: 'moved' };
  if (!selfService) return { alias, verdict: 'self-service-off' };
  const form = proof.aliases.find((each) => each.alias === alias)?.form;
  if (form === 'plain') return { alias, verdict: 'plain-proof' };
  const ours = holder !== undefined && isOurs(holder);
  return { alias, verdict: ours ? 'would-be-moved' : 'would-be-tried' };
}
