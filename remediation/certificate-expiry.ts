/** A certificate that ends soon is said, and never keeps an alias back. */
import type { CertificateDetails } from './ports.ts';

/** ACM renews 60 days before the end, and CloudFront may take a day to show the next one: by now somebody should have looked. */
const SOON = 14 * 24 * 60 * 60 * 1000;

/** When it ends, if that is soon; of an imported one with its whole chain. Epoch milliseconds. */
export function endsSoon({ notAfter, chain = [] }: CertificateDetails, now: number): number | undefined {
  const ends = [notAfter, ...chain.map((link) => link.notAfter)].filter((end) => end !== undefined);
  const end = Math.min(...ends);
  return end - now < SOON ? end : undefined;
}

/** What to do about it, as a sentence. */
export function renewal({ type }: CertificateDetails): string {
  return type === 'AMAZON_ISSUED'
    ? 'ACM should have renewed it by now: are its validation records still in DNS?'
    : 'Import the next one in time.';
}
