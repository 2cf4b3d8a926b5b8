/**
 * Whether a certificate's names cover an alias.
 *
 * A certificate's wildcard stands for exactly one label (RFC 6125 section 6.4.3). An alias wildcard stands for any
 * depth (CloudFront Developer Guide, "Using wildcards in alternate domain names"), and only the very same wildcard
 * in the certificate covers it. Two kinds of wildcard: this file knows the first only.
 */

/** Names are compared as given: normalise both sides first. */
export function nameCovers(certificateName: string, alias: string): boolean {
  if (certificateName === alias) return true;
  if (!certificateName.startsWith('*.') || alias.startsWith('*.')) return false;
  return alias.slice(alias.indexOf('.') + 1) === certificateName.slice(2) && alias.includes('.');
}

/** The aliases that no name of the certificate covers. */
export function uncoveredAliases(certificateNames: readonly string[], aliases: readonly string[]): string[] {
  return aliases.filter((alias) => !certificateNames.some((name) => nameCovers(name, alias)));
}
