/**
 * The names of the aliases, kept short in the document. Step Functions passes 256 KiB on; a hundred aliases of 253 characters
 * are 25 KB each time that they are all named, and a document names them some twenty times. So where they are that long, only
 * the incident has them in full: elsewhere `⟨12⟩` stands for its alias 12, counted from 0, and `⟨12-2⟩` for the domain two
 * labels above. Steps and messages see names only: they are put back wherever a document is parsed.
 */
import * as z from 'zod/mini';

/** Characters of all aliases together up to which a document names them as they are, which is easier to read. */
const MOST_CHARACTERS = 2000;

/** A shorter name is not worth a reference. */
const SHORTEST_NAME = 16;

/** `section` with every name that the incident has in full, or a domain above it, as a reference. */
export function withReferences(section: unknown, aliases: readonly string[]): unknown {
  if (!areLong(aliases)) return section;
  const references = referencesTo(aliases);
  return eachText(section, (text) =>
    // Whoever wrote a text from outside must not name an alias by it.
    text
      .replace(/[⟨⟩]/gu, (bracket) => (bracket === '⟨' ? '<' : '>'))
      .replace(NAME, (name) => shortened(name, references)),
  );
}

const Document = z.looseObject({
  remediation: z.looseObject({ incident: z.looseObject({ aliases: z.array(z.string()) }) }),
});

/** The same document with names for references. What is no document is returned as it is: its parser says what is wrong. */
export function withNames(document: unknown): unknown {
  const { data } = Document.safeParse(document);
  if (!data || !areLong(data.remediation.incident.aliases)) return document;
  const { incident, ...sections } = data.remediation;
  const names = new Map([...referencesTo(incident.aliases)].map(([name, reference]) => [reference, name]));
  const named = eachText(sections, (text) =>
    text.replace(REFERENCE, (reference) => names.get(reference) ?? reference),
  );
  return { ...data, remediation: { incident, ...Sections.parse(named) } };
}

const Sections = z.record(z.string(), z.unknown());

/** Aliases are normalised; in records of DNS, names stand as they are written there. */
const NAME = /[\w*.-]+/g;
const REFERENCE = /⟨\d+(?:-\d+)?⟩/g;

function areLong(aliases: readonly string[]): boolean {
  return aliases.join('').length > MOST_CHARACTERS;
}

function referencesTo(aliases: readonly string[]): Map<string, string> {
  const references = new Map(aliases.map((alias, index) => [alias, `⟨${index}⟩`]));
  for (const [index, alias] of aliases.entries()) {
    for (const [above, domain] of domainsAbove(alias).entries()) {
      if (!references.has(domain)) references.set(domain, `⟨${index}-${above + 1}⟩`);
    }
  }
  return references;
}

function domainsAbove(name: string): string[] {
  const labels = name.split('.');
  return labels
    .map((_, index) => labels.slice(index + 1).join('.'))
    .filter(({ length }) => length >= SHORTEST_NAME);
}

/** `_⟨12⟩` for `_` and alias 12; what follows a name in a sentence stays. */
function shortened(text: string, references: ReadonlyMap<string, string>): string {
  const end = text.search(/[.-]*$/);
  const name = text.slice(0, end);
  for (const start of starts(name)) {
    const reference = references.get(name.slice(start));
    if (reference !== undefined) return `${name.slice(0, start)}${reference}${text.slice(end)}`;
  }
  return text;
}

/** Where a name can begin: at its first character, behind an underscore (a proof's), behind each dot. */
function starts(name: string): number[] {
  const dots = [...name.matchAll(/\./g)].map(({ index }) => index + 1);
  return [0, ...(name.startsWith('_') ? [1] : []), ...dots];
}

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each: unknown) => eachText(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, eachText(each, change)]));
}
