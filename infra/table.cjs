/** The ledger: see providers/ledger.ts for what lies in it. */
const { isTrue } = require('./cloudformation.cjs');

const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { SSEEnabled: true },
  },
};

/** osls calls it when it packages: in a template, what becomes of a resource whose stack is deleted can be no condition. */
module.exports = async ({ resolveVariable }) => {
  const keep = isTrue(await resolveVariable('param:keepLedger'));
  // A table of a deployment that failed has nothing to keep, and none of the next ones would take it.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
  const policies = keep
    ? { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' }
    : { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' };
  return { Resources: { Ledger: { ...table, ...policies } } };
};
