/**
 * What `cname-rescue check` finds: all that its text is made of, and what programs get. Published: docs/schemas/check.json is made
 * of this, so what is described here is read by people who do not know the code.
 */
import * as v from 'valibot';
import { ServerVerdict } from '../../remediation/document.ts';
import { count, flag, instant, list, oneOf, text } from '../described.ts';

const seconds = (description: string) => count(`${description} Seconds.`);

const Holder = v.object({
  resourceType: text('As CloudFront calls it: `distribution`, `distribution-tenant`.'),
  resourceId: text('Id of the holder. CloudFront masks it where the holder is in another account.'),
  accountId: text('Account of the holder, masked in the same way.'),
  service: v.optional(
    text('The service of AWS that keeps this distribution behind a custom domain name of somebody.'),
  ),
});

const DnsRecord = v.object({
  name: text('Name of the record, without trailing dot.'),
  type: text('Type of the record.'),
  value: text('Value of the record, without quotes.'),
});

const Server = v.object({
  server: text('Name of the name server.'),
  address: text('The address that was asked. Empty: none was found for the server.'),
  verdict: v.pipe(ServerVerdict, v.description('What it says of the record.')),
  ttl: v.optional(seconds('Of what it has.')),
  detail: v.optional(text('What it has, or why it says nothing.')),
});

const Resolver = v.object({
  resolver: text('Address or URL of the public resolver.'),
  verdict: v.pipe(ServerVerdict, v.description('What it says of the record.')),
  ttl: v.optional(seconds('For how long it keeps that yet.')),
  detail: v.optional(text('What it has, or why it says nothing.')),
});

const Proof = v.object({
  verdict: oneOf(
    ['missing', 'published', 'settled'],
    '`published`: every name server has the record. `settled`: besides, no cache can miss it any more.',
  ),
  form: oneOf(
    ['underscore', 'plain'],
    '`plain`: only the form without the underscore is there, which AWS Support takes, and CloudFront does not.',
  ),
  decidedBy: oneOf(
    ['name-servers', 'https'],
    '`https`: no name server can be reached from here, so public resolvers decide.',
  ),
  publishedAt: v.optional(instant('When every name server was first seen to have it, by this command.')),
  settledAt: v.optional(
    instant(
      'When no cache can miss the record any more. As long as it is missing: if it came to be there at this moment.',
    ),
  ),
  negativeTtl: seconds('For how long a cache keeps a miss.'),
  servers: list(Server, 'Each address of each name server of the zone.'),
  serversLeftOut: v.pipe(v.number(), v.description('How many there are besides, which say the same.')),
  resolvers: list(
    Resolver,
    'Public resolvers, asked for comparison once the record is on every name server.',
  ),
});

const Pointing = v.object({
  verdict: oneOf(
    ['elsewhere', 'left', 'unknown'],
    '`elsewhere`: some name server leads to another distribution. `left`: none does. `unknown`: none says anything.',
  ),
  clearAt: instant('When no cache can lead to another distribution any more.'),
  servers: v.pipe(
    v.array(
      v.object({
        server: text('Name of the name server.'),
        address: text('The address that was asked.'),
        verdict: oneOf(
          ['elsewhere', 'target', 'away', 'unreachable', 'refused'],
          'Where it leads. `away`: to nothing that is known as a distribution.',
        ),
        ttl: v.optional(seconds('Of what it has.')),
        detail: text('What it says.'),
      }),
    ),
    v.description('Each address of each name server of the zone.'),
  ),
});

