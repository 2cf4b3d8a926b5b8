import { vi } from 'vitest';

/** The environment that Lambda gives a function of `account`, with AWS at `endpoint`. Ends with `vi.unstubAllEnvs()`. */
export function stubLambdaEnvironment(endpoint: string, account: string): void {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', account);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'any');
}
