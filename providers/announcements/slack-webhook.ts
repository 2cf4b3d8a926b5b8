/** Slack's incoming webhook. Its URL is the credential: it lives in SSM as a SecureString and is never logged. */
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { SlackMessage } from '../../remediation/announcements/slack.ts';
import { SlackRefused } from '../../remediation/errors.ts';
import { awsClient } from '../aws/client.ts';

/** Slack answers within a second or not at all; the function has to end before its own timeout. */
const TIMEOUT_MS = 10_000;

/** @throws SlackRefused with status and Slack's own word for it: the invocation is then retried. */
export function createSlackWebhook(parameterName: string): (message: SlackMessage) => Promise<void> {
  const client = awsClient(new SSMClient({}));
  let url: Promise<string> | undefined;
  const readUrl = async () => {
    const { Parameter } = await client.send(
      new GetParameterCommand({ Name: parameterName, WithDecryption: true }),
    );
    if (!Parameter?.Value) throw new Error(`The SSM parameter ${parameterName} is empty`);
    // fetch would put what it does not take into its error, and so into the log: no URL at all, or one with a password.
    const parsed = URL.parse(Parameter.Value);
    if (!parsed || parsed.username || parsed.password)
      throw new Error(`The SSM parameter ${parameterName} holds no URL that can be posted to`);
    return Parameter.Value;
  };
  return async (message) => {
    url ??= readUrl();
    const body = JSON.stringify(message);
    // No connection is kept: it would be dead by the next message, hours later, and fetch repeats no POST that fails of it.
    const headers = { 'content-type': 'application/json', connection: 'close' };
    try {
      const response = await fetch(await url, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) throw new SlackRefused(response.status, (await response.text()).slice(0, 200));
    } catch (error) {
      // The webhook may have been replaced since this instance read it.
      url = undefined;
      throw error;
    }
  };
}
