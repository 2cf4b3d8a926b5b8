/** AWS on loopback with the stack deployed in it: the parts, put together. */
import { createCloudTrail } from './cloudtrail.ts';
import { createControl } from './control.ts';
import { deployStack, PACKAGE, SLACK_BOT } from './deployment.ts';
import { startDns } from './dns/start-dns.ts';
import { createOverrides, type Overrides } from './overrides.ts';
import type { AwsEvent, DeliveredMessage } from './parts.ts';
import { createSupportAgent } from './people/support-agent.ts';
import { createAcm } from './services/acm.ts';
import { type CloudFront, createCloudFront } from './services/cloudfront/cloudfront.ts';
import { createTrails } from './services/cloudtrail/cloudtrail.ts';
import { cloudwatch } from './services/cloudwatch.ts';
import { dynamodb as createDynamoDb } from './services/dynamodb.ts';
import { createEventBridge } from './services/eventbridge/eventbridge.ts';
import { createIam } from './services/iam.ts';
import { createLambda } from './services/lambda/create-lambda.ts';
import { route53 } from './services/route53.ts';
import { SlackFaults } from './services/slack-faults.ts';
import { createSlackWebApi } from './services/slack-web-api.ts';
import { createSlackWebhook } from './services/slack-webhook.ts';
import { sns } from './services/sns.ts';
import { sqs } from './services/sqs.ts';
import { ssm } from './services/ssm.ts';
import { createStepFunctions } from './services/stepfunctions/create-step-functions.ts';
import { sts } from './services/sts.ts';
import { createSupport } from './services/support/support.ts';
import { type SandboxSettings, SETTINGS } from './settings.ts';
import { unpack } from './unpack.ts';
import { DEFAULT_ACCOUNT, Identities } from './wire/account.ts';
import type { Call } from './wire/call-log.ts';
import { startWireServer, type WireServer } from './wire/server.ts';

export interface SandboxOptions {
  /** 0 takes a free one. */
  port: number;
  dnsPort: number;
  settings?: SandboxSettings;
  /** Other values for variables of the packaged stage. */
  overrides?: Overrides;
}

export interface Sandbox {
  /** `http://127.0.0.1:4566` */
  endpoint: string;
  /** Of the public resolver: `127.0.0.1:5300`. */
  dns: string;
  /** Where the stack is deployed. */
  account: string;
  region: string;
  stateMachineArn: string;
  /** @param since ISO 8601; all that are remembered unless given */
  calls(since?: string): Call[];
  messages(): DeliveredMessage[];
  /** What was there before a scenario begins, in states that no API call makes. */
  world: Pick<CloudFront, 'seedDistribution' | 'seedTenant'> &
    Pick<ReturnType<typeof createAcm>, 'seedCertificate'>;
  /** Ends every server, worker, timer and execution. */
  close(): Promise<void>;
}

const REGION = 'us-east-1';

/** What is kept of the events that passed, for whoever asks. */
const EVENTS_KEPT = 1000;

