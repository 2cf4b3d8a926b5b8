/** Whether an announcement wants something of a person. */
import type { Remediation } from '../document.ts';
import type { AnnouncementType } from './announcement.ts';

/** `action`: otherwise it does not go on. `progress`: it goes on by itself. `done`: it is over. `failed`: until somebody redrives it. */
export const ATTENTION = ['action', 'progress', 'done', 'failed'] as const;
export type Attention = (typeof ATTENTION)[number];

const OF_TYPE: Record<AnnouncementType, Attention> = {
  'Remediation opened': 'action',
  'DNS record in the way': 'action',
  'Certificate missing': 'action',
  'Certificate attached': 'progress',
  'Ownership proof incomplete': 'action',
  'Ownership proof seen': 'progress',
  'Alias moved': 'progress',
  'Alias added': 'progress',
  // Its DNS record may lead to the former holder yet.
  'Alias free': 'action',
  'Support case opened': 'progress',
  'Support case updated': 'progress',
  'Open the case by hand': 'action',
  'Too many Support cases': 'action',
  'Alias confirmed': 'done',
  'Nothing to do': 'done',
  'No target': 'action',
  'Details omitted': 'action',
  'Dry run finished': 'done',
  'Alias claimed': 'action',
  'Remediation failed': 'failed',
  'Remediation stopped': 'done',
};

export function attentionOf(type: AnnouncementType, remediation: Remediation): Attention {
  const { case: asked, certificate } = remediation;
  if (type === 'Support case updated' && asked?.status === 'pending-customer-action') return 'action';
  // In a dry run, of one that the stack would attach by itself.
  if (type === 'Certificate missing' && certificate?.byStack) return 'progress';
  return OF_TYPE[type];
}
