/** What the deployed functions print for CloudWatch: the shipped bundles, behind the shipped rules. */
import { InvokeCommand } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { OURS } from '../../sandbox/rehearsal/stage.ts';
import { until } from '../../sandbox/rehearsal/until.ts';
import { sandbox, stage } from './sandbox.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const Metric = v.looseObject({
  _aws: v.object({
    Timestamp: v.number(),
    CloudWatchMetrics: v.strictTuple([
      v.object({
        Namespace: v.string(),
        Dimensions: v.array(v.array(v.string())),
        Metrics: v.strictTuple([v.object({ Name: v.string(), Unit: v.string() })]),
      }),
    ]),
  }),
});
const LogLines = v.array(v.object({ line: v.string() }));

const functionName = (name: string) => `cname-rescue-sandbox-${name}`;

/** What a function has printed for CloudWatch, as that would show it. */
async function metricsOf(name: string) {
  const lines = v.parse(LogLines, await stage.control('GET', `logs?function=${functionName(name)}`));
  return lines
    .filter(({ line }) => line.includes('"_aws"'))
    .map(({ line }) => {
      const { _aws, ...values } = v.parse(Metric, JSON.parse(line));
      const [{ Namespace, Dimensions, Metrics }] = _aws.CloudWatchMetrics;
      const [{ Name, Unit }] = Metrics;
      const [dimensions = []] = Dimensions;
      return {
        namespace: Namespace,
        name: Name,
        unit: Unit,
        dimensions: Object.fromEntries(dimensions.map((each) => [each, values[each]])),
        value: Number(values[Name]),
        at: _aws.Timestamp,
      };
    });
}

async function measure(): Promise<void> {
  const FunctionName = functionName('measure-remediations');
  const { FunctionError } = await stage.as(OURS).lambda.send(new InvokeCommand({ FunctionName }));
  expect(FunctionError).toBeUndefined();
}

const own = { namespace: 'cname-rescue-sandbox', dimensions: { service: 'cname-rescue' } };

test('while nothing is open, nothing is measured', async () => {
  await measure();
  expect(await metricsOf('measure-remediations')).toEqual([]);
});

test('a remediation is seen while it waits, and timed when it is over', async () => {
  const alias = 'www.example.com';
  const zone = { account: OURS, id: await stage.hostedZone(OURS, 'example.com') };
  const seed = { account: OURS, domainName: alias, status: 'ISSUED' as const };
  const { arn: certificateArn } = sandbox.world.seedCertificate(seed);
  sandbox.world.seedDistribution({ account: OURS, aliases: [alias], certificateArn });
  const target = sandbox.world.seedDistribution({ account: OURS, certificateArn });
  const failedAt = Date.now();
  await stage.failingUpdate(OURS, target.id, { aliases: [alias], certificateArn });

  await until('the record is asked for', async () => {
    await measure();
    return (await metricsOf('measure-remediations')).some(
      ({ dimensions }) => dimensions.phase === 'ownership-proof',
    );
  });
  const open = await metricsOf('measure-remediations');
  expect(open).toContainEqual({
    ...own,
    name: 'OpenRemediations',
    unit: 'Count',
    dimensions: { ...own.dimensions, phase: 'ownership-proof' },
    value: 1,
    at: expect.any(Number),
  });
  const [oldest] = open.filter(({ name }) => name === 'OldestRemediationSeconds');
  expect(oldest).toMatchObject({ ...own, unit: 'Seconds' });
  expect(oldest?.value).toBeLessThanOrEqual((Date.now() - failedAt) / 1000);

  await stage.record(zone, { name: `_${alias}`, type: 'TXT', values: [target.endpoint] });
  const timed = await until('the alias is confirmed', async () => {
    const metrics = await metricsOf('record-metrics');
    return metrics.some(({ name }) => name === 'TimeToResolution') && metrics;
  });
  expect(timed.map(({ name }) => name)).toEqual(['TimeToProof', 'TimeToResolution']);
  const seconds = (Date.now() - failedAt) / 1000;
  for (const metric of timed) {
    expect(metric).toMatchObject({ ...own, unit: 'Seconds' });
    expect(metric.value).toBeGreaterThanOrEqual(0);
    expect(metric.value).toBeLessThanOrEqual(seconds);
    // The bus knows whole seconds.
    expect(metric.at % 1000).toBe(0);
  }
  const [toProof, toResolution] = timed;
  expect(toResolution?.value).toBeGreaterThanOrEqual(toProof?.value ?? Number.POSITIVE_INFINITY);
});
