/**
 * Types that a template may contain and others may refer to, but that do nothing in the sandbox:
 * it keeps no logs, shows no dashboards and encrypts nothing.
 */
import * as v from 'valibot';
import { recordOf } from '../../record-of.ts';
import type { Created } from '../intrinsics.ts';
import { arnOf, type Context, nameOf, type ResourceType, resourceType } from '../resource-type.ts';

/**
 * @param nameProperty the property that may carry the resource's name
 * @param attributes what GetAtt gives, besides what the name says
 */
function named(
  nameProperty: string,
  longest: number,
  attributes: (name: string, context: Context) => Created['attributes'] = () => ({}),
): ResourceType {
  return resourceType(recordOf(v.unknown()), (properties, context) => {
    const given = properties[nameProperty];
    const name = nameOf(typeof given === 'string' ? given : undefined, context, longest);
    return { ref: name, attributes: attributes(name, context) };
  });
}

/** Types without a name of their own: Ref gives an id. */
const anonymous = resourceType(v.unknown(), (_, context) => {
  const id = nameOf(undefined, context, 128);
  return { ref: id, attributes: { Id: id } };
});

const bucket = resourceType(v.object({ BucketName: v.optional(v.string()) }), ({ BucketName }, context) => {
  const name = nameOf(BucketName, context, 63).toLowerCase();
  return {
    ref: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${context.region}.amazonaws.com`,
    },
  };
});

export const typesWithoutEffect: Record<string, ResourceType> = {
  'AWS::IAM::Policy': named('PolicyName', 128),
  'AWS::Logs::LogGroup': named('LogGroupName', 512, (name, context) => ({
    Arn: arnOf('logs', context, `log-group:${name}:*`),
  })),
  'AWS::CloudWatch::Dashboard': named('DashboardName', 255),
  'AWS::KMS::Key': named('KeyId', 64, (id, context) => ({
    Arn: arnOf('kms', context, `key/${id}`),
    KeyId: id,
  })),
  'AWS::KMS::Alias': named('AliasName', 256),
  'AWS::KMS::ReplicaKey': named('KeyId', 64, (id, context) => ({
    Arn: arnOf('kms', context, `key/${id}`),
    KeyId: id,
  })),
  'AWS::S3::Bucket': bucket,
  'AWS::S3::BucketPolicy': anonymous,
  'AWS::SQS::QueuePolicy': anonymous,
  'AWS::SNS::TopicPolicy': anonymous,
};
