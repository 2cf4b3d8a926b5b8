/** The SNS topic that people and machines subscribe to. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { AnnouncementType } from '../../remediation/announcements/announcement.ts';
import type { Email } from '../../remediation/announcements/email.ts';
import { awsClient } from '../aws/client.ts';

export function createTopic(topicArn: string): (type: AnnouncementType, email: Email) => Promise<void> {
  const client = awsClient(new SNSClient({}));
  return async (type, { subject, body }) => {
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: subject,
        Message: body,
        // For subscription filters.
        MessageAttributes: { announcement: { DataType: 'String', StringValue: type } },
      }),
    );
  };
}
