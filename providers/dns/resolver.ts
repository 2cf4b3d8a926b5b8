/** A recursive resolver: reached by its address, or by its URL over HTTPS. */
import { type Ask, sharing } from './ask.ts';
import { type Endpoint, parseEndpoint, showEndpoint } from './endpoint.ts';
import { askByHttps } from './https.ts';
import type { Message, QuestionType } from './message.ts';

export interface Resolver {
  /** As a person knows it: `1.1.1.1`, `https://dns.google/dns-query`. */
  name: string;
  /** @throws NoAnswer */
  ask(name: string, type: QuestionType): Promise<Message>;
}

export function resolverAt(ask: Ask, endpoint: Endpoint): Resolver {
  return {
    name: showEndpoint(endpoint),
    ask: (name, type) => ask(endpoint, { name, type, recursion: true }),
  };
}

/** `urls` begin with https://. */
export function resolversByHttps(urls: readonly string[], timeoutMs: number): Resolver[] {
  const ask = sharing<string>((url, question) => askByHttps(url, question, timeoutMs));
  return urls.map((url) => ({ name: url, ask: (name, type) => ask(url, { name, type, recursion: true }) }));
}

/** `undefined` for what is no URL of DNS over HTTPS: RFC 8484 knows no other scheme. */
export function parseHttpsUrl(text: string): string | undefined {
  const url = URL.parse(text);
  const plain = url?.protocol === 'https:' && !url.username && !url.password && !url.hash;
  return plain ? url.href : undefined;
}

/** An address with or without a port, or an https URL. */
export function isResolver(text: string): boolean {
  return parseEndpoint(text) !== undefined || parseHttpsUrl(text) !== undefined;
}
