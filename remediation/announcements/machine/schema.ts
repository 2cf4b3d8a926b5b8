/**
 * An announcement as programs get it. Published: docs/schemas/announcement.json is made of this, so what is described here is read by
 * people who do not know the code. New fields may come, none goes and none changes its meaning without another `schemaVersion`.
 */
import * as v from 'valibot';
import { ANNOUNCEMENTS } from '../announcement.ts';
import { ATTENTION } from '../attention.ts';

const text = (description: string) => v.pipe(v.string(), v.description(description));
const oneOf = <const Values extends readonly string[]>(values: Values, description: string) =>
  v.pipe(v.picklist(values), v.description(description));
/** A list of words that may grow: who validates by an older schema is to take the new ones. */
const open = (examples: readonly string[], description: string) =>
  v.pipe(v.string(), v.examples([...examples]), v.description(`${description} More may come.`));
const instant = (description: string) =>
  v.pipe(v.string(), v.isoTimestamp(), v.description(`${description} ISO 8601 in UTC.`));

const Holder = v.object({
  resourceType: open(['distribution', 'distribution-tenant'], 'As CloudFront calls it.'),
  resourceId: text(
    'Id of the holder. CloudFront masks it where the holder is in another account: `*******REXAMPL`.',
  ),
  accountId: text('Account of the holder, masked in the same way.'),
  service: v.optional(
    text(
      'The service of AWS that keeps this distribution behind a custom domain name: `API Gateway in eu-west-1`.',
    ),
  ),
});

const Alias = v.object({
  name: text('The alternate domain name: lower case, punycode, no trailing dot.'),
  onTarget: v.pipe(v.boolean(), v.description('It was on the target when that was last looked at.')),
  zone: v.optional(text('The DNS zone in which it lies, once that is known.')),
  holder: v.optional(
    v.pipe(
      Holder,
      v.description('Who had it at the last diagnosis. Absent: nobody, or CloudFront did not tell.'),
    ),
  ),
});

const DnsRecord = v.object({
  purpose: oneOf(
    ['ownership-proof', 'certificate-validation', 'alias'],
    '`ownership-proof`: by it the owner of the zone consents to the move. `certificate-validation`: ACM issues the certificate once it is there. `alias`: the record of the alias itself, as it has to be.',
  ),
  name: text('Name of the record, without trailing dot.'),
  type: open(
    ['TXT', 'CNAME', 'ALIAS'],
    'Type of the record. `ALIAS`: the alias is the apex of its zone, where no CNAME may stand: A and AAAA alias records of Route 53, or what another DNS has in their place.',
  ),
  value: text('Value of the record, without quotes and trailing dot.'),
  zone: v.optional(text('The DNS zone in which it has to be created, where that is known.')),
});

const Link = v.object({
  name: open(
    ['call', 'conflict', 'proof', 'alias-record', 'certificate', 'move', 'addition', 'case', 'confirmation'],
    'What has to be so.',
  ),
  state: oneOf(
    ['done', 'waiting', 'failed', 'ahead'],
    '`ahead`: not reached yet. Two may be waiting at once: record and certificate are waited for side by side.',
  ),
});

