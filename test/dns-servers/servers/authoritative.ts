/** What the four kinds of authoritative servers have in common. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, type Endpoint } from '../question.ts';
import type { RunningServer } from '../running-server.ts';
import { until } from '../until.ts';
import type { ZoneFile } from '../zone-file.ts';

/** A zone that a server gets from another one, by transfer. */
export interface SecondaryZone {
  name: string;
  primary: Endpoint;
}

export interface AuthoritativeOptions {
  endpoint: Endpoint;
  /** Of which it is the primary. */
  zones?: readonly ZoneFile[];
  /** Of which it is a secondary. It gets them at once where the primary is there; later changes when it is told. */
  secondaryZones?: readonly SecondaryZone[];
  /** Who is told (RFC 1996) when a zone changes of which it is the primary. Nobody unless given. */
  notify?: readonly Endpoint[];
  /** More lines for the server's section of its configuration. */
  settings?: readonly string[];
}

export interface AuthoritativeServer extends RunningServer {
  /** Replaces a zone of which it is the primary, and waits until it is served. */
  serve(zone: ZoneFile): Promise<void>;
  /** Gets a zone from its primary now, and waits until that serial is served. */
  transfer(zone: string, serial: number): Promise<void>;
}

export type StartAuthoritative = (options: AuthoritativeOptions) => Promise<AuthoritativeServer>;

/** How one kind is told things. */
export interface Controls {
  reload(zone: string): Promise<unknown>;
  transfer(zone: string): Promise<unknown>;
}

export function authoritative(server: RunningServer, controls: Controls): AuthoritativeServer {
  return {
    ...server,
    serve: async ({ name, serial, text }) => {
      writeFileSync(join(server.directory, zoneFileName(name)), text);
      await controls.reload(name);
      await untilServed(server, name, serial);
    },
    transfer: async (zone, serial) => {
      await controls.transfer(zone);
      await untilServed(server, zone, serial);
    },
  };
}

/** @throws Error with the server's log when it does not in time. */
export async function untilServed(server: RunningServer, zone: string, serial: number): Promise<void> {
  try {
    await until(
      `${server.address} serves serial ${serial} of ${zone}`,
      async () => (await servedSerial(server, zone)) === serial,
    );
  } catch (error) {
    throw new Error(`${String(error)}\n${server.log()}`);
  }
}

export async function servedSerial(server: Endpoint, zone: string): Promise<number | undefined> {
  const reply = await ask(server, zone, 'SOA');
  const soa = reply?.answers.find(({ type }) => type === 'SOA');
  return soa?.type === 'SOA' ? soa.data.serial : undefined;
}

export function zoneFileName(zone: string): string {
  return `${zone}.zone`;
}

/** The zone files of a server, by name. */
export function zoneFiles(zones: readonly ZoneFile[]): Record<string, string> {
  return Object.fromEntries(zones.map(({ name, text }) => [zoneFileName(name), text]));
}

/** The zone by which a server shows that it is up: one that it can load. */
export function firstGood(zones: readonly ZoneFile[]): string | undefined {
  return zones.find(({ serial }) => serial > 0)?.name;
}
