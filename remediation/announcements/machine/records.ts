/** The DNS records that people are asked for by an announcement. */
import type { ContestedAlias, Remediation } from '../../document.ts';
import type { AnnouncementType } from '../announcement.ts';
import { zoneOf } from '../certificate.ts';
import { whereabouts } from '../whereabouts.ts';
import type { MachineForm } from './schema.ts';

type Asked = MachineForm['records'];

export function recordsAskedFor(type: AnnouncementType, remediation: Remediation): Asked {
  const { diagnosis, proof } = remediation;
  const contested = diagnosis?.aliases ?? [];
  switch (type) {
    case 'Remediation opened':
      return contested.map(proofOf);
    case 'Ownership proof incomplete':
      return (proof?.aliases ?? []).filter(({ verdict }) => verdict === 'missing').map(proofOf);
    case 'Certificate missing':
      return validations(remediation);
    case 'DNS record in the way':
    case 'Alias free':
      return contested.flatMap((each) => ownRecord(each, remediation));
    case 'Alias confirmed':
      return whereabouts(remediation).others.flatMap((each) => ownRecord(each, remediation));
    case 'Certificate attached':
    case 'Ownership proof seen':
    case 'Alias moved':
    case 'Alias added':
    case 'Support case opened':
    case 'Support case updated':
    case 'Open the case by hand':
    case 'Too many Support cases':
    case 'Nothing to do':
    case 'No target':
    case 'Details omitted':
    case 'Dry run finished':
    case 'Alias claimed':
    case 'Remediation failed':
    case 'Remediation stopped':
      return [];
  }
}

function proofOf({ record, zone }: Pick<ContestedAlias, 'record' | 'zone'>): Asked[number] {
  return { purpose: 'ownership-proof', ...record, zone };
}

function validations({ certificate, diagnosis }: Remediation): Asked {
  return (certificate?.candidate?.validation ?? []).map((record) => {
    const zone = zoneOf(record.name, diagnosis?.aliases ?? []);
    return { purpose: 'certificate-validation' as const, ...record, ...(zone !== undefined && { zone }) };
  });
}

/** Nothing before the target's domain name is known. */
function ownRecord(
  { alias, zone }: Pick<ContestedAlias, 'alias' | 'zone'>,
  { diagnosis }: Remediation,
): Asked {
  const value = diagnosis?.target?.domainName;
  if (value === undefined) return [];
  // A CNAME cannot stand at the apex of a zone.
  return [{ purpose: 'alias', name: alias, type: alias === zone ? 'ALIAS' : 'CNAME', value, zone }];
}
