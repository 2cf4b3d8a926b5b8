/** The tags of distributions and tenants. */
import { type CloudFrontClient, ListTagsForResourceCommand } from '@aws-sdk/client-cloudfront';
import { TransientAwsError } from '../../remediation/errors.ts';
import type { Tag } from '../../remediation/tag.ts';
import { awsError } from '../aws/client.ts';

/** @throws TransientAwsError when it is gone: it was there just before, so another look tells how things are. */
export async function tagsOf(client: CloudFrontClient, arn: string): Promise<Tag[]> {
  try {
    const { Tags } = await client.send(new ListTagsForResourceCommand({ Resource: arn }));
    return (Tags?.Items ?? []).map(({ Key = '', Value = '' }) => ({ key: Key, value: Value }));
  } catch (error) {
    if (awsError(error)?.code !== 'NoSuchResource') throw error;
    throw new TransientAwsError(`${arn} was deleted while its tags were read`, { cause: error });
  }
}
