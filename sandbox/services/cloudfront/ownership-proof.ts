/**
 * The TXT record that lets an alias move: where it belongs, and whether CloudFront's resolver can see it.
 */
import type { Resolver } from '../../parts.ts';

/**
 * `_www.example.com` for `www.example.com`, `_*.example.com` for `*.example.com`; at the apex of a zone, which is
 * known by its SOA, `_.example.com`, since `_example.com` would lie in the parent zone.
 */
export async function proofName(alias: string, resolver: Resolver): Promise<string> {
  const { records } = await resolver.resolve(alias, 'SOA');
  // A CNAME leads the question to another name, whose SOA says nothing about this one.
  const isApex = records.some(({ type, name }) => type === 'SOA' && name === alias);
  return isApex ? `_.${alias}` : `_${alias}`;
}

/** Does a TXT record at `name` name the endpoint? One of several values is enough; CNAMEs are followed. */
export async function namesEndpoint(name: string, endpoint: string, resolver: Resolver): Promise<boolean> {
  const { records } = await resolver.resolve(name, 'TXT');
  return records.some(
    ({ type, value }) => type === 'TXT' && value.trim().replace(/\.$/, '').toLowerCase() === endpoint,
  );
}
