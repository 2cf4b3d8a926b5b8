/** The environment variables a function may have, each with its type. `infra/` sets them from the stage's parameters. */
import * as v from 'valibot';
import { CaseLanguage } from '../remediation/document.ts';
import type { Permit } from './aws/permit.ts';

const seconds = v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1));
const name = v.pipe(v.string(), v.minLength(1));
const yesOrNo = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((text) => text === 'true'),
);
const list = v.pipe(
  v.string(),
  v.transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  ),
);

const variables = {
  ANNOUNCEMENT_BUS: name,
  LEDGER_TABLE: name,
  SLACK_WEBHOOK_PARAMETER: name,
  STATE_MACHINE_ARN: name,
  TOPIC_ARN: name,
  SHORTEST_CHECK_SECONDS: seconds,
  LONGEST_CHECK_SECONDS: seconds,
  LONGEST_CERTIFICATE_CHECK_SECONDS: seconds,
  PROOF_DEADLINE_SECONDS: seconds,
  CERTIFICATE_DEADLINE_SECONDS: seconds,
  REDIAGNOSE_SECONDS: seconds,
  ATTACH_CERTIFICATE: yesOrNo,
  DRY_RUN: yesOrNo,
  PING_PONG_SECONDS: seconds,
  SELF_SERVICE: yesOrNo,
  SUPPORT_SEVERITY: v.picklist(['low', 'normal', 'high', 'urgent', 'critical']),
  SUPPORT_CC: list,
  SUPPORT_LANGUAGE: CaseLanguage,
  SUPPORT_CATEGORY: v.string(),
  CASE_POLL_SECONDS: seconds,
  CASE_DEADLINE_SECONDS: seconds,
  CASE_LISTING_LAG_SECONDS: seconds,
  DEPLOYMENT_CHECK_SECONDS: seconds,
  DEPLOYMENT_DEADLINE_SECONDS: seconds,
} as const;
type Variables = { [Name in keyof typeof variables]: v.InferOutput<(typeof variables)[Name]> };

/**
 * The named variables, parsed; once, at cold start.
 * @throws Error that names every variable which is missing or wrong.
 */
export function settings<Name extends keyof Variables>(...names: Name[]): Pick<Variables, Name> {
  const problems: string[] = [];
  const values = names.map((name) => {
    const parsed = v.safeParse(variables[name], process.env[name]);
    if (!parsed.success) problems.push(`${name}=${process.env[name]}: ${parsed.issues[0].message}`);
    return [name, parsed.output] as const;
  });
  if (problems.length > 0)
    throw new Error(`Environment variables are missing or wrong:\n${problems.join('\n')}`);
  // Each name was parsed by its own schema just now; Object.fromEntries cannot express that.
  return Object.fromEntries(values) as Pick<Variables, Name>;
}

/** For a function that acts, where the stack does. */
export function permit(): Permit {
  return settings('DRY_RUN').DRY_RUN ? 'look' : 'act';
}

/** What every look at the proof needs. */
export function proofSettings() {
  const env = settings('SHORTEST_CHECK_SECONDS', 'LONGEST_CHECK_SECONDS', 'PROOF_DEADLINE_SECONDS');
  return {
    shortestCheckSeconds: env.SHORTEST_CHECK_SECONDS,
    longestCheckSeconds: env.LONGEST_CHECK_SECONDS,
    proofDeadlineSeconds: env.PROOF_DEADLINE_SECONDS,
  };
}

/** What the gates need that look at DNS. */
export function gateSettings() {
  return { ...proofSettings(), rediagnoseSeconds: settings('REDIAGNOSE_SECONDS').REDIAGNOSE_SECONDS };
}

/** What the operator wishes of a case. */
export function caseWishes() {
  const env = settings('SUPPORT_SEVERITY', 'SUPPORT_CC', 'SUPPORT_LANGUAGE', 'SUPPORT_CATEGORY');
  return {
    severity: env.SUPPORT_SEVERITY,
    ccEmailAddresses: env.SUPPORT_CC,
    language: env.SUPPORT_LANGUAGE,
    category: env.SUPPORT_CATEGORY,
  };
}

/** How long AWS Support is waited for. */
export function caseWaits() {
  const env = settings('CASE_POLL_SECONDS', 'CASE_DEADLINE_SECONDS', 'CASE_LISTING_LAG_SECONDS');
  return {
    casePollSeconds: env.CASE_POLL_SECONDS,
    caseDeadlineSeconds: env.CASE_DEADLINE_SECONDS,
    caseListingLagSeconds: env.CASE_LISTING_LAG_SECONDS,
  };
}
