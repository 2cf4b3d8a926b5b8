/** The command of a message that starts a remediation by hand. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  AnnouncementDetail,
  AnnouncementType,
} from '../../../remediation/announcements/announcement.ts';
import { startByHand } from '../../../remediation/announcements/by-hand.ts';
import { messageFor } from '../../../remediation/announcements/messages.ts';
import type { Remediation } from '../../../remediation/document.ts';
import { executionName } from '../../../remediation/execution-name.ts';
import { parseIncident } from '../../../remediation/incident.ts';
import { EXECUTION, EXECUTION_ARN, fixture } from '../../doubles/documents.ts';

const execution = { arn: EXECUTION_ARN, name: EXECUTION };
const messageOf = (type: AnnouncementType, document: Remediation, failure?: AnnouncementDetail['failure']) =>
  messageFor(type, { execution, remediation: document, ...(failure && { failure }) });

describe('Details omitted: the remediation can be started by hand', () => {
  const given = parseIncident(fixture('update-distribution-details-omitted'));
  const document: Remediation = { incident: given };

  /** What a shell makes of the command's words. */
  function words(command: string): string[] {
    const lines = execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
    return lines.split('\0').slice(0, -1);
  }

  test('the command hands the same event, with what was missing, to receive-failure', () => {
    const [copy] = messageOf('Details omitted', document).copy;
    const parts = words(copy?.text ?? '');
    expect(parts.slice(0, 7).join(' ')).toBe(
      'aws lambda invoke --region us-east-1 --function-name cname-rescue-prod-receive-failure',
    );
    const event = JSON.parse(parts[parts.indexOf('--payload') + 1] ?? '');
    event.detail.requestParameters.id = 'E2TARGETEXAMPLE';
    event.detail.requestParameters.distributionConfig.aliases.items = ['www.example.com'];
    const started = parseIncident(event);
    expect(started).toEqual({
      ...given,
      target: { kind: 'distribution', id: 'E2TARGETEXAMPLE' },
      aliases: ['www.example.com'],
      marker: started.marker,
    });
    expect(started.marker).not.toBe(given.marker);
    expect(executionName(started)).not.toBe(executionName(given));
  });

  test('as it stands, with nothing put in, it starts nothing', () => {
    const parts = words(startByHand(given, EXECUTION_ARN));
    const event = JSON.parse(parts[parts.indexOf('--payload') + 1] ?? '');
    expect(() => parseIncident(event)).toThrow();
  });

  test('of a create the aliases are there already, and what is started is an update', () => {
    const create = parseIncident(fixture('create-distribution'));
    const parts = words(startByHand(create, EXECUTION_ARN));
    const event = JSON.parse(parts[parts.indexOf('--payload') + 1] ?? '');
    expect(() => parseIncident(event)).toThrow('put in an id');
    event.detail.requestParameters.id = 'E2TARGETEXAMPLE';
    expect(parseIncident(event)).toMatchObject({
      action: 'UpdateDistribution',
      target: { kind: 'distribution', id: 'E2TARGETEXAMPLE' },
      aliases: create.aliases,
    });
  });

  test('no word of AWS leaves its quotes', () => {
    const harmless = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.oneof(harmless, fc.constant("'; touch /tmp/x; '$(id)`id`")), (errorMessage) => {
        const parts = words(startByHand({ ...given, errorMessage }, EXECUTION_ARN));
        expect(JSON.parse(parts[parts.indexOf('--payload') + 1] ?? '').detail.errorMessage).toBe(
          errorMessage,
        );
        expect(parts.at(-1)).toBe('/dev/null');
      }),
      { numRuns: 25 },
    );
  });
});