/**
 * @throws Error with code EADDRINUSE that names the port, when one is taken.
 * @throws UsageError when the stack is not packaged, or none of its functions has a variable that is to be overridden.
 * @throws DeploymentError when the packaged stack cannot be deployed.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port, dnsPort, settings = SETTINGS, overrides = {} } = options;
  const closing: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    return await assemble({ port, dnsPort, settings, overrides }, (end) => closing.push(end), close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function assemble(
  { port, dnsPort, settings, overrides }: Required<SandboxOptions>,
  atTheEnd: (end: () => void | Promise<void>) => void,
  close: () => Promise<void>,
): Promise<Sandbox> {
  const account = DEFAULT_ACCOUNT;
  const now = Date.now;
  const messages: DeliveredMessage[] = [];
  const events: AwsEvent[] = [];
  const identities = new Identities();
  // Filled in once the server listens; nothing asks for it before that.
  let wire: WireServer | undefined;
  const endpoint = () => wire?.url ?? '';

  const code = await unpack(PACKAGE);
  atTheEnd(() => code.remove());
  const dns = await startDns({ port: dnsPort });
  atTheEnd(() => dns.close());

  const queues = sqs(endpoint);
  const lambda = createLambda({
    account,
    region: REGION,
    queues: queues.queues,
    issueKey: (roleArn) => identities.issue(roleArn, account),
    endpoint,
    retryDelaysMs: settings.retryDelaysSeconds.map((seconds) => seconds * 1000),
  });
  atTheEnd(() => lambda.close());

  const eventBridge = createEventBridge({
    region: REGION,
    functions: lambda.functions,
    queues: queues.queues,
    onEvent: ({ event }) => {
      events.push(event);
      if (events.length > EVENTS_KEPT) events.shift();
    },
  });
  atTheEnd(() => eventBridge.close());

  const stepFunctions = createStepFunctions({
    account,
    region: REGION,
    functions: lambda.functions,
    buses: eventBridge,
    faults: (...call) => wire?.faults.take(...call),
  });
  atTheEnd(() => stepFunctions.close());

  const iam = createIam({ now });
  const acm = createAcm({
    resolver: dns.createResolver(),
    now,
    usersOf: (certificate) => cloudfront.usersOf(certificate),
  });
  const cloudfront = createCloudFront({
    resolver: dns.createResolver(),
    certificates: (id, owner) =>
      id.startsWith('arn:') ? acm.certificate(id, owner) : iam.certificate(id, owner),
    deploySeconds: settings.deploySeconds,
    now,
    setAddress: (name, ipv4) => dns.distributionNames.setAddress(name, ipv4),
  });
  const support = createSupport({ buses: eventBridge, now });
  const agent = createSupportAgent({
    desk: support.desk,
    distributions: cloudfront,
    resolver: dns.createResolver(),
    answersAfterSeconds: settings.agentSeconds,
    now,
  });
  atTheEnd(() => agent.close());

  const dynamodb = createDynamoDb();
  atTheEnd(() => dynamodb.close());
  const trails = createTrails();
  const cloudTrail = createCloudTrail({ buses: eventBridge, isLogged: trails.logs });
  atTheEnd(() => cloudTrail.close());
  const slackFaults = new SlackFaults((action) => wire?.faults.take('slack', action, ''));
  const webhook = createSlackWebhook((message) => messages.push(message), slackFaults);
  const slack = createSlackWebApi((message) => messages.push(message), SLACK_BOT, slackFaults);

  wire = await startWireServer({
    port,
    identities,
    services: [
      acm,
      cloudfront,
      trails.service,
      cloudwatch(eventBridge),
      dynamodb.service,
      eventBridge.service,
      iam,
      lambda.service,
      queues.service,
      route53({ dns, soaTtl: settings.negativeTtlSeconds }),
      sns(queues.queues, (message) => messages.push(message)),
      ssm(),
      stepFunctions.service,
      sts(identities),
      support,
    ],
    onCall: (call) => cloudTrail.record(call),
    onCrash: (accessKeyId) => lambda.killInstance(accessKeyId),
    control: createControl({
      calls: () => wire?.calls.calls() ?? [],
      messages: () => messages,
      events: () => events,
      logs: (name) => lambda.logs(name),
      faults: () => wire?.faults.pending() ?? [],
      slack: (request) => slack.answer(request) ?? webhook.answer(request),
      orders: {
        'POST events': (event) => ({ rules: eventBridge.put(event) }),
        'POST faults': (order) => void wire?.faults.add(order),
        'DELETE faults': () => wire?.faults.clear(),
        'PUT dns/lag': ({ server, seconds }) => dns.setLag(server, seconds),
        'PUT dns/fault': ({ server, fault }) => dns.setFault(server, fault),
        'PUT agent': ({ temper }) => {
          agent.temper = temper;
        },
        'PUT support/plan': ({ account: of, plan }) => support.setPlan(of, plan),
        'PUT support/lag': (lag) => support.setListingLag(lag.seconds),
        'POST support/cases': (wish) => ({ displayId: support.openByHand(wish).displayId }),
        'PUT states/redrivable': (until) => stepFunctions.redrivableFor(until.seconds),
        'PUT cloudtrail': ({ delaySeconds }) => cloudTrail.setDelay(delaySeconds),
        'POST functions/crash': ({ function: name, when }) => lambda.crashNext(name, when),
        'POST functions/recycle': ({ function: name }) => lambda.recycle(name),
        'POST slack/fail': ({ count, fault }) => slackFaults.failNext(count, fault),
        'PUT slack/channel': ({ channel, state }) => slack.setChannel(channel, state),
        'DELETE slack/message': ({ ts }) => slack.deleteMessage(ts),
      },
    }),
  });
  const { calls, url } = wire;
  atTheEnd(() => wire?.close());

  const dnsSettings = {
    DNS_RESOLVERS: dns.address,
    DNS_PUBLIC_RESOLVERS: dns.publicResolvers.join(','),
    DNS_PORT: String(dns.port),
  };
  const variables = createOverrides({ SLACK_API_URL: `${url}/_sandbox/slack/api/`, ...overrides });
  const stack = await deployStack({ endpoint: url, account, region: REGION }, code.codeDir, {
    // With the endpoint, all that the product sees of where it is.
    createFunction: (spec) =>
      lambda.createFunction({
        ...spec,
        timeoutSeconds: Math.min(spec.timeoutSeconds, settings.longestInvocationSeconds),
        environment: { ...variables.apply(spec.environment), ...dnsSettings },
      }),
    createRole: (spec) => iam.createRole({ account, ...spec }),
    createStateMachine: (spec) => stepFunctions.createStateMachine(spec),
  });
  variables.assertUsed();
  const stateMachineArn = stack.outputs.StateMachineArn;
  if (typeof stateMachineArn !== 'string') throw new Error('The stack has no output StateMachineArn.');

  return {
    endpoint: url,
    dns: dns.address,
    account,
    region: REGION,
    stateMachineArn,
    calls: (since) => calls.calls(since),
    messages: () => [...messages],
    world: {
      seedDistribution: cloudfront.seedDistribution,
      seedTenant: cloudfront.seedTenant,
      seedCertificate: (seed) => acm.seedCertificate(seed),
    },
    close,
  };
}