export const AliasFacts = v.object({
  alias: text('The alias: lower case, punycode, no trailing dot.'),
  where: oneOf(
    ['on-target', 'held', 'not-listed', 'not-told'],
    'Who has it. `not-listed`: CloudFront lists nobody. `not-told`: it tells nothing while the target has no certificate for it.',
  ),
  holder: v.optional(v.pipe(Holder, v.description('Who has it, where CloudFront tells.'))),
  zone: v.optional(text('The DNS zone in which it lies.')),
  record: v.optional(
    v.pipe(DnsRecord, v.description('The record by which the owner of the zone consents to the move.')),
  ),
  proof: v.optional(v.pipe(Proof, v.description('Where that record stands.'))),
  pointing: v.optional(
    v.pipe(Pointing, v.description('Where DNS leads the alias; only where nobody is known to have it.')),
  ),
  happens: oneOf(
    ['nothing', 'move', 'try', 'support', 'add'],
    'What would be done. `move`: by API. `try`: by API, and AWS Support is asked where CloudFront refuses. `support`: AWS Support is asked. `add`: the update is made again.',
  ),
  remediation: v.optional(
    v.pipe(
      v.object({ name: text('Its name.'), target: text('Id of the target that it moves the alias to.') }),
      v.description('The remediation that runs for it.'),
    ),
  ),
});
export type AliasFacts = v.InferOutput<typeof AliasFacts>;

/** Something that does not pass by waiting, with what to do. */
export const Problem = v.object({
  about: oneOf(
    ['record', 'alias-record', 'certificate', 'tag', 'fight', 'claim', 'support'],
    'What it is about. `fight`: two stacks declare the alias. `claim`: a remediation wants it on another target.',
  ),
  alias: v.optional(text('The alias, where it is about one.')),
  problem: text('What is the matter.'),
  fix: text('What to do about it.'),
  copy: list(text('A line.'), 'To be copied as they are: records to create, or a command.'),
});
export type Problem = v.InferOutput<typeof Problem>;

export const CheckFacts = v.object({
  checkedAt: instant('When it was looked at.'),
  account: text('Account of the credentials.'),
  stage: text('Stage of the stack.'),
  stack: oneOf(
    ['acts', 'looks', 'none'],
    'Whether there is a stack that would do it. `looks`: it is deployed as a dry run. `none`: there is none, and the defaults of a stack count.',
  ),
  target: v.pipe(
    v.object({
      kind: oneOf(['distribution', 'tenant'], 'A distribution, or a tenant of a multi-tenant one.'),
      id: text('Its id.'),
      arn: text('Its ARN.'),
      domainName: text(
        'What records have to name: of a tenant, the routing endpoint of its connection group.',
      ),
    }),
    v.description('What is to have the aliases.'),
  ),
  state: oneOf(
    ['there', 'ready', 'waiting', 'needs-a-person'],
    '`there`: the target has them all. `ready`: nothing is missing. `waiting`: only time is. `needs-a-person`: there are problems.',
  ),
  aliases: list(AliasFacts, 'Each alias that was asked for.'),
  certificate: v.optional(
    v.pipe(
      v.object({
        verdict: oneOf(
          ['covered', 'attachable', 'pending-validation', 'missing', 'unusable'],
          '`covered`: the attached one covers every alias of the target. `attachable`: another one would. `pending-validation`: another one will, once it is validated. `unusable`: there is one that CloudFront does not take.',
        ),
        says: text('How it is.'),
        id: v.optional(text('ARN, or id in the IAM store, of the attached one.')),
        candidate: v.optional(text('The same of the one that is to be attached.')),
        attachedByStack: flag('The stack attaches that one by itself.'),
        endsSoon: v.optional(instant('When the certificate ends, if that is within 14 days.')),
      }),
      v.description('The certificate of the target. Absent where it has every alias.'),
    ),
  ),
  outlook: list(text('A sentence.'), 'What would happen.'),
  support: v.optional(
    v.pipe(
      v.object({
        verdict: oneOf(
          ['possible', 'filed', 'by-hand', 'not-possible'],
          '`filed`: a case about this is open. `by-hand`: the account has no Support API. `not-possible`: AWS offers nothing that would do.',
        ),
        says: text('The same as a sentence.'),
      }),
      v.description('Whether AWS Support can be asked; only where it may have to be.'),
    ),
  ),
  problems: list(Problem, 'What needs a person, each with what to do.'),
  next: v.pipe(
    v.object({
      says: text('What to do next.'),
      commands: list(text('A command.'), 'The commands for that.'),
    }),
    v.description('What comes next.'),
  ),
  nextCheckAt: v.optional(instant('When a remediation would look again.')),
});
export type CheckFacts = v.InferOutput<typeof CheckFacts>;
