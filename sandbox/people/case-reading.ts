/**
 * What a person understands from the free text of a case: which aliases are to go to which distribution.
 */

/** What the reader can look up. */
export interface Lookup {
  find(id: string): { id: string; account: string; endpoint: string } | undefined;
  whoHolds(alias: string): { id: string } | undefined;
}

export type Request = { targetId: string; aliases: string[] } | { question: string };

/** Ids of distributions and tenants; whole words, so that masked ids are not mistaken for one. */
const idPattern = /(?<![\w*-])(E[A-Z0-9]{11,15}|dt_[0-9A-Za-z]{8,40})(?![\w-])/g;

/** Domain names, with a leading wildcard or underscore labels; an apex proof is `_.example.com`. */
const namePattern =
  /(?<![\w.@*-])(?:\*\.|_\*\.|_\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?![\w-])/gi;

/** Understands the text, or knows what to ask. The target has to be in the account that the case is of. */
export function readRequest(text: string, account: string, lookup: Lookup): Request {
  const targetId = findTarget(text, account, lookup);
  if (targetId === undefined) {
    return { question: 'Which distribution should have the alternate domain name? Please send me its ID.' };
  }
  const aliases = findAliases(text, targetId, lookup);
  if (aliases.length === 0) {
    return { question: `Which alternate domain names should be moved to ${targetId}?` };
  }
  return { targetId, aliases };
}

function findTarget(text: string, account: string, lookup: Lookup): string | undefined {
  const own = (part: string) =>
    unique(part.match(idPattern) ?? []).filter((id) => lookup.find(id)?.account === account);
  const everywhere = own(text);
  if (everywhere.length <= 1) return everywhere[0];
  // Source and target are both of this account: the one that is called the target is meant.
  const called = own(
    text
      .split('\n')
      .filter((line) => /target|移行先|ターゲット/i.test(line))
      .join('\n'),
  );
  return called.length === 1 ? called[0] : undefined;
}

function findAliases(text: string, targetId: string, lookup: Lookup): string[] {
  const names = unique((text.match(namePattern) ?? []).map((name) => name.toLowerCase()));
  // Names whose TXT record is written out as well are the ones this is about: a zone, say, is named without one.
  const withProof = names.filter((name) => names.includes(`_${name}`) || names.includes(`_.${name}`));
  if (withProof.length > 0) return withProof;
  const heldElsewhere = names.filter((name) => (lookup.whoHolds(name)?.id ?? targetId) !== targetId);
  // Nothing is left to move when the names are on the target already: then the answer is about them.
  return heldElsewhere.length > 0
    ? heldElsewhere
    : names.filter((name) => lookup.whoHolds(name)?.id === targetId);
}

function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}
