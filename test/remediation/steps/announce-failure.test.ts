import { describe, expect, test } from 'vitest';
import type {
  AnnouncementDetail,
  AnnouncementType,
} from '../../../remediation/announcements/announcement.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import { InvalidEvent } from '../../../remediation/errors.ts';
import { announceFailure } from '../../../remediation/steps/announce-failure.ts';
import { EXECUTION, EXECUTION_ARN, incident, remediation } from '../../doubles/documents.ts';
import { ExecutionsDouble } from '../../doubles/executions.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html; input and output may be left out. */
const ended = (status: string) => ({
  source: 'aws.states',
  'detail-type': 'Step Functions Execution Status Change',
  detail: { executionArn: EXECUTION_ARN, name: EXECUTION, status, input: null, error: null, cause: null },
});

class Desk {
  readonly executions = new ExecutionsDouble();
  readonly announced: { type: AnnouncementType; detail: AnnouncementDetail }[] = [];
  readonly announce = announceFailure({
    executions: this.executions,
    announce: async (type, detail) => {
      this.announced.push({ type, detail });
    },
  });
}

describe('an execution that ended badly is announced', () => {
  test('with the state, its error, the words of the error and the document as the failed state saw it', async () => {
    const desk = new Desk();
    const document = remediation();
    const cause = JSON.stringify({
      errorType: 'TargetGone',
      errorMessage: 'It does not exist.',
      trace: ['at x'],
    });
    desk.executions.ended = {
      state: 'Move alias',
      error: 'TargetGone',
      cause,
      remediation: { ...document, Payload: { waitSeconds: 1 } },
    };
    await desk.announce(ended('FAILED'));
    expect(desk.announced).toEqual([
      {
        type: 'Remediation failed',
        detail: {
          execution: { arn: EXECUTION_ARN, name: EXECUTION },
          remediation: document,
          failure: { state: 'Move alias', error: 'TargetGone', cause: 'It does not exist.' },
        },
      },
    ]);
  });

  test.each(['Execution was cancelled', '{"not": "Lambda’s"}', '{broken', ''])(
    'a cause that is no error of Lambda: %s',
    async (cause) => {
      const desk = new Desk();
      desk.executions.ended = { error: 'States.Runtime', cause, remediation: { incident: incident() } };
      await desk.announce(ended('FAILED'));
      expect(desk.announced[0]?.detail.failure).toEqual({ error: 'States.Runtime', cause });
    },
  );

  test('out of time: Step Functions tells no error', async () => {
    const desk = new Desk();
    desk.executions.ended = { error: 'States.Unknown', cause: '', remediation: remediation() };
    await desk.announce(ended('TIMED_OUT'));
    const [{ type, detail } = { type: 'Alias moved' as const, detail: undefined }] = desk.announced;
    expect(type).toBe('Remediation failed');
    expect(detail && messageFor(type, detail).title).toBe('www.example.com: stopped by States.Timeout');
  });

  test('stopped by hand', async () => {
    const desk = new Desk();
    desk.executions.ended = { error: 'States.Unknown', cause: '', remediation: remediation() };
    await desk.announce(ended('ABORTED'));
    expect(desk.announced.map(({ type }) => type)).toEqual(['Remediation stopped']);
  });
});

describe('what cannot be announced fails the invocation, so that it ends in the dead-letter queue', () => {
  test.each([undefined, {}, ended('SUCCEEDED'), ended('RUNNING'), { ...ended('FAILED'), source: 'aws.ec2' }])(
    'no ended execution: %j',
    async (event) => {
      const desk = new Desk();
      await expect(desk.announce(event)).rejects.toThrow(InvalidEvent);
      expect(desk.announced).toEqual([]);
    },
  );

  test('an execution that was started with something else', async () => {
    const desk = new Desk();
    desk.executions.ended = { error: 'InvalidEvent', cause: '', remediation: {} };
    await expect(desk.announce(ended('FAILED'))).rejects.toThrow(InvalidEvent);
  });

  test('the bus does not take it', async () => {
    const { executions } = new Desk();
    executions.ended = { error: 'TargetGone', cause: '', remediation: remediation() };
    const announce = announceFailure({
      executions,
      announce: async () => {
        throw new Error('throttled');
      },
    });
    await expect(announce(ended('FAILED'))).rejects.toThrow('throttled');
  });
});
