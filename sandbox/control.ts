/** `/_sandbox/…`: what a real AWS has no API for. JSON in, JSON out; what is wrong with a request is said in one sentence. */
import * as z from 'zod/mini';
import type { AwsEvent, DeliveredMessage } from './parts.ts';
import { FaultOrder } from './wire/faults.ts';
import type { Control, ControlAnswer, Cut } from './wire/server.ts';

const server = z.string();
const seconds = z.number().check(z.nonnegative());

const orders = {
  'POST events': z.looseObject({
    source: z.string(),
    'detail-type': z.string(),
    account: z.string(),
    detail: z.unknown(),
  }),
  'POST faults': FaultOrder,
  'DELETE faults': z.strictObject({}),
  'PUT dns/lag': z.strictObject({ server, seconds }),
  'PUT dns/fault': z.strictObject({ server, fault: z.enum(['none', 'dead', 'refused', 'servfail']) }),
  'PUT agent': z.strictObject({
    temper: z.enum(['helpful', 'asks-back', 'resolves-without-moving', 'silent']),
  }),
  'PUT support/plan': z.strictObject({
    account: z.string(),
    plan: z.enum(['none', 'business', 'business-support-plus']),
  }),
  'PUT support/lag': z.strictObject({ seconds }),
  'POST support/cases': z.strictObject({ account: z.string(), subject: z.string(), body: z.string() }),
  'PUT cloudtrail': z.strictObject({ delaySeconds: seconds }),
  'POST functions/crash': z.strictObject({ function: z.string(), when: z.enum(['before', 'after']) }),
  'POST functions/recycle': z.strictObject({ function: z.string() }),
  'POST slack/fail': z.strictObject({
    count: z.int().check(z.positive()),
    fault: z.union([
      z.strictObject({ status: z.literal(429), retryAfterSeconds: seconds }),
      z.strictObject({ status: z.literal(500) }),
    ]),
  }),
};
type Orders = { [Route in keyof typeof orders]: z.infer<(typeof orders)[Route]> };

/** What the control hands its orders to. */
export interface Levers {
  calls(): unknown[];
  messages(): DeliveredMessage[];
  events(): AwsEvent[];
  logs(functionName: string): unknown[];
  /** The orders that are not used up. */
  faults(): unknown[];
  slack(request: { method: string; path: string; body: string }): ControlAnswer | Cut | undefined;
  /** What an order answers is the body of the response; `{}` when it has nothing to say. */
  orders: { [Route in keyof Orders]: (order: Orders[Route]) => unknown };
}

export function createControl(levers: Levers): Control {
  return async ({ method, path, query, body }) => {
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
        return { status: 200, body: ROUTES };
      default:
        return levers.slack({ method, path, body }) ?? unknown(route);
    }
  };
}

const ROUTES = [
  'GET calls',
  'GET messages',
  'GET events',
  'GET logs?function=NAME',
  'GET faults',
  ...Object.keys(orders),
];

function problems({ issues }: z.core.$ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`).join('; ');
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
  const parsed = orders[route].safeParse(json);
  if (!parsed.success) {
    return { status: 400, body: { message: `${route}: ${problems(parsed.error)}` } };
  }
  try {
    // Parsed by the schema of this very route; TypeScript does not follow the correspondence.
    return { status: 200, body: levers.orders[route](parsed.data as Orders[Route]) ?? {} };
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
