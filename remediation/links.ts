/** Links into the AWS consoles. */

export function executionUrl(executionArn: string): string {
  const region = executionArn.split(':')[3] ?? 'us-east-1';
  return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${executionArn}`;
}

/** The Support Center, which lists all, as long as the number is not known. */
export function caseUrl(displayId: string | undefined): string {
  const center = 'https://support.console.aws.amazon.com/support/home';
  return displayId === undefined ? center : `${center}#/case/?displayId=${displayId}`;
}
