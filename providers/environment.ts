/** The environment variables of a function, each with its type. `infra/` sets them from the stage's parameters. */
import * as v from 'valibot';
import { AnnouncementLanguage, type Telling } from '../remediation/announcements/telling.ts';
import { CaseLanguage } from '../remediation/document.ts';
import type { Restriction, Tag } from '../remediation/tag.ts';
import type { Permit } from './aws/permit.ts';
import { entriesOf } from './comma-list.ts';

/** Whole, at least one. */
export const seconds = v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1));
/** Of a resource. */
export const name = v.pipe(v.string(), v.minLength(1));
export const yesOrNo = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((text) => text === 'true'),
);
const list = v.pipe(v.string(), v.transform(entriesOf));
/** `key=value`, empty where there is none. What a key may consist of is checked when the stack is packaged (infra/roles.cjs). */
const tag = v.pipe(
  v.string(),
  v.regex(/^([^=]+=.+)?$/),
  v.transform((text): Tag | undefined => {
    const at = text.indexOf('=');
    return at > 0 ? { key: text.slice(0, at), value: text.slice(at + 1) } : undefined;
  }),
);

/** The environment of a function: its own, or as somebody sees it from outside. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables of these names, parsed; once, at cold start.
 * @throws Error that names every variable which is missing or wrong.
 */
export function settings<Variables extends v.ObjectEntries>(
  variables: Variables,
  env: Environment = process.env,
): v.InferOutput<v.ObjectSchema<Variables, undefined>> {
  const parsed = v.safeParse(v.object(variables), env);
  if (parsed.success) return parsed.output;
  throw new Error(`Environment variables are missing or wrong:\n${v.summarize(parsed.issues)}`);
}

/** For a function that acts, where the stack does. */
export function permit(env?: Environment): Permit {
  return settings({ DRY_RUN: yesOrNo }, env).DRY_RUN ? 'look' : 'act';
}

/** For a function that acts, or says beforehand whether one may. */
export function restriction(env?: Environment): Restriction {
  return { onlyTagged: settings({ ONLY_TAGGED: tag }, env).ONLY_TAGGED };
}

/** What every look at the proof needs. */
export function proofSettings(env?: Environment) {
  const proof = settings(
    { SHORTEST_CHECK_SECONDS: seconds, LONGEST_CHECK_SECONDS: seconds, PROOF_DEADLINE_SECONDS: seconds },
    env,
  );
  return {
    shortestCheckSeconds: proof.SHORTEST_CHECK_SECONDS,
    longestCheckSeconds: proof.LONGEST_CHECK_SECONDS,
    proofDeadlineSeconds: proof.PROOF_DEADLINE_SECONDS,
  };
}

/** What the gate needs that looks at the certificate. */
export function certificateSettings(env?: Environment) {
  const certificate = settings(
    {
      SHORTEST_CHECK_SECONDS: seconds,
      LONGEST_CERTIFICATE_CHECK_SECONDS: seconds,
      CERTIFICATE_DEADLINE_SECONDS: seconds,
      ATTACH_CERTIFICATE: yesOrNo,
    },
    env,
  );
  return {
    shortestCheckSeconds: certificate.SHORTEST_CHECK_SECONDS,
    longestCertificateCheckSeconds: certificate.LONGEST_CERTIFICATE_CHECK_SECONDS,
    certificateDeadlineSeconds: certificate.CERTIFICATE_DEADLINE_SECONDS,
    attachCertificate: certificate.ATTACH_CERTIFICATE,
  };
}

/** What moves need besides: for how long a distribution that lost an alias does not get it back, and whether an API is called at all. */
export function moveSettings(env?: Environment) {
  const move = settings({ PING_PONG_SECONDS: seconds, SELF_SERVICE: yesOrNo }, env);
  return { pingPongSeconds: move.PING_PONG_SECONDS, selfService: move.SELF_SERVICE };
}

/** What the gates need that look at DNS. */
export function gateSettings() {
  const { REDIAGNOSE_SECONDS } = settings({ REDIAGNOSE_SECONDS: seconds });
  return { ...proofSettings(), rediagnoseSeconds: REDIAGNOSE_SECONDS };
}

/** What the operator wishes of a case. */
export function caseWishes(env?: Environment) {
  const wishes = settings(
    {
      SUPPORT_SEVERITY: v.picklist(['low', 'normal', 'high', 'urgent', 'critical']),
      SUPPORT_CC: list,
      SUPPORT_LANGUAGE: CaseLanguage,
      SUPPORT_CATEGORY: v.string(),
    },
    env,
  );
  return {
    severity: wishes.SUPPORT_SEVERITY,
    ccEmailAddresses: wishes.SUPPORT_CC,
    language: wishes.SUPPORT_LANGUAGE,
    category: wishes.SUPPORT_CATEGORY,
  };
}

/** How long AWS Support is waited for. */
export function caseWaits() {
  const env = settings({
    CASE_POLL_SECONDS: seconds,
    CASE_DEADLINE_SECONDS: seconds,
    CASE_LISTING_LAG_SECONDS: seconds,
  });
  return {
    casePollSeconds: env.CASE_POLL_SECONDS,
    caseDeadlineSeconds: env.CASE_DEADLINE_SECONDS,
    caseListingLagSeconds: env.CASE_LISTING_LAG_SECONDS,
  };
}

/** How people are told. */
export function telling(): Telling {
  const env = settings({
    ANNOUNCEMENT_LANGUAGE: AnnouncementLanguage,
    RUNBOOK_URL: v.string(),
    LONGEST_CHECK_SECONDS: seconds,
    PROOF_DEADLINE_SECONDS: seconds,
  });
  return {
    language: env.ANNOUNCEMENT_LANGUAGE,
    runbookUrl: env.RUNBOOK_URL,
    longestCheckSeconds: env.LONGEST_CHECK_SECONDS,
    proofDeadlineSeconds: env.PROOF_DEADLINE_SECONDS,
  };
}

/** How Slack is told: by a webhook, or by a bot, which has threads. */
export function slackWay() {
  const text = v.string();
  const env = settings({ SLACK_WEBHOOK_PARAMETER: text, SLACK_BOT_TOKEN_PARAMETER: text });
  if (env.SLACK_BOT_TOKEN_PARAMETER === '')
    return { webhook: settings({ SLACK_WEBHOOK_PARAMETER: name }).SLACK_WEBHOOK_PARAMETER };
  const { SLACK_CHANNEL, SLACK_API_URL, LEDGER_TABLE } = settings({
    SLACK_CHANNEL: name,
    SLACK_API_URL: name,
    LEDGER_TABLE: name,
  });
  const tokenParameter = env.SLACK_BOT_TOKEN_PARAMETER;
  return { bot: { tokenParameter, channel: SLACK_CHANNEL, apiUrl: SLACK_API_URL, ledger: LEDGER_TABLE } };
}

/** Under which names CloudWatch has the stack's own metrics. */
export function metricSettings() {
  const env = settings({ POWERTOOLS_METRICS_NAMESPACE: name, POWERTOOLS_SERVICE_NAME: name });
  return { namespace: env.POWERTOOLS_METRICS_NAMESPACE, serviceName: env.POWERTOOLS_SERVICE_NAME };
}
