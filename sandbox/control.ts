/** `/_sandbox/…`: what a real AWS has no API for. JSON in, JSON out; what is wrong with a request is said in one sentence. */
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { sentence } from './issues.ts';
import type { AwsEvent, DeliveredMessage } from './parts.ts';
import { FaultOrder } from './wire/faults.ts';
import type { Control, ControlAnswer, ControlRequest, Cut } from './wire/server.ts';

const server = v.string();
const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));

const orders = {
  'POST events': v.looseObject({
    source: v.string(),
    'detail-type': v.string(),
    account: v.string(),
    detail: v.unknown(),
  }),
  'POST faults': FaultOrder,
  'DELETE faults': v.strictObject({}),
  'PUT dns/lag': v.strictObject({ server, seconds }),
  'PUT dns/fault': v.strictObject({ server, fault: v.picklist(['none', 'dead', 'refused', 'servfail']) }),
  'PUT agent': v.strictObject({
    temper: v.picklist(['helpful', 'asks-back', 'resolves-without-moving', 'silent']),
  }),
  'PUT support/plan': v.strictObject({
    account: v.string(),
    plan: v.picklist(['none', 'business', 'business-support-plus']),
  }),
  'PUT support/lag': v.strictObject({ seconds }),
  'POST support/cases': v.strictObject({ account: v.string(), subject: v.string(), body: v.string() }),
  'PUT states/redrivable': v.strictObject({ seconds }),
  'PUT cloudtrail': v.strictObject({ delaySeconds: seconds }),
  'POST functions/crash': v.strictObject({ function: v.string(), when: v.picklist(['before', 'after']) }),
  'POST functions/recycle': v.strictObject({ function: v.string() }),
  'POST slack/fail': v.strictObject({
    count: v.pipe(v.number(), v.integer(), v.minValue(1)),
    fault: v.variant('status', [
      v.strictObject({ status: v.literal(429), retryAfterSeconds: seconds }),
      v.strictObject({ status: v.literal(500) }),
    ]),
  }),
  'PUT slack/channel': v.strictObject({
    channel: v.string(),
    state: v.picklist(['open', 'archived', 'without-bot']),
  }),
  'DELETE slack/message': v.strictObject({ ts: v.string() }),
};
type Orders = { [Route in keyof typeof orders]: v.InferOutput<(typeof orders)[Route]> };

/** What the control hands its orders to. */
export interface Levers {
  calls(): unknown[];
  messages(): DeliveredMessage[];
  events(): AwsEvent[];
  logs(functionName: string): unknown[];
  /** The orders that are not used up. */
  faults(): unknown[];
  slack(request: Omit<ControlRequest, 'query'>): ControlAnswer | Cut | undefined;
  /** What an order answers is the body of the response; `{}` when it has nothing to say. */
  orders: { [Route in keyof Orders]: (order: Orders[Route]) => unknown };
}

export function createControl(levers: Levers): Control {
  return async ({ method, path, query, headers, body }) => {
    const route = `${method} ${path.slice('/_sandbox/'.length)}`;
    if (isOrder(route)) return obey(levers, route, body);
    switch (route) {
      case 'GET calls':
        return { status: 200, body: levers.calls() };
      case 'GET messages':
        return { status: 200, body: levers.messages() };
      case 'GET events':
        return { status: 200, body: levers.events() };
      case 'GET logs':
        return { status: 200, body: levers.logs(query.get('function') ?? '') };
      case 'GET faults':
        return { status: 200, body: levers.faults() };
      case 'GET ':
        return { status: 200, body: described() };
      default:
        return levers.slack({ method, path, headers, body }) ?? unknown(route);
    }
  };
}

const LOOKS = ['GET calls', 'GET messages', 'GET events', 'GET logs?function=NAME', 'GET faults'];
const ROUTES = [...LOOKS, ...Object.keys(orders)];

/** Each route, and of an order what its body has to be, as JSON Schema. */
function described(): Record<string, unknown> {
  return Object.fromEntries([
    ...LOOKS.map((route) => [route, null]),
    // What JSON has no word for, like a number that is finite, JSON itself keeps.
    ...Object.entries(orders).map(([route, body]) => [route, toJsonSchema(body, { errorMode: 'ignore' })]),
  ]);
}

function isOrder(route: string): route is keyof Orders {
  return Object.hasOwn(orders, route);
}

function obey<Route extends keyof Orders>(levers: Levers, route: Route, body: string): ControlAnswer {
  let json: unknown;
  try {
    json = JSON.parse(body || '{}');
  } catch {
    return { status: 400, body: { message: `${route}: the body is no JSON.` } };
  }
  const parsed = v.safeParse(orders[route], json);
  if (!parsed.success) {
    return { status: 400, body: { message: `${route}: ${sentence(parsed.issues, 'the body')}` } };
  }
  try {
    // Parsed by the schema of this very route; TypeScript does not follow the correspondence.
    return { status: 200, body: levers.orders[route](parsed.output as Orders[Route]) ?? {} };
  } catch (error) {
    return { status: 400, body: { message: `${route}: ${error instanceof Error ? error.message : error}` } };
  }
}

function unknown(route: string): ControlAnswer {
  return {
    status: 404,
    body: { message: `There is no ${route} below /_sandbox/. There are: ${ROUTES.join(', ')}.` },
  };
}
