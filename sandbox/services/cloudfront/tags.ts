/** The tags of distributions and tenants. A change of them is no new version: ETag and status stay. */
import type * as sdk from '@aws-sdk/client-cloudfront';
import { AwsError, type Caller } from '../../wire/service.ts';
import type { Registry } from './registry.ts';
import { mustBeOwn, type Resource } from './resource.ts';

export function createTagOperations(registry: Registry) {
  function find(arn: string | undefined, caller: Caller): Resource {
    const found = registry.all().find((resource) => resource.arn === arn);
    if (!found) throw new AwsError('NoSuchResource', 'The specified resource does not exist.', 404);
    return mustBeOwn(found, caller, 'NoSuchDistribution');
  }

  return {
    ListTagsForResource(
      { Resource }: sdk.ListTagsForResourceRequest,
      caller: Caller,
    ): sdk.ListTagsForResourceResult {
      return { Tags: { Items: find(Resource, caller).tags } };
    },

    TagResource({ Resource, Tags }: sdk.TagResourceRequest, caller: Caller): object {
      const resource = find(Resource, caller);
      const added = Tags?.Items ?? [];
      resource.tags = [...resource.tags.filter((tag) => !added.some(({ Key }) => Key === tag.Key)), ...added];
      return {};
    },

    UntagResource({ Resource, TagKeys }: sdk.UntagResourceRequest, caller: Caller): object {
      const resource = find(Resource, caller);
      const removed = TagKeys?.Items ?? [];
      resource.tags = resource.tags.filter(({ Key = '' }) => !removed.includes(Key));
      return {};
    },
  };
}
