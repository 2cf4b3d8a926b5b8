/** How long a process that has done nothing yet takes to import a bundle: what is left of a cold start once Node.js is up. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Of all functions, with values as a deployment sets them. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: '111122223333',
  AWS_SECRET_ACCESS_KEY: 'none',
  ANNOUNCEMENT_BUS: 'cname-rescue',
  LEDGER_TABLE: 'cname-rescue',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:111122223333:stateMachine:cname-rescue',
  TOPIC_ARN: 'arn:aws:sns:us-east-1:111122223333:cname-rescue',
  SLACK_WEBHOOK_PARAMETER: '/cname-rescue/slack-webhook',
  DRY_RUN: 'false',
  SELF_SERVICE: 'true',
  ATTACH_CERTIFICATE: 'false',
  SHORTEST_CHECK_SECONDS: '30',
  LONGEST_CHECK_SECONDS: '900',
  LONGEST_CERTIFICATE_CHECK_SECONDS: '3600',
  PROOF_DEADLINE_SECONDS: '864000',
  CERTIFICATE_DEADLINE_SECONDS: '864000',
  REDIAGNOSE_SECONDS: '21600',
  PING_PONG_SECONDS: '604800',
  SUPPORT_SEVERITY: 'normal',
  SUPPORT_CC: '',
  SUPPORT_LANGUAGE: 'en',
  SUPPORT_CATEGORY: '',
  CASE_POLL_SECONDS: '21600',
  CASE_DEADLINE_SECONDS: '2592000',
  CASE_LISTING_LAG_SECONDS: '600',
  DEPLOYMENT_CHECK_SECONDS: '30',
  DEPLOYMENT_DEADLINE_SECONDS: '7200',
};

/** @returns milliseconds. @throws Error with what the process printed, when the bundle does not load. */
export async function importTime(bundle: string): Promise<number> {
  const script = `
    const start = performance.now();
    const { handler } = await import(${JSON.stringify(bundle)});
    const end = performance.now();
    if (typeof handler !== 'function') throw new Error('no handler');
    process.stdout.write(String(end - start));
    process.exit();
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    env: ENVIRONMENT,
  });
  return Number(stdout);
}
