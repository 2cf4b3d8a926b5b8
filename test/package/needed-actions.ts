/** The IAM actions that a call of AWS needs: the service authorization reference, where it is not the operation's own name. */

/** Services whose actions are called otherwise than their client: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
const PREFIXES = new Map([
  ['EventBridge', 'events'],
  ['SFN', 'states'],
]);

/** Calls that need further actions, or none. */
const OTHERWISE = new Map([
  // "cloudfront:UpdateDomainAssociation … and cloudfront:UpdateDistribution" or the tenant's, on target and holder:
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/alternate-domain-names-move-use-api.html
  [
    'CloudFront.UpdateDomainAssociation',
    ['UpdateDomainAssociation', 'UpdateDistribution', 'UpdateDistributionTenant'].map(
      (name) => `cloudfront:${name}`,
    ),
  ],
  ['CloudFront.AssociateAlias', ['cloudfront:AssociateAlias', 'cloudfront:UpdateDistribution']],
  // "You must have cloudfront:GetDistribution … and cloudfront:ListConflictingAliases", or what is the same for tenants:
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/alternate-domain-names-move-find-source.html
  [
    'CloudFront.ListDomainConflicts',
    ['ListDomainConflicts', 'GetDistribution', 'GetDistributionTenant'].map((name) => `cloudfront:${name}`),
  ],
  ['CloudFront.ListConflictingAliases', ['cloudfront:ListConflictingAliases', 'cloudfront:GetDistribution']],
  ['Lambda.Invoke', ['lambda:InvokeFunction']],
  // "No permissions are required": https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  ['STS.GetCallerIdentity', []],
  // Part of the client itself, which asks for endpoints only where endpoint discovery is turned on.
  ['DynamoDB.DescribeEndpoints', []],
]);

/** @param call as in `SSM.GetParameter` */
export function actionsFor(call: string): string[] {
  const [client = '', operation = ''] = call.split('.');
  return OTHERWISE.get(call) ?? [`${PREFIXES.get(client) ?? client.toLowerCase()}:${operation}`];
}
