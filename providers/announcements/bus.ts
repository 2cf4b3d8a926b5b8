/** Our own EventBridge bus. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  type Announce,
  type AnnouncementDetail,
  type AnnouncementType,
  SOURCE,
} from '../../remediation/announcements/announcement.ts';
import { awsClient } from '../aws/client.ts';

/** Throws when the bus refuses the event: PutEvents answers 200 even then. */
export function createBus(busName: string): Announce {
  const client = awsClient(new EventBridgeClient({}));
  return async (type: AnnouncementType, detail: AnnouncementDetail) => {
    const entry = { EventBusName: busName, Source: SOURCE, DetailType: type, Detail: JSON.stringify(detail) };
    const { FailedEntryCount, Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount) throw new Error(`The bus refused "${type}": ${Entries?.[0]?.ErrorMessage}`);
  };
}
