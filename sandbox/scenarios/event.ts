/** An event from a file, put on the bus as it is, in a world that is made to fit it. */
import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
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

const Config = z.object({
  aliases: z.optional(z.object({ items: z.optional(z.nullable(z.array(z.string()))) })),
  viewerCertificate: z.optional(z.object({ aCMCertificateArn: z.optional(z.string()) })),
});
const Event = z.looseObject({
  'detail-type': z.literal('AWS API Call via CloudTrail'),
  source: z.string(),
  account: z.string(),
  detail: z.looseObject({
    eventName: z.string(),
    requestParameters: z.optional(
      z.nullable(
        z.looseObject({
          id: z.optional(z.string()),
          distributionConfig: z.optional(Config),
          distributionConfigWithTags: z.optional(z.object({ distributionConfig: Config })),
          domains: z.optional(z.array(z.object({ domain: z.string() }))),
          customizations: z.optional(z.object({ certificate: z.optional(z.object({ arn: z.string() })) })),
        }),
      ),
    ),
  }),
});
type Event = z.infer<typeof Event>;

/** What the sandbox answers to an event: the rules that it set off. */
const Delivered = z.object({ rules: z.array(z.string()) });

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
  const event = Event.safeParse(json);
  if (event.success && event.data.account !== OURS) {
    throw new UsageError(
      `${file} is of the account ${event.data.account}; the sandbox's stack is in ${OURS}: replace the one by the other in the file.`,
    );
  }
  if (event.success) return event.data;
  const [issue] = event.error.issues;
  throw new UsageError(
    `${file} is no CloudTrail event as EventBridge delivers it (${issue?.path.join('.') || 'the whole'}: ${issue?.message}). Take one like those in test/fixtures/cloudtrail.`,
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
      const { rules } = Delivered.parse(await stage.control('POST', 'events', event));
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
