/**
 * Files for a case: gathered in a set that lives for an hour, then shown with the communication that took the set.
 */
import { randomUUID } from 'node:crypto';
import type { Attachment, AttachmentDetails } from '@aws-sdk/client-support';
import { AwsError } from '../../wire/service.ts';

/** Of a set: three files of five megabytes each, for an hour (AddAttachmentsToSet). */
const mostFiles = 3;
const largestFile = 5 * 1024 * 1024;
const lifetime = 60 * 60 * 1000;

interface AttachmentSet {
  id: string;
  account: string;
  expiresAt: number;
  files: { id: string; file: Attachment }[];
}

export function createAttachments(now: () => number) {
  const sets = new Map<string, AttachmentSet>();

  function find(id: string, account: string): AttachmentSet {
    const found = sets.get(id);
    if (found?.account !== account) {
      throw new AwsError(
        'AttachmentSetIdNotFound',
        `An attachment set with the specified ID could not be found: ${id}`,
      );
    }
    if (now() > found.expiresAt) {
      throw new AwsError(
        'AttachmentSetExpired',
        `The attachment set ${id} has expired: it was created over an hour ago.`,
      );
    }
    return found;
  }

  return {
    /** Checks, and returns what adds them. */
    add(setId: string | undefined, account: string, files: readonly Attachment[]): () => AttachmentSet {
      const existing = setId === undefined ? undefined : find(setId, account);
      if ((existing?.files.length ?? 0) + files.length > mostFiles) {
        throw new AwsError(
          'AttachmentLimitExceeded',
          'The limit for the number of attachments in a set is exceeded.',
        );
      }
      if (files.some(({ data }) => (data?.length ?? 0) > largestFile)) {
        throw new AwsError('AttachmentSetSizeLimitExceeded', 'An attachment exceeds the limit of 5 MB.');
      }
      return () => {
        const set = existing ?? { id: `as-${randomUUID()}`, account, expiresAt: now() + lifetime, files: [] };
        sets.set(set.id, set);
        set.files.push(...files.map((file) => ({ id: `attachment-${randomUUID()}`, file })));
        return set;
      };
    },

    /** What a communication shows of a set. */
    details(setId: string | undefined, account: string): AttachmentDetails[] {
      if (setId === undefined) return [];
      return find(setId, account).files.map(({ id, file }) => ({
        attachmentId: id,
        fileName: file.fileName,
      }));
    },

    file(attachmentId: string | undefined, account: string): Attachment {
      const own = [...sets.values()].filter((set) => set.account === account).flatMap(({ files }) => files);
      const found = own.find(({ id }) => id === attachmentId);
      if (found) return found.file;
      throw new AwsError(
        'AttachmentIdNotFound',
        `An attachment with the specified ID could not be found: ${attachmentId}`,
      );
    },
  };
}

export type Attachments = ReturnType<typeof createAttachments>;
