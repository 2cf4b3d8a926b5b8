import { answerAuthoritatively } from './authoritative-answer.ts';
import { LaggingView } from './lagging-view.ts';
import { Listener } from './listener.ts';
import type { Query, Reply, Transport } from './message.ts';
import { serve } from './message.ts';
import { canonical } from './names.ts';
import type { Zone } from './zone.ts';
import type { ZoneDatabase } from './zone-database.ts';
import { enclosingZones } from './zone-database.ts';

/** What can be wrong with a name server. `dead` is silent; the others answer every query with that code. */
export type Fault = 'none' | 'dead' | 'refused' | 'servfail';

export interface NameServer {
  /** Host name, as NS records have it. */
  name: string;
  /** IPv4 on loopback. */
  address: string;
}

/** One authoritative name server on its own loopback address. */
export class AuthoritativeServer implements NameServer {
  readonly name: string;
  readonly address: string;
  fault: Fault = 'none';
  readonly #view: LaggingView;
  readonly #infrastructure: ZoneDatabase;
  readonly #listener: Listener;

  /** Changes of `zones` become visible after the server's lag, those of `infrastructure` at once. */
  constructor(
    { name, address }: NameServer,
    port: number,
    databases: { zones: ZoneDatabase; infrastructure: ZoneDatabase },
    now: () => number,
  ) {
    this.name = name;
    this.address = address;
    this.#view = new LaggingView(databases.zones, now);
    this.#infrastructure = databases.infrastructure;
    this.#listener = new Listener(address, port, (bytes, transport) => this.#handle(bytes, transport));
  }

  /** @throws Error as `Listener.open` does. */
  open(): Promise<void> {
    return this.#listener.open();
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  setLag(seconds: number): void {
    this.#view.setLag(seconds);
  }

  /** Number of the version of the zone database that this server answers from. */
  get appliedVersion(): number {
    return this.#view.version.number;
  }

  async #handle(bytes: Buffer, transport: Transport): Promise<Buffer | undefined> {
    return this.fault === 'dead' ? undefined : serve(bytes, transport, (query) => this.#respond(query));
  }

  #respond({ question }: Query): Reply {
    if (this.fault === 'refused') return { rcode: 'REFUSED' };
    if (this.fault === 'servfail') return { rcode: 'SERVFAIL' };
    return answerAuthoritatively((name) => this.#servedZone(name), canonical(question.name), question.type);
  }

  #servedZone(name: string): Zone | undefined {
    return [this.#view.version.zones, this.#infrastructure.current.zones]
      .flatMap((zones) => enclosingZones(zones, name))
      .filter(({ servedBy }) => servedBy.includes(this.name))
      .sort((one, other) => other.name.length - one.name.length)[0];
  }
}