export const MachineForm = v.pipe(
  v.object({
    schemaVersion: v.pipe(
      v.literal('1'),
      v.description('Another one only where a field goes or changes its meaning.'),
    ),
    id: text('Of this announcement. It is the same when the announcement is delivered again.'),
    type: open(ANNOUNCEMENTS, 'What happened.'),
    time: instant('When it was announced.'),
    attention: oneOf(
      ATTENTION,
      '`action`: a person has to do something, or it does not go on. `progress`: it goes on by itself. `done`: it is over. `failed`: a step cannot go on until somebody mends the cause and redrives the execution.',
    ),
    remediation: v.pipe(
      v.object({
        name: text('Name of the Step Functions execution. It begins with the alias and the target.'),
        arn: text('ARN of the execution.'),
        account: text('Account of the failed call and of the target.'),
        startedAt: v.optional(instant('When the execution was started. A redrive leaves it as it is.')),
        dryRun: v.pipe(
          v.boolean(),
          v.description('Nothing is changed in CloudFront, and AWS Support is not asked.'),
        ),
        startedByHand: v.pipe(
          v.boolean(),
          v.description(
            'A person started it: no call failed, and `failedCall` is the update that was wished for.',
          ),
        ),
      }),
      v.description(
        'The execution that this is about. With `Alias claimed`: the one that has the alias, as none was started for the failed call.',
      ),
    ),
    failedCall: v.pipe(
      v.object({
        eventId: text("CloudTrail's id of the event that reported the call."),
        requestId: text("CloudFront's id of the request."),
        action: open(['UpdateDistribution', 'UpdateDistributionTenant'], 'The call.'),
        time: text('When it was made, as CloudTrail has it.'),
      }),
      v.description(
        'The call that failed with CNAMEAlreadyExists. Who made it, CloudTrail tells by `eventId`.',
      ),
    ),
    aliases: v.pipe(
      v.array(Alias),
      v.description('The aliases that the call asked for, those that this is about first.'),
    ),
    target: v.optional(
      v.pipe(
        v.object({
          kind: oneOf(['distribution', 'tenant'], 'A distribution, or a tenant of a multi-tenant one.'),
          id: text('Its id.'),
          domainName: v.optional(
            text('What records have to name: of a tenant, the routing endpoint of its connection group.'),
          ),
        }),
        v.description(
          'What the aliases are wanted on. Absent: the call was a create, or CloudTrail left it out.',
        ),
      ),
    ),
    records: v.pipe(
      v.array(DnsRecord),
      v.description('DNS records that people are asked for by this announcement.'),
    ),
    chain: v.pipe(
      v.array(Link),
      v.description(
        'Where the remediation stands, from the top: each has to be so before the next. Empty where none was started.',
      ),
    ),
    nextLookAt: v.optional(instant('When what is waited for is looked at next.')),
    deadlineAt: v.optional(instant('When the remediation fails if that has not come by then.')),
    case: v.optional(
      v.pipe(
        v.object({
          id: text("The case's id in the Support API."),
          number: v.optional(text('The number that AWS shows to people.')),
          status: v.optional(
            open(['opened', 'pending-customer-action', 'resolved'], "The case's status at AWS."),
          ),
          url: v.optional(text('The case in the Support Center.')),
        }),
        v.description('The AWS Support case about the aliases.'),
      ),
    ),
    failure: v.optional(
      v.pipe(
        v.object({
          state: v.optional(
            text('The state of the state machine that failed, by the name that the console shows.'),
          ),
          error: open(['ProofDeadlineExceeded', 'AliasFoughtOver'], 'Name of the error.'),
          cause: text('What is the matter and what to do, for a person.'),
          runbook: text('Path of the page of the runbook, from the root of the repository.'),
        }),
        v.description('Why a step cannot go on. With `Remediation failed` only.'),
      ),
    ),
    claim: v.optional(
      v.pipe(
        v.object({
          alias: text('The alias that both want.'),
          target: text('Id of what the running remediation moves it to.'),
        }),
        v.description('What `remediation` has. With `Alias claimed` only.'),
      ),
    ),
    message: v.pipe(
      v.object({
        title: text('One line.'),
        text: text('What happened and what to do, in a few sentences.'),
        links: v.pipe(
          v.array(v.object({ label: text('What it leads to.'), url: text('Its address.') })),
          v.description('Where to look, most of them in the AWS consoles.'),
        ),
      }),
      v.description('As people are told it in a mailbox. Its wording may change at any time.'),
    ),
    omitted: v.pipe(
      v.array(v.string()),
      v.examples([['aliases', 'message.text']]),
      v.description(
        'Fields that were too long: of a list there are the first, of a text the beginning. The execution has all of it. Usually empty.',
      ),
    ),
  }),
  v.title('An announcement of cname-rescue'),
  v.description(
    'What subscribers of the topic for programs get, one for each turn of a remediation. Fields that are not described here may come; ignore them.',
  ),
);
export type MachineForm = v.InferOutput<typeof MachineForm>;
