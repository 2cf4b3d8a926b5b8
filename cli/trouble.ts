/** What went wrong, as a person is told: what it was, what to do next, and the exit code. */
import { awsError } from '../providers/aws/client.ts';
import { RemediationError, TransientAwsError } from '../remediation/errors.ts';
import { ExitCode } from './exit-code.ts';

/** The command was not called as it has to be. */
export class UsageError extends Error {}

/** What was asked for cannot be done as things are; the message says what can. */
export class NotPossible extends Error {}

/** Ctrl-C, in the place of an answer. */
export class Interrupted extends Error {
  constructor() {
    super('Nothing was changed.');
  }
}

export interface Trouble {
  exitCode: ExitCode;
  /** Sentences for a person. */
  message: string;
}

const SIGN_IN =
  'Sign in (aws sso login, aws configure, or AWS_PROFILE), and look with: aws sts get-caller-identity';

/** Of the SDK's own errors, those without an answer of AWS. */
const WITHOUT_CREDENTIALS = ['CredentialsProviderError', 'TokenProviderError'];
/** AWS's words for credentials that are none: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
const BAD_CREDENTIALS = [
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'MissingAuthenticationToken',
];
const NOT_ALLOWED = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'AuthorizationError'];

/**
 * Codes of Node's network, of its file system and of TLS, which has those of OpenSSL: `EAI_AGAIN`, `CERT_HAS_EXPIRED`. Those of Node
 * itself, `ERR_…`, tell of mistakes in a program, but for those of TLS.
 * https://nodejs.org/docs/latest-v24.x/api/tls.html#x509-certificate-error-codes
 */
const ON_THE_WAY = /^(ERR_(TLS|SSL)_|(?!ERR_)[A-Z])[A-Z0-9_]*$/;

/** @param profile of the AWS configuration that was to be used */
export function troubleOf(error: unknown, profile?: string): Trouble {
  if (error instanceof UsageError) return { exitCode: ExitCode.USAGE, message: error.message };
  if (error instanceof NotPossible) return { exitCode: ExitCode.NEEDS_A_PERSON, message: error.message };
  if (error instanceof Interrupted) return { exitCode: ExitCode.INTERRUPTED, message: error.message };
  if (!(error instanceof Error)) return defect(error);
  if (error instanceof TransientAwsError)
    return refused(`AWS did not answer as it should: ${sentence(error.message)} Try again in a minute.`);
  if (error instanceof RemediationError)
    return { exitCode: ExitCode.NEEDS_A_PERSON, message: `${error.name}: ${error.message}` };
  if (WITHOUT_CREDENTIALS.includes(error.name))
    return refused(
      `There are no AWS credentials to use${profile ? ` with the profile ${JSON.stringify(profile)}` : ''}: ${sentence(error.message)} ${SIGN_IN}`,
    );
  const answer = awsError(error);
  if (answer && BAD_CREDENTIALS.includes(answer.code))
    return refused(`AWS does not take the credentials: ${sentence(answer.message)} ${SIGN_IN}`);
  if (answer && NOT_ALLOWED.includes(answer.code))
    return refused(
      `AWS does not allow it: ${sentence(answer.message)} docs/operator-policy.json has what is needed.`,
    );
  if (answer) return refused(`AWS refused: ${answer.code}: ${answer.message}`);
  if ('code' in error && typeof error.code === 'string' && ON_THE_WAY.test(error.code))
    return refused(`AWS could not be reached: ${error.message || error.code}`);
  return defect(error);
}

/** Ours come with a full stop, those of AWS and of the SDK as they like. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function refused(message: string): Trouble {
  return { exitCode: ExitCode.REFUSED, message };
}

function defect(error: unknown): Trouble {
  const what = error instanceof Error ? error.stack : String(error);
  return { exitCode: ExitCode.NEEDS_A_PERSON, message: `This is a defect of cname-rescue.\n${what}` };
}
