/** What no count says: it is assumed, and said in docs/cost.md. Each is rather too much than too little. */

/**
 * Billed of an invocation, seconds: the start of a new instance, then the work. Functions are called so rarely that each call is
 * taken to start one. Of 100 starts with a bundle of 512 KB and 256 MB of memory, nine in ten took no longer than 0.62 s:
 * https://gist.github.com/adriantanasa/06a9cbc36744ef0bf946255e9e75efbe (2023-11). They are billed:
 * https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/. The work is to wait for a handful of
 * answers, of DNS or of AWS; nobody has measured how long.
 */
export const START_SECONDS = 0.6;
export const WORK_SECONDS = 1;

/** Lambda's own lines in the log of an invocation (INIT_START, START, END, REPORT), and with ours, of which one holds the outcome. */
export const LOG_BYTES_OF_LAMBDA = 500;
export const LOG_BYTES_AN_INVOCATION = 2000;
/** Of the state machine's log. Without data, an event has about 200 bytes, and its line has the execution's ARN besides. */
export const LOG_BYTES_AN_EVENT = 500;

/** In the ledger: a claim, a move, a filing, and a case with its task token; kept as long as providers/ledger.ts says. */
export const LEDGER_BYTES = 3000;
export const LEDGER_DAYS = 400;
/** An item with a task token may be larger than the 1 KB that one unit writes. */
export const UNITS_A_WRITE = 2;

/** SNS asks for a data key, and for it back: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
export const KEY_REQUESTS_A_PUBLISH = 2;
/** An instance of announce-by-slack has the webhook's SecureString decrypted once. */
export const KEY_REQUESTS_A_SLACK_MESSAGE = 1;
