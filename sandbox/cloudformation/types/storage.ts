/** AWS::DynamoDB::Table and AWS::SSM::Parameter */
import * as z from 'zod/mini';
import { arnOf, nameOf, type ResourceType, resourceType } from '../resource-type.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const throughput = z.optional(
  z.object({ ReadCapacityUnits: z.coerce.number(), WriteCapacityUnits: z.coerce.number() }),
);

const projection = z.object({
  ProjectionType: z.optional(z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE'])),
  NonKeyAttributes: z.optional(z.array(z.string())),
});

const index = { IndexName: z.string(), KeySchema: keySchema, Projection: projection };

/** Time to live, backups, encryption and tags have no effect: nothing in the sandbox lives long enough. */
const table = resourceType(
  z.object({
    TableName: z.optional(z.string()),
    AttributeDefinitions: z.array(
      z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    KeySchema: keySchema,
    BillingMode: z.optional(z.enum(['PAY_PER_REQUEST', 'PROVISIONED'])),
    ProvisionedThroughput: throughput,
    GlobalSecondaryIndexes: z.optional(z.array(z.object({ ...index, ProvisionedThroughput: throughput }))),
    LocalSecondaryIndexes: z.optional(z.array(z.object(index))),
  }),
  async (properties, context) => {
    const name = nameOf(properties.TableName, context, 255);
    await context.resources.createTable({ ...properties, TableName: name });
    return { ref: name, attributes: { Arn: arnOf('dynamodb', context, `table/${name}`) } };
  },
);

/** SecureString is not among the types: CloudFormation cannot create one. */
const parameter = resourceType(
  z.object({
    Name: z.optional(z.string()),
    Type: z.enum(['String', 'StringList']),
    Value: z.string(),
    Description: z.optional(z.string()),
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
