/** What an operator does next, in words for the terminal. Pure. */

const CONSOLE = 'https://us-east-1.console.aws.amazon.com';

export interface Deployed {
  stage: string;
  stateMachineArn: string;
  /** Whether there was no stack before. */
  created: boolean;
  /** A parameter; empty for none. */
  email: string;
  /** Whether Slack is told, by whichever way. */
  slack: boolean;
}

export function afterDeployment(deployed: Deployed): string {
  const { stage, stateMachineArn, created } = deployed;
  const where = `
Remediations  ${CONSOLE}/states/home?region=us-east-1#/statemachines/view/${stateMachineArn}
Dashboard     ${CONSOLE}/cloudwatch/home?region=us-east-1#dashboards/dashboard/cname-rescue-${stage}
`;
  return created ? where + firstSteps(deployed) : where;
}

function firstSteps({ stage, email, slack }: Deployed): string {
  return `
What remains to do
${whoHears(email, slack)}  See that a trail of CloudTrail records this account's management events. Without one no failed call is noticed.

Try it out, without harm
  npx serverless invoke --stage ${stage} --function receive-failure --path infra/try-out.json
  It hands over a failed call that nobody made, about try-out.example.com. A minute later you have been told to create the
  distribution first, and the execution is over. Nothing is called in CloudFront. README.md, Try it out, has one more, which
  shows that CloudTrail reports.
`;
}

function whoHears(email: string, slack: boolean): string {
  if (email) return `  Confirm the subscription: AWS has sent a mail to ${email}.\n`;
  if (slack)
    return "  Subscribe somebody to the topic, the stack's output TopicArn: where Slack cannot be reached, only its alarms say so.\n";
  return "  Nobody is told anything yet. Subscribe to the topic, which is the stack's output TopicArn, or deploy again with the parameter email, slackWebhookParameter or slackBotTokenParameter.\n";
}
