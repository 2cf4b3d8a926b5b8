/**
 * Which calls of a run are cut, and how. A call that changes something is cut each time it is made, and so is every call of a Task;
 * of a call that only reads, the first that a function makes: the later ones are the same look at another time.
 *
 * Each is cut before and after it took effect, by one kind of fault, and the kinds take turns within each family of calls. Calls
 * that must not be made twice meet every kind.
 */
import type { FaultOrder } from '../../sandbox/wire/faults.ts';

/** A call of the stack, as an uncut run shows it. */
export interface StackCall {
  /** Name of the function, or of the state whose Task calls. */
  by: string;
  service: string;
  action: string;
  /** Of the calls of this action by this caller. */
  nth: number;
}

export interface Cut extends StackCall {
  when: 'before' | 'after';
  kind: Kind;
}

/** By their words in the names of the tests. */
const KINDS = {
  'the connection breaks': { kind: 'reset' },
  'no answer comes': { kind: 'timeout' },
  'the function dies': { kind: 'crash' },
  'error 500': { kind: 'error500' },
  /** More often than the SDK repeats a call by itself, so that the state or Lambda has to. */
  'error 500 again and again': { kind: 'error500', times: 4 },
  /** Nothing repeats what fails of these two: the execution stops, and is redriven. */
  'access denied': { kind: { code: 'AccessDeniedException', message: 'An injected fault.', status: 403 } },
  'an answer that cannot be read': {
    kind: { code: 'UnknownError', message: 'An injected fault.', status: 400 },
  },
  throttled: { kind: 'throttle' },
} as const satisfies Record<string, Pick<FaultOrder, 'kind'> & { times?: number }>;
export type Kind = keyof typeof KINDS;
const ALL = Object.keys(KINDS) as Kind[];

/** Neither AWS nor the SDK repeats these by itself, since nobody knows what a second one would do. */
const ONCE = ['CreateCase', 'AddCommunicationToCase', 'UpdateDomainAssociation', 'UpdateDistribution'];
const MEET_EVERY_KIND = [...ONCE, 'StartExecution'];

/** Functions have no capitals in their names. */
const isTask = ({ by }: StackCall) => /^[A-Z]/.test(by);
const isRead = ({ action }: StackCall) => /^(Get|List|Describe)/.test(action);

type Family = 'read' | 'change' | 'invoke' | 'put-events' | 'slack';

function familyOf(call: StackCall): Family {
  if (call.service === 'slack') return 'slack';
  if (call.service === 'lambda') return 'invoke';
  if (isTask(call)) return 'put-events';
  return isRead(call) ? 'read' : 'change';
}

function kindsFor(family: Family, when: Cut['when']): Kind[] {
  return ALL.filter((kind) => {
    // Who refuses has done nothing.
    if (when === 'after' && (kind === 'throttled' || kind === 'access denied')) return false;
    if (when === 'before' && kind === 'an answer that cannot be read') return false;
    if (family === 'read' || family === 'change') return true;
    // Only what calls with a key can die of it; and where Step Functions calls, nothing repeats by itself.
    return kind !== 'the function dies' && (family === 'slack' || kind !== 'error 500 again and again');
  });
}

/** AWS tells of every word in a case, and one of a few wake-ups is like the other. */
const MOST_WAKE_UPS = 2;
const isWakeUp = ({ by, action }: StackCall) =>
  by === 'receive-support-update' || action === 'SendTaskSuccess';

export function cutsOf(calls: readonly StackCall[], when: Cut['when']): Cut[] {
  const turns = new Map<Family, number>();
  return calls
    .filter((call) => call.nth === 1 || !(isRead(call) || (isWakeUp(call) && call.nth > MOST_WAKE_UPS)))
    .flatMap((call) => {
      const family = familyOf(call);
      const kinds = kindsFor(family, when);
      if (call.nth === 1 && MEET_EVERY_KIND.includes(call.action)) {
        return kinds.map((kind) => ({ ...call, when, kind }));
      }
      // Begun at different places, so that a call meets one kind before and another after.
      const turn = turns.get(family) ?? (when === 'before' ? 0 : 2);
      turns.set(family, turn + 1);
      const kind = kinds[turn % kinds.length] ?? 'the connection breaks';
      return [{ ...call, when, kind }];
    });
}

/** Of the function that makes the call, if it is one. */
export function functionOf(call: StackCall): string | undefined {
  return isTask(call) ? undefined : `cname-rescue-sandbox-${call.by}`;
}

/** As `POST /_sandbox/faults` takes it. */
export function orderOf(cut: Cut) {
  const { by, service, action, nth, when, kind } = cut;
  const { times = 1, ...fault }: { times?: number; kind: FaultOrder['kind'] } = KINDS[kind];
  // Slack is posted to without a key, and by one function only.
  const caller = service === 'slack' ? '' : isTask(cut) ? by : `:role/${functionOf(cut)}`;
  // Each costs a whole attempt of the state where the SDK makes only one, and of Lambda where an invocation is too short to wait for Slack.
  const costly = ONCE.includes(action) || service === 'slack';
  return {
    by: caller,
    service,
    action,
    nth,
    when,
    times: costly ? Math.min(times, 2) : times,
    ...fault,
  };
}

export function nameOf({ by, action, nth, kind }: Cut): string {
  return `${by}: ${action} #${nth} → ${kind}`;
}
