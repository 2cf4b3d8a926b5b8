/** Why there is nothing to package or to deploy, in words for the terminal. Pure. */
import { type Given, mistakes } from '../parameters/check.ts';
import { SANDBOX } from '../parameters.ts';

/** CloudFront's API calls are recorded there: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/logging_using_cloudtrail.html. */
const REGION = 'us-east-1';

/**
 * A role and a function have 64 characters for their name (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html,
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html), and the longest is cname-rescue-STAGE-receive-support-update.
 */
const LONGEST_STAGE = 28;

const PACKAGING = ['package', 'deploy', 'deploy function'];

/**
 * What npm takes for a setting of its own where `--` is forgotten: it warns at the most, and runs the script without it. What was to be
 * `deploy --param=dryRun=true` would deploy a stack that acts, and what was to be `remove --stage=test` would remove prod.
 * https://docs.npmjs.com/cli/v11/commands/npm-run
 */
const DECIDING_OPTIONS = ['stage', 'region', 'param', 'aws-profile'];

export interface Wanted extends Given {
  command: string;
  region: string;
}

/** `undefined` where all is well, and for commands that package nothing. */
export function refusal({ command, region, ...given }: Wanted): string | undefined {
  if (!PACKAGING.includes(command)) return undefined;
  const found = [...wrongPlace(command, region, given.stage), ...mistakes(given)];
  if (found.length === 0) return undefined;
  return ['Nothing is packaged or deployed:', ...found, 'README.md, Configuration, has all parameters.'].join(
    '\n  ',
  );
}

/** @param environment of the command: npm hands its settings to scripts in it. `undefined` where all options arrived. */
export function swallowed(
  command: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (![...PACKAGING, 'remove'].includes(command)) return undefined;
  const kept = DECIDING_OPTIONS.flatMap((option) => {
    const value = environment[`npm_config_${option.replaceAll('-', '_')}`];
    return value === undefined ? [] : [`--${option}=${value}`];
  });
  if (kept.length === 0) return undefined;
  return `Nothing is done: npm kept ${kept.join(' and ')} for itself. Write a -- before the first of them.`;
}

/** A deployment without a stage is one of prod; a removal is of what somebody has named. `undefined` where it is named, and otherwise. */
export function unnamed(command: string, stage: string | undefined): string | undefined {
  if (command !== 'remove' || stage) return undefined;
  return 'Nothing is removed: say which stage, as in npm run remove -- --stage prod.';
}

function wrongPlace(command: string, region: string, stage: string): string[] {
  const found = [];
  if (region !== REGION) {
    found.push(
      `--region ${region}: it has to be ${REGION}. CloudTrail records CloudFront's calls there, and EventBridge hears of them nowhere else.`,
    );
  }
  if (stage.length > LONGEST_STAGE) {
    found.push(
      `--stage ${stage}: it has to have ${LONGEST_STAGE} characters at the most, since it is part of every name.`,
    );
  }
  if (stage === SANDBOX && command !== 'package') {
    found.push(
      `--stage ${SANDBOX}: that one is for rehearsals, with pauses too short for an account. Choose another name, as prod.`,
    );
  }
  return found;
}
