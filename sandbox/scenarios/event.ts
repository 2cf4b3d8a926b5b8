/** An event from a file, put on the bus as it is, in a world that is made to fit it. */
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { sentence } from '../issues.ts';
import { unless } from '../rehearsal/checks.ts';
import { statesEntered } from '../rehearsal/execution.ts';
import type { Rehearsal, Theatre } from '../rehearsal/scenario.ts';
import { OURS, THEIRS } from '../rehearsal/stage.ts';
import { messageOf } from '../rehearsal/timeline.ts';
import { until } from '../rehearsal/until.ts';
import { UsageError } from '../usage.ts';
import { ownerConsents } from './acts.ts';
import { gaveUpOn, RECEIVER } from './receiver.ts';
import type { Zones } from './world.ts';

const Config = v.object({
  aliases: v.optional(v.object({ items: v.nullish(v.array(v.string())) })),
  viewerCertificate: v.optional(v.object({ aCMCertificateArn: v.optional(v.string()) })),
});
const Event = v.looseObject({
  'detail-type': v.literal('AWS API Call via CloudTrail'),
  source: v.string(),
  account: v.string(),
  detail: v.looseObject({
    eventName: v.string(),
    requestParameters: v.nullish(
      v.looseObject({
        id: v.optional(v.string()),
        distributionConfig: v.optional(Config),
        distributionConfigWithTags: v.optional(v.object({ distributionConfig: Config })),
        domains: v.optional(v.array(v.object({ domain: v.string() }))),
        customizations: v.optional(v.object({ certificate: v.optional(v.object({ arn: v.string() })) })),
      }),
    ),
  }),
});
type Event = v.InferOutput<typeof Event>;

/** What the sandbox answers to an event: the rules that it set off. */
const Delivered = v.object({ rules: v.array(v.string()) });

/** @throws UsageError when the file cannot be read, or holds no CloudTrail event. */
export async function readEvent(file: string): Promise<Event> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UsageError(`${file} cannot be read: ${error.message}.`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} holds no JSON: ${error instanceof Error ? error.message : error}.`);
  }
  const event = v.safeParse(Event, json);
  if (event.success && event.output.account !== OURS) {
    throw new UsageError(
      `${file} is of the account ${event.output.account}; the sandbox's stack is in ${OURS}: replace the one by the other in the file.`,
    );
  }
  if (event.success) return event.output;
  const [first] = event.issues;
  throw new UsageError(
    `${file} is no CloudTrail event as EventBridge delivers it (${sentence([first], 'the whole')}). Take one like those in test/fixtures/cloudtrail.`,
  );
}

export function eventRehearsal(event: Event): Rehearsal {
  const aliases = aliasesOf(event);
  return {
    name: `event ${event.detail.eventName}`,
    situation:
      aliases.length > 0 ? `${aliases.join(', ')}, as the event says.` : 'The event names no aliases.',

    async play(theatre) {
      const { stage, say, hasStarted } = theatre;
      const zones = await makeFit(theatre, event, aliases);
      const { rules } = v.parse(Delivered, await stage.control('POST', 'events', event));
      say(`The event is on the bus: ${event.detail.eventName} of account ${event.account}.`);
      const id = targetOf(event);
      const play = { alias: aliases[0] ?? '', ...(id !== undefined && { target: { account: OURS, id } }) };
      if (rules.length === 0) {
        say('No rule matches it: nothing starts.');
        return { ...play, ignored: true };
      }
      const failure = await until(`${RECEIVER} is done with the event`, async () =>
        hasStarted() ? 'none' : gaveUpOn(theatre),
      );
      if (failure !== 'none') throw new Error(`A rule matches it, but ${RECEIVER} failed: ${failure}`);
      return { ...play, consentAt: await ownerConsents(theatre, { zones }) };
    },

    verify: ({ execution, targetAliases, target }) => {
      const states = statesEntered(execution);
      return [
        ...unless(
          execution.status === 'SUCCEEDED',
          `the execution is ${execution.status}: ${execution.error ?? ''}. ${messageOf(execution.cause)}`,
        ),
        ...aliases
          .filter((alias) => states.includes('Confirm alias') && !targetAliases.includes(alias))
          .map((alias) => `${alias} is not on ${target?.id}`),
      ];
    },
  };
}

function aliasesOf({ detail: { requestParameters } }: Event): string[] {
  const { distributionConfig, distributionConfigWithTags, domains } = requestParameters ?? {};
  const config = distributionConfig ?? distributionConfigWithTags?.distributionConfig;
  return config?.aliases?.items ?? domains?.map(({ domain }) => domain) ?? [];
}

/** The distribution or tenant that wants the aliases, when the call was the update of one. */
function targetOf({ detail }: Event): string | undefined {
  return detail.requestParameters?.id;
}

function isTenant(eventName: string): boolean {
  return eventName.startsWith('UpdateDistributionTenant');
}

/** The target exists under its id, with the certificate that the event names; somebody else holds the aliases. */
async function makeFit({ stage, world }: Theatre, event: Event, aliases: string[]): Promise<Zones> {
  const { requestParameters } = event.detail;
  const zones: Zones = new Map();
  for (const name of new Set(aliases.map(zoneOf))) {
    zones.set(name, { account: OURS, id: await stage.hostedZone(OURS, name) });
  }
  const [domainName = 'example.com', ...subjectAlternativeNames] = aliases;
  const certificate = { domainName, subjectAlternativeNames, status: 'ISSUED' as const };
  const theirs = world.seedCertificate({ ...certificate, account: THEIRS });
  if (aliases.length > 0) world.seedDistribution({ account: THEIRS, aliases, certificateArn: theirs.arn });

  const id = requestParameters?.id;
  if (id === undefined) return zones;
  const named =
    requestParameters?.distributionConfig?.viewerCertificate?.aCMCertificateArn ??
    requestParameters?.customizations?.certificate?.arn;
  // A tenant cannot be without a domain.
  const placeholder = `placeholder.${zoneOf(domainName)}`;
  const ours = world.seedCertificate({
    ...certificate,
    subjectAlternativeNames: [...subjectAlternativeNames, placeholder],
    account: OURS,
    ...(named && { arn: named }),
  });
  if (isTenant(event.detail.eventName)) {
    world.seedTenant({ id, account: OURS, domains: [placeholder], certificateArn: ours.arn });
  } else {
    world.seedDistribution({ id, account: OURS, certificateArn: ours.arn });
  }
  return zones;
}

/** Which zone to make for an alias: one label up, as most are. */
function zoneOf(alias: string): string {
  return alias.split('.').length > 2 ? alias.slice(alias.indexOf('.') + 1) : alias;
}
