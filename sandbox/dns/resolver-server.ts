import type { CachingResolver } from './caching-resolver.ts';
import { Listener } from './listener.ts';
import type { Query, Reply } from './message.ts';
import { serve } from './message.ts';

/** A resolver offered to everybody over UDP and TCP, as a public resolver is. */
export class ResolverServer {
  readonly #listener: Listener;
  readonly #resolver: CachingResolver;

  constructor(resolver: CachingResolver, address: string, port: number) {
    this.#resolver = resolver;
    this.#listener = new Listener(address, port, (bytes, transport) => {
      return serve(bytes, transport, (query) => this.#respond(query));
    });
  }

  /** @throws Error as `Listener.open` does. */
  open(): Promise<void> {
    return this.#listener.open();
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  async #respond({ question, recursionDesired }: Query): Promise<Reply> {
    // Who asks without recursion wants to look into the cache of others; public resolvers refuse.
    if (!recursionDesired) return { rcode: 'REFUSED', recursionAvailable: true };
    const { rcode, records, soa } = await this.#resolver.query(question.name, question.type);
    return { rcode, recursionAvailable: true, answers: records, authorities: soa ? [soa] : [] };
  }
}
