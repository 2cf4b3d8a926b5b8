/** The ledger: see providers/ledger.ts for what lies in it. */
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
  // Neither true nor false is refused before: infra/parameters.ts.
  const keep = `${await resolveVariable('param:keepLedger')}` === 'true';
  const policy = keep ? 'Retain' : 'Delete';
  return { Resources: { Ledger: { ...table, DeletionPolicy: policy, UpdateReplacePolicy: policy } } };
};
