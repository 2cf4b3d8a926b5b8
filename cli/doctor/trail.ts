/**
 * Whether EventBridge hears of CloudFront's calls: "To record events with a detail-type value of AWS API Call via CloudTrail, a
 * CloudTrail trail with logging enabled is required." A trail that is switched off later looks like peace.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
import { readTrails, type Trail } from '../../providers/operator/trails.ts';
import { readable } from '../../remediation/instant.ts';
import { REGION } from '../stack.ts';
import type { Check } from './check.ts';
import { type Judgement, ok, problem, type Remedy, unknown } from './finding.ts';
import { taken } from './trail-selectors.ts';

export const trail: Check = {
  name: 'trail',
  look: async ({ stack }) => [judgeTrails(await readTrails(stack.account))],
};

const SILENCE = 'No failed call reaches the stack';

type Look = { trail: Trail } & (
  | { state: 'logs' }
  /** `deaf`: it leaves out the calls that matter. `off`: nothing else is wrong with it. */
  | { state: 'off' | 'deaf' | 'doubtful'; says: string; remedy: Remedy }
);

export function judgeTrails(trails: readonly Trail[]): Judgement {
  const looks = trails.map(lookAt);
  const logging = looks.flatMap((look) => (look.state === 'logs' ? [look.trail] : []));
  const [whole] = logging.filter(({ deliveryError }) => deliveryError === undefined);
  if (whole) return ok(`The trail ${whole.name} logs what is changed.`);
  const [undelivered] = logging;
  if (undelivered)
    return problem(
      `The trail ${undelivered.name} logs, but S3 does not take its files: ${undelivered.deliveryError}. AWS does not say whether events reach EventBridge meanwhile.`,
      {
        fix: 'Mend the policy of its bucket: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
      },
    );
  const silent = looks.flatMap((look) => (look.state === 'logs' ? [] : [look]));
  const doubtful = silent.find(({ state }) => state === 'doubtful');
  if (doubtful) return unknown(`The trail ${doubtful.trail.name} ${doubtful.says}.`, doubtful.remedy);
  // What is only switched off is the nearest to working.
  const nearest = silent.find(({ state }) => state === 'off') ?? silent[0];
  if (!nearest)
    return problem(`${SILENCE}: the account has no CloudTrail trail.`, {
      fix: `Create one that logs the management events of every Region, at least those that write: ${console(REGION)}`,
    });
  const says = silent.map((look) => `the trail ${look.trail.name} ${look.says}`);
  return problem(`${SILENCE}: ${says.join('; ')}.`, nearest.remedy);
}

function lookAt(trail: Trail): Look {
  const { arn, homeRegion, isMultiRegion, hasGlobalServices, isLogging, stoppedAt, selectors } = trail;
  const deaf = (says: string, remedy: Remedy): Look => ({ trail, state: 'deaf', says, remedy });
  const update = (option: string): Remedy => ({
    fix: 'Have it log them:',
    command: `aws cloudtrail update-trail --region ${homeRegion} --name ${arn} ${option}`,
  });
  // "… only delivers global service events to the trail if the trail is multi-Region or if the trail's home Region is …
  // us-east-1": https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html
  if (!isMultiRegion && homeRegion !== REGION)
    return deaf(`is of ${homeRegion} only`, update('--is-multi-region-trail'));
  if (!hasGlobalServices)
    return deaf('leaves out global services, as CloudFront is', update('--include-global-service-events'));
  const from = selectors && taken(selectors);
  if (from === 'none')
    return deaf("leaves out, by its event selectors, CloudFront's management events that write", {
      fix: `Edit its management events, and choose Write: ${console(homeRegion)}`,
    });
  if (!isLogging)
    return {
      trail,
      state: 'off',
      says: stoppedAt ? `was switched off at ${readable(stoppedAt.toISOString())}` : 'is switched off',
      remedy: {
        fix: 'Switch it on:',
        command: `aws cloudtrail start-logging --region ${homeRegion} --name ${arn}`,
      },
    };
  if (from === 'all') return { trail, state: 'logs' };
  const fix = 'Make a call that fails, and see whether a message comes: Try it out, in README.md.';
  const owner = arn.split(':')[4];
  return from === 'some'
    ? {
        trail,
        state: 'doubtful',
        says: 'logs calls of some callers only, by its event selectors',
        remedy: { fix: `Look whether those who deploy are among them: ${console(homeRegion)}` },
      }
    : {
        trail,
        state: 'doubtful',
        says: `logs, and only account ${owner}, to which it belongs, is told which events`,
        remedy: { fix },
      };
}

function console(region: string): string {
  return `https://${region}.console.aws.amazon.com/cloudtrailv2/home?region=${region}#/trails`;
}
