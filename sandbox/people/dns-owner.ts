/**
 * Who owns the zone: reads the message in Slack and creates the record that stands there to be copied. Knows nothing
 * but the message, so a message that is not enough stops the rehearsal.
 */
import * as v from 'valibot';
import type { DeliveredMessage } from '../parts.ts';

export interface RecordToCreate {
  zone: string;
  name: string;
  type: string;
  value: string;
}

const SlackBody = v.object({
  blocks: v.array(v.object({ text: v.optional(v.object({ text: v.string() })) })),
});

/** The lines that name the zone, in the languages that messages are in. */
const ALIAS_RECORD = [
  /^Set in zone (\S+), so that DNS leads to the target$/,
  /^ゾーン (\S+) における代替ドメイン名のレコード$/,
];
const PROOF = [/^Create in zone (\S+)$/, /^ゾーン (\S+) に作成$/];
const VALIDATION = [
  /^Create in zone (\S+), so that ACM can issue the certificate$/,
  /^ゾーン (\S+) に作成 \(ACM が証明書を発行するための検証レコード\)$/,
];

function zoneIn(text: string, lines: readonly RegExp[]): string | undefined {
  return lines.map((line) => line.exec(text)?.[1]).find((zone) => zone !== undefined);
}

/** Where a Slack message says that the alias's own record has to lead: a line that names the zone, then the CNAME to be copied. */
export function aliasRecordsIn({ channel, body }: DeliveredMessage): RecordToCreate[] {
  if (channel !== 'slack') return [];
  const texts = v.parse(SlackBody, body).blocks.map(({ text }) => text?.text ?? '');
  return texts.flatMap((text, index) => {
    const zone = zoneIn(text, ALIAS_RECORD);
    return zone === undefined ? [] : cnamesIn(texts[index + 1], zone);
  });
}

/** The records that a Slack message asks for: a line that names the zone, then its records in a code block, one a line. */
export function recordsIn({ channel, body }: DeliveredMessage): RecordToCreate[] {
  if (channel !== 'slack') return [];
  const texts = v.parse(SlackBody, body).blocks.map(({ text }) => text?.text ?? '');
  return texts.flatMap((text, index) => {
    const zone = zoneIn(text, PROOF);
    return linesOfCode(texts[index + 1]).flatMap((line) => {
      const [, name, type, value] = /^(\S+) ([A-Z]+) "(.+)"$/.exec(line) ?? [];
      return zone && name && type && value ? [{ zone, name, type, value }] : [];
    });
  });
}

/** The records by which ACM sees whose the names of a certificate are: a line that names the zone, then the record to be copied. */
export function validationRecordsIn({ channel, body }: DeliveredMessage): RecordToCreate[] {
  if (channel !== 'slack') return [];
  const texts = v.parse(SlackBody, body).blocks.map(({ text }) => text?.text ?? '');
  return texts.flatMap((text, index) => {
    const zone = zoneIn(text, VALIDATION);
    return zone === undefined ? [] : cnamesIn(texts[index + 1], zone);
  });
}

function cnamesIn(text: string | undefined, zone: string): RecordToCreate[] {
  return linesOfCode(text).flatMap((line) => {
    const [, name, value] = /^(\S+) CNAME (\S+)$/.exec(line) ?? [];
    return name && value ? [{ zone, name, type: 'CNAME', value }] : [];
  });
}

function linesOfCode(text = ''): string[] {
  const [, code] = /^```(.+)```$/s.exec(text) ?? [];
  return code?.split('\n') ?? [];
}
