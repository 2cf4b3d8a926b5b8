/** Links into the AWS consoles. */

export function executionUrl(executionArn: string): string {
  const region = executionArn.split(':')[3] ?? 'us-east-1';
  return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${executionArn}`;
}

export function caseUrl(displayId: string): string {
  return `https://support.console.aws.amazon.com/support/home#/case/?displayId=${displayId}`;
}
