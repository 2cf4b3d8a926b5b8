/**
 * CloudFront's updates take a whole configuration: it is read, changed in one place and written back with the ETag that it was read
 * with, so that nobody's change is lost.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_UpdateDistribution.html
 */
import { TransientAwsError } from '../../remediation/errors.ts';
import type { ChangeOutcome } from './change-outcome.ts';

/** Another update can come between reading and writing; hardly three times in a row. */
const TRIES = 3;

export interface ConfigDesk<Config> {
  read(): Promise<{ config: Config; etag: string | undefined }>;
  /** Refusals are outcomes; what is transient is thrown. */
  write(config: Config, etag: string | undefined): Promise<ChangeOutcome>;
}

/**
 * `change` leaves what it is given as it is. Nothing is written when it gives back just that.
 * @throws TransientAwsError when somebody else is quicker each time.
 */
export async function changeConfig<Config>(
  targetId: string,
  { read, write }: ConfigDesk<Config>,
  change: (config: Config) => Config,
): Promise<ChangeOutcome> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { config, etag } = await read();
    const changed = change(config);
    if (changed === config) return { done: true };
    const outcome = await write(changed, etag);
    if (outcome.done || outcome.code !== 'PreconditionFailed') return outcome;
  }
  throw new TransientAwsError(
    `${targetId} was changed by somebody else each time that it was to be updated.`,
  );
}
