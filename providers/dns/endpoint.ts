/** Where a DNS server listens. */
import { isIP } from 'node:net';

export interface Endpoint {
  address: string;
  port: number;
}

/** RFC 1035 section 4.2. */
export const DNS_PORT = 53;

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`; `undefined` for anything else. */
export function parseEndpoint(text: string): Endpoint | undefined {
  if (isIP(text)) return { address: text, port: DNS_PORT };
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? '';
  const port = digits === undefined ? DNS_PORT : Number(digits);
  const family = isIP(address);
  const rightForm = bracketed === undefined ? family === 4 : family === 6;
  return rightForm && port >= 1 && port <= 65_535 ? { address, port } : undefined;
}

export function showEndpoint({ address, port }: Endpoint): string {
  if (port === DNS_PORT) return address;
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}
