/** AWS::DynamoDB::Table and AWS::SSM::Parameter */
import * as v from 'valibot';
import { arnOf, nameOf, type ResourceType, resourceType } from '../resource-type.ts';
import { number } from '../scalars.ts';

const keySchema = v.array(v.object({ AttributeName: v.string(), KeyType: v.picklist(['HASH', 'RANGE']) }));

const throughput = v.optional(
  v.object({
    ReadCapacityUnits: number,
    WriteCapacityUnits: number,
  }),
);

const projection = v.object({
  ProjectionType: v.optional(v.picklist(['ALL', 'KEYS_ONLY', 'INCLUDE'])),
  NonKeyAttributes: v.optional(v.array(v.string())),
});

const index = { IndexName: v.string(), KeySchema: keySchema, Projection: projection };

/** Time to live, backups, encryption and tags have no effect: nothing in the sandbox lives long enough. */
const table = resourceType(
  v.object({
    TableName: v.optional(v.string()),
    AttributeDefinitions: v.array(
      v.object({ AttributeName: v.string(), AttributeType: v.picklist(['S', 'N', 'B']) }),
    ),
    KeySchema: keySchema,
    BillingMode: v.optional(v.picklist(['PAY_PER_REQUEST', 'PROVISIONED'])),
    ProvisionedThroughput: throughput,
    GlobalSecondaryIndexes: v.optional(v.array(v.object({ ...index, ProvisionedThroughput: throughput }))),
    LocalSecondaryIndexes: v.optional(v.array(v.object(index))),
  }),
  async (properties, context) => {
    const name = nameOf(properties.TableName, context, 255);
    await context.resources.createTable({ ...properties, TableName: name });
    return { ref: name, attributes: { Arn: arnOf('dynamodb', context, `table/${name}`) } };
  },
);

/** SecureString is not among the types: CloudFormation cannot create one. */
const parameter = resourceType(
  v.object({
    Name: v.optional(v.string()),
    Type: v.picklist(['String', 'StringList']),
    Value: v.string(),
    Description: v.optional(v.string()),
  }),
  async (properties, context) => {
    const name = nameOf(properties.Name, context, 2048);
    await context.resources.putParameter({ ...properties, Name: name });
    return { ref: name, attributes: { Type: properties.Type, Value: properties.Value } };
  },
);

export const storageTypes: Record<string, ResourceType> = {
  'AWS::DynamoDB::Table': table,
  'AWS::SSM::Parameter': parameter,
};
