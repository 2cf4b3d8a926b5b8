/**
 * What an operator may set: `--param="name=value"` when deploying, or a stage of their own under `params` in serverless.yml.
 * From here come the values that osls resolves, the check before a deployment, and the table in README.md.
 */
import {
  categoryCode,
  folderUrl,
  type Kind,
  mailAddress,
  mailAddresses,
  oneOf,
  resolvers,
  seconds,
  slackChannelId,
  ssmParameterName,
  tag,
  yesOrNo,
} from './parameters/kinds.ts';

type Value = string | number;

export interface Parameter {
  /** Allowed whatever the kind says. */
  default: Value;
  /** The rehearsal's: same code, same state machine, shorter waits. They may be shorter than an account would bear. */
  sandbox?: Value;
  kind: Kind;
  /** A sentence for README.md. */
  meaning: string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const PARAMETERS = {
  slackWebhookParameter: {
    default: '',
    sandbox: '/cname-rescue/sandbox/slack-webhook',
    kind: ssmParameterName('/cname-rescue/slack-webhook'),
    meaning:
      'SSM SecureString that holds the URL of a Slack incoming webhook; none, and no `slackBotTokenParameter`: no Slack',
  },
  slackBotTokenParameter: {
    default: '',
    kind: ssmParameterName('/cname-rescue/slack-bot-token'),
    meaning:
      'instead of a webhook: SSM SecureString that holds the token of a Slack bot, with the scope `chat:write`. A remediation has a thread of its own then, whose first message shows where it stands',
  },
  slackChannel: {
    default: '',
    kind: slackChannelId,
    meaning: 'with `slackBotTokenParameter`: the channel that the bot posts to, and was invited to',
  },
  email: {
    default: '',
    sandbox: 'platform@example.com',
    kind: mailAddress,
    meaning: 'mailbox to subscribe to the topic; none: subscribe by hand',
  },
  announcementLanguage: {
    default: 'en',
    kind: oneOf('en', 'ja'),
    meaning:
      'language of what people are told, in Slack and by mail. The subject of a mail is English all the same: SNS takes no other',
  },
  runbookUrl: {
    default: '',
    kind: folderUrl,
    meaning:
      'where the pages of docs/runbook can be read, like https://git.example.com/cname-rescue/docs/runbook/: messages then link to them; none: they are named by their paths',
  },
  supportSeverity: {
    default: 'normal',
    kind: oneOf('low', 'normal', 'high', 'urgent', 'critical'),
    meaning: "severity of a case. If the account's plan does not allow it, the gravest milder one is taken",
  },
  supportLanguage: {
    default: 'en',
    kind: oneOf('en', 'ja'),
    meaning: 'language of a case. English where AWS does not answer such a case in it',
  },
  supportCategory: {
    default: '',
    kind: categoryCode,
    meaning:
      'category of a case, of those that `aws support describe-services` shows for CloudFront; none, or not among them: general guidance',
  },
  supportCc: {
    default: '',
    // CreateCase's ccEmailAddresses: https://docs.aws.amazon.com/awssupport/latest/APIReference/API_CreateCase.html.
    kind: mailAddresses(10),
    meaning: 'addresses that AWS copies on the case',
  },
  publicResolvers: {
    default: '1.1.1.1,8.8.8.8,https://cloudflare-dns.com/dns-query,https://dns.google/dns-query',
    kind: resolvers,
    meaning:
      'whom to ask for comparison once every name server has the record. The URLs (DNS over HTTPS) decide where no name server can be reached, as when port 53 is closed; empty: nobody is asked',
  },
  dryRun: {
    default: 'false',
    kind: yesOrNo,
    meaning:
      '`true`: everything that only reads is done, and what would be changed is announced ([Look first](#look-first))',
  },
  onlyTagged: {
    default: '',
    kind: tag,
    meaning:
      'only distributions and tenants that carry this tag are changed, and only these lose an alias, by API or by AWS Support. The conditions of the roles say the same. What lacks it is named, and the remediation goes on by Redrive once it is tagged ([TagMissing](docs/runbook/TagMissing.md)); none: there is no restriction',
  },
  attachCertificate: {
    default: 'false',
    kind: yesOrNo,
    meaning:
      '`true`: the stack attaches a certificate that covers every alias to the target, also in place of one that does not; nothing else of its configuration changes. `false`: people are told which one, and how',
  },
  selfService: {
    default: 'true',
    kind: yesOrNo,
    meaning:
      '`false`: no alias is moved by API; AWS Support is asked as soon as no cache can miss the record. An alias that nobody holds is added all the same',
  },
  // The first looks are close together and soon grow rare, so even seconds cost little. Whoever has just published waits for the next one.
  shortestCheckSeconds: {
    default: 30,
    sandbox: 1,
    kind: seconds(10, HOUR),
    meaning:
      'first pause between two looks at DNS or at the certificate; from then on a quarter of the time waited',
  },
  // A day: a record is seen on the day after it was created, at the latest.
  longestCheckSeconds: {
    default: 900,
    sandbox: 3,
    kind: seconds(MINUTE, DAY),
    meaning: 'longest pause between two looks at DNS',
  },
  longestCertificateCheckSeconds: {
    default: 3600,
    sandbox: 3,
    kind: seconds(MINUTE, DAY),
    meaning: 'longest pause between two looks at the certificate',
  },
  // Of the deadlines, those of people are an hour at least. What may follow each other (one gate, back to it from the look
  // before the act, AWS Support, the deployment) stays below the year that Step Functions gives an execution:
  // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html.
  proofDeadlineSeconds: {
    default: 10 * DAY,
    // Long enough for a person who looks around.
    sandbox: HOUR,
    kind: seconds(HOUR, 60 * DAY),
    meaning: "how long to wait for the TXT record, or until the alias's own record is out of the way",
  },
  certificateDeadlineSeconds: {
    default: 10 * DAY,
    sandbox: HOUR,
    kind: seconds(HOUR, 60 * DAY),
    meaning: 'how long to wait for a covering certificate',
  },
  rediagnoseSeconds: {
    default: 6 * HOUR,
    sandbox: 4,
    kind: seconds(10 * MINUTE, 7 * DAY),
    meaning:
      'how often the conflict itself is looked at again while a record is waited for: people may have solved it by hand',
  },
  keepLedger: {
    default: 'false',
    kind: yesOrNo,
    meaning: '`true`: the ledger stays when the stack is deleted ([Remove](#remove))',
  },
  // The ledger forgets a move after 400 days: providers/ledger.ts.
  pingPongSeconds: {
    default: 7 * DAY,
    kind: seconds(HOUR, 400 * DAY),
    meaning: 'for so long a distribution that lost an alias by a move does not get it back without a person',
  },
  // Events of AWS Support wake the execution; this covers the lost ones.
  casePollSeconds: {
    default: 6 * HOUR,
    sandbox: 10,
    kind: seconds(10 * MINUTE, 7 * DAY),
    meaning: 'how often a case is looked at when no event of AWS arrives',
  },
  caseDeadlineSeconds: {
    default: 30 * DAY,
    sandbox: HOUR,
    kind: seconds(HOUR, 180 * DAY),
    meaning: 'how long to wait for AWS Support',
  },
  // AWS says nothing of how late DescribeCases shows a new case. Other listings of AWS take seconds, some a minute; beside the hours
  // that a case takes, waiting for much longer costs nothing, and a second case costs trust.
  caseListingLagSeconds: {
    default: 600,
    sandbox: 10,
    kind: seconds(2 * MINUTE, DAY),
    meaning: 'for so long AWS may not show a case that it created: none is created beside it',
  },
  // Above all that one may wait for, each in turn: record, certificate, AWS Support and deployment are 50 days and 2 hours. A redrive
  // lets it wait anew. Step Functions ends an execution after a year.
  oldRemediationSeconds: {
    default: 51 * DAY,
    kind: seconds(HOUR, 365 * DAY),
    meaning:
      'from which age on an alarm says that a remediation is still running: above all deadlines, one after the other',
  },
  // AWS's own samples poll GetDistribution every few seconds; a deployment takes minutes.
  deploymentCheckSeconds: {
    default: 30,
    sandbox: 1,
    kind: seconds(5, HOUR),
    meaning: 'pause between two looks at the target until it is Deployed',
  },
  deploymentDeadlineSeconds: {
    default: 2 * HOUR,
    sandbox: 60,
    kind: seconds(30 * MINUTE, DAY),
    meaning: 'how long to wait until the target is Deployed',
  },
} satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof PARAMETERS;

/** By name, in the order in which README.md has them. */
export const DECLARED: ReadonlyMap<string, Parameter> = new Map(Object.entries(PARAMETERS));

/** Where every rehearsal takes place. */
export const SANDBOX = 'sandbox';

/** As osls wants them: what a stage has goes before `default`. */
export const STAGES = {
  default: valuesOf(({ default: usual }) => usual),
  [SANDBOX]: valuesOf(({ sandbox }) => sandbox),
};

function valuesOf(pick: (parameter: Parameter) => Value | undefined): Record<string, Value> {
  return Object.fromEntries(
    [...DECLARED].flatMap(([name, parameter]) => {
      const value = pick(parameter);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
