/**
 * What CloudFront means when it refuses UpdateDomainAssociation or AssociateAlias. `IllegalUpdate` is several
 * refusals, told apart by their texts; the texts were seen by people who ran the calls, AWS documents only the codes.
 */

export type MoveRefusal =
  /** The TXT record is missing, wrong, or a miss is still cached: try again when it is settled. */
  | 'txt-not-seen'
  /** The holder is enabled in another account: only AWS Support can move it. TXT and certificate are right. */
  | 'holder-enabled'
  | 'certificate-missing'
  | 'access-denied'
  | 'target-gone'
  | 'too-many-aliases'
  | 'unknown';

export function classifyRefusal(code: string, message: string): MoveRefusal {
  const text = message.toLowerCase();
  switch (code) {
    case 'IllegalUpdate':
      if (text.includes('txt record')) return 'txt-not-seen';
      if (text.includes('source distribution is enabled')) return 'holder-enabled';
      return 'unknown';
    case 'InvalidArgument':
      // The exact words are not known from any public source, only that the certificate is what is checked first.
      return text.includes('certificate') ? 'certificate-missing' : 'unknown';
    case 'AccessDenied':
    case 'AccessDeniedException':
      return 'access-denied';
    case 'NoSuchDistribution':
    case 'EntityNotFound':
      return 'target-gone';
    case 'TooManyDistributionCNAMEs':
    // Of the codes that a tenant's update may answer with, the one for a quota: five domains a tenant.
    case 'EntityLimitExceeded':
      return 'too-many-aliases';
    default:
      return 'unknown';
  }
}

/** What a person can do about a refusal that neither waiting nor AWS Support removes. */
export function whatToDo(refusal: MoveRefusal): string {
  switch (refusal) {
    case 'certificate-missing':
      return 'As far as ACM and IAM tell, the attached certificate covers the alias: look at its chain, its key and who issued it, attach one that CloudFront accepts, then redrive.';
    case 'access-denied':
      return 'Allow the role of move-alias cloudfront:UpdateDomainAssociation, and cloudfront:UpdateDistribution (of a tenant: cloudfront:UpdateDistributionTenant), on the target and on the holder, then redrive.';
    case 'target-gone':
      return 'Is the target still there, in this account? If it is, redrive; otherwise leave the execution as it is.';
    case 'too-many-aliases':
      return 'Take an alias off the target, or have its quota raised, then redrive.';
    default:
      return 'These words are not known here: read them, mend what they name, then redrive.';
  }
}
