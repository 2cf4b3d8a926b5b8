import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  deadLetterArn,
  elsewhere,
  eventBridge,
  functionArn,
  noSuchFunction,
  place,
  queueArn,
} from './buses.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-20T01:04:31.500Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const EventPattern = '{"source":["example.app"]}';
const event = { source: 'example.app', 'detail-type': 'Moved', account: '111122223333', detail: { n: 1 } };

type Bridge = ReturnType<typeof eventBridge>;

function rule({ operations }: Bridge, target: object, more: object = {}) {
  operations.PutRule({ Name: 'r', EventPattern, ...more }, place);
  operations.PutTargets({ Rule: 'r', Targets: [{ Id: 't', Arn: functionArn, ...target }] }, place);
}

describe('events on a bus', () => {
  test('get an envelope, and reach a function as it asks for them', async () => {
    const bridge = eventBridge();
    rule(bridge, {});
    bridge.put(event);
    await vi.runAllTimersAsync();
    expect(bridge.invoked).toEqual([
      {
        functionArn,
        payload: {
          version: '0',
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          'detail-type': 'Moved',
          source: 'example.app',
          account: '111122223333',
          time: '2026-11-20T01:04:31Z',
          region: 'us-east-1',
          resources: [],
          detail: { n: 1 },
        },
      },
    ]);
    expect(bridge.seen).toEqual([{ bus: 'default', event: bridge.invoked[0]?.payload, rules: ['r'] }]);
  });

  test('keep what whoever puts them has filled in', () => {
    const bridge = eventBridge();
    const given = {
      ...event,
      id: 'mine',
      time: '2020-01-01T00:00:00Z',
      region: 'eu-west-1',
      resources: ['a'],
    };
    bridge.put(given);
    expect(bridge.seen[0]?.event).toEqual({ version: '0', ...given });
  });

  test('never reach a target before put has returned', async () => {
    const bridge = eventBridge();
    rule(bridge, {});
    bridge.put(event);
    expect(bridge.invoked).toEqual([]);
    await vi.runAllTimersAsync();
    expect(bridge.invoked).toHaveLength(1);
  });

  test('set off only the rules that are enabled, match, and are on the same bus of the same account', async () => {
    const bridge = eventBridge();
    rule(bridge, {});
    bridge.operations.CreateEventBus({ Name: 'own' }, place);
    bridge.put({ ...event, source: 'other.app' });
    bridge.put({ ...event, account: elsewhere.account });
    bridge.put(event, 'own');
    bridge.operations.DisableRule({ Name: 'r' }, place);
    bridge.put(event);
    bridge.operations.EnableRule({ Name: 'r' }, place);
    bridge.put({ ...event, id: 'last' });
    await vi.runAllTimersAsync();
    expect(bridge.invoked.map(({ payload }) => payload)).toMatchObject([{ id: 'last' }]);
    expect(bridge.seen.map(({ rules }) => rules)).toEqual([[], [], [], [], ['r']]);
  });

  test('are refused by a bus that does not exist', () => {
    expect(() => eventBridge().put(event, 'none')).toThrow('Event bus none does not exist.');
  });

  test('of read-only calls are for rules that ask for them', async () => {
    const bridge = eventBridge();
    const readOnly = { ...event, 'detail-type': 'AWS API Call via CloudTrail', detail: { readOnly: true } };
    rule(bridge, {});
    bridge.put(readOnly);
    await vi.runAllTimersAsync();
    expect(bridge.invoked).toEqual([]);
    rule(bridge, {}, { State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' });
    bridge.put(readOnly);
    await vi.runAllTimersAsync();
    expect(bridge.invoked).toHaveLength(1);
  });
});

test('a queue gets the transformed text', async () => {
  const bridge = eventBridge();
  const InputTransformer = { InputPathsMap: { n: '$.detail.n' }, InputTemplate: '"n is <n>"' };
  rule(bridge, { Arn: queueArn, InputTransformer });
  bridge.put(event);
  await vi.runAllTimersAsync();
  expect(bridge.sent).toEqual([{ queueArn, body: '"n is 1"', attributes: {} }]);
});

test('a bus gets the event as it is, and its own rules take it from there', async () => {
  const bridge = eventBridge();
  const { EventBusArn } = bridge.operations.CreateEventBus({ Name: 'central' }, elsewhere);
  rule(bridge, { Arn: EventBusArn });
  bridge.operations.PutRule({ Name: 'far', EventPattern, EventBusName: 'central' }, elsewhere);
  bridge.operations.PutTargets(
    { Rule: 'far', EventBusName: 'central', Targets: [{ Id: 't', Arn: queueArn }] },
    elsewhere,
  );
  bridge.put({ ...event, id: 'same' });
  await vi.runAllTimersAsync();
  expect(bridge.seen.map(({ bus, rules }) => [bus, rules])).toEqual([
    ['default', ['r']],
    ['central', ['far']],
  ]);
  expect(JSON.parse(bridge.sent[0]?.body ?? '')).toMatchObject({ id: 'same', account: '111122223333' });
});

describe('a delivery that fails', () => {
  const RetryPolicy = { MaximumRetryAttempts: 3 };
  const DeadLetterConfig = { Arn: deadLetterArn };

  test('is tried again until it succeeds, with growing pauses', async () => {
    const attempts: number[] = [];
    const bridge = eventBridge(() => {
      attempts.push(Date.now());
      return attempts.length < 3 ? new Error('busy') : undefined;
    });
    rule(bridge, {});
    bridge.put(event);
    await vi.runAllTimersAsync();
    expect(bridge.invoked).toHaveLength(1);
    const [first = 0, second = 0, third = 0] = attempts;
    expect(third - second).toBeGreaterThan(second - first);
    expect(second).toBeGreaterThan(first);
  });

  test('ends in the dead-letter queue when the retries are used up', async () => {
    let attempts = 0;
    const bridge = eventBridge((arn) => {
      if (arn === deadLetterArn) return undefined;
      attempts++;
      return new Error('busy');
    });
    rule(bridge, { RetryPolicy, DeadLetterConfig });
    bridge.put(event);
    await vi.runAllTimersAsync();
    expect(attempts).toBe(4);
    expect(bridge.sent).toEqual([
      {
        queueArn: deadLetterArn,
        body: JSON.stringify(bridge.seen[0]?.event),
        attributes: {
          RULE_ARN: 'arn:aws:events:us-east-1:111122223333:rule/r',
          TARGET_ARN: functionArn,
          ERROR_CODE: 'ERROR_FROM_TARGET',
          ERROR_MESSAGE: 'busy',
          EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
          RETRY_ATTEMPTS: '3',
        },
      },
    ]);
    expect(bridge.undelivered).toMatchObject([{ errorMessage: 'busy', deadLetterQueue: deadLetterArn }]);
  });

  test('ends there when the event is too old, whatever retries are left', async () => {
    const bridge = eventBridge((arn) => (arn === deadLetterArn ? undefined : new Error('busy')));
    rule(bridge, { RetryPolicy: { MaximumEventAgeInSeconds: 60 }, DeadLetterConfig });
    bridge.put(event);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(bridge.sent[0]?.attributes).toMatchObject({
      EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds',
    });
  });

  test('goes there at once when the function does not exist: retrying cannot help', async () => {
    const bridge = eventBridge((arn) => (arn === functionArn ? noSuchFunction : undefined));
    rule(bridge, { RetryPolicy, DeadLetterConfig });
    bridge.put(event);
    await vi.runAllTimersAsync();
    expect(bridge.sent.map(({ attributes }) => attributes)).toEqual([
      {
        RULE_ARN: 'arn:aws:events:us-east-1:111122223333:rule/r',
        TARGET_ARN: functionArn,
        ERROR_CODE: 'NO_RESOURCE',
        ERROR_MESSAGE: 'Function not found',
        RETRY_ATTEMPTS: '0',
      },
    ]);
  });

  test('goes there at once when the function would be given no JSON', async () => {
    const bridge = eventBridge();
    const InputTransformer = { InputPathsMap: { q: '$.detail.q' }, InputTemplate: '{"q": "<q>"}' };
    rule(bridge, { InputTransformer, DeadLetterConfig });
    bridge.put({ ...event, detail: { q: 'say "yes"' } });
    await vi.runAllTimersAsync();
    expect(bridge.invoked).toEqual([]);
    expect(bridge.sent[0]?.attributes.ERROR_CODE).toBe('INVALID_JSON');
  });

  test('loses the event where there is no such queue, and says so', async () => {
    const bridge = eventBridge(() => noSuchFunction);
    rule(bridge, { RetryPolicy, DeadLetterConfig });
    bridge.put(event);
    await vi.runAllTimersAsync();
    expect(bridge.undelivered).toMatchObject([{ targetArn: functionArn, errorCode: 'NO_RESOURCE' }]);
    expect(bridge.undelivered[0]).not.toHaveProperty('deadLetterQueue');
  });

  test('does not keep the other targets of the rule from theirs', async () => {
    const bridge = eventBridge((arn) => (arn === functionArn ? noSuchFunction : undefined));
    rule(bridge, {});
    bridge.operations.PutTargets({ Rule: 'r', Targets: [{ Id: 'u', Arn: queueArn }] }, place);
    bridge.put(event);
    await vi.runAllTimersAsync();
    expect(bridge.sent.map((message) => message.queueArn)).toEqual([queueArn]);
  });

  test('is given up when the bridge is closed', async () => {
    let attempts = 0;
    const bridge = eventBridge(() => {
      attempts++;
      return new Error('busy');
    });
    rule(bridge, {});
    bridge.put(event);
    await vi.advanceTimersByTimeAsync(0);
    bridge.close();
    await vi.runAllTimersAsync();
    expect(attempts).toBe(1);
  });
});
