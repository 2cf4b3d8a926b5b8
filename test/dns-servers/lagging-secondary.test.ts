/** A primary and a secondary of another kind, by zone transfer: a record is published when both have it. */
import { afterAll, expect, test } from 'vitest';
import { createWatch, TARGET, type Watch } from './look.ts';
import { createNetwork } from './network.ts';
import { stopServers } from './running-server.ts';
import { type AuthoritativeServer, untilServed } from './servers/authoritative.ts';
import { type Kind, START } from './servers/kinds.ts';
import { endpointFor, hostOf, startResolver } from './world.ts';
import { txt, type ZoneFile, zoneFile } from './zone-file.ts';

const ALIAS = 'www.example.com';

/** BIND has only one address to listen on, see `network.ts`. */
const PAIRS: [primary: Kind, secondary: Kind][] = [
  ['bind', 'nsd'],
  ['bind', 'powerdns'],
  ['knot', 'bind'],
  ['nsd', 'knot'],
  ['powerdns', 'nsd'],
];

afterAll(stopServers);

interface Pair {
  primary: AuthoritativeServer;
  secondary: AuthoritativeServer;
  watch: Watch;
  /** The zone with the proof, and with a serial that is one higher. */
  changed: ZoneFile;
  /** What is seen while only the primary has it, and when both have. */
  half: Record<string, string>;
  whole: Record<string, string>;
}

/** Both have the zone without the proof. */
async function startPair(first: Kind, second: Kind, { notify }: { notify: boolean }): Promise<Pair> {
  const network = await createNetwork();
  const [here, there] = [endpointFor(network, first), endpointFor(network, second)];
  const version = (serial: number, records: string[]) =>
    zoneFile({
      name: 'example.com',
      serial,
      nameServers: [hostOf(first), hostOf(second)],
      records: [`${first} IN A ${here.address}`, `${second} IN A ${there.address}`, ...records],
    });
  const primary = await START[first]({
    endpoint: here,
    zones: [version(1, [])],
    notify: notify ? [there] : [],
  });
  const secondary = await START[second]({
    endpoint: there,
    secondaryZones: [{ name: 'example.com', primary: here }],
  });
  await untilServed(secondary, 'example.com', 1);
  const resolver = await startResolver(network, { 'example.com': [here] });
  return {
    primary,
    secondary,
    watch: createWatch(resolver, network.port),
    changed: version(2, [txt('_www', TARGET)]),
    half: { [hostOf(first)]: 'match', [hostOf(second)]: 'missing' },
    whole: { [hostOf(first)]: 'match', [hostOf(second)]: 'match' },
  };
}

test.each(PAIRS)('%s has it first, and %s when it is told to transfer', async (first, second) => {
  const { primary, secondary, watch, changed, half, whole } = await startPair(first, second, {
    notify: false,
  });
  await primary.serve(changed);
  const lagging = await watch.look(ALIAS);
  expect(lagging.verdicts).toEqual(half);
  expect(lagging.verdict).toBe('missing');
  await secondary.transfer('example.com', changed.serial);
  const caughtUp = await watch.look(ALIAS);
  expect(caughtUp.verdicts).toEqual(whole);
  expect(caughtUp.verdict).toBe('published');
});

test.each(PAIRS)('%s notifies %s, which transfers by itself', async (first, second) => {
  const { primary, secondary, watch, changed, whole } = await startPair(first, second, { notify: true });
  await primary.serve(changed);
  await untilServed(secondary, 'example.com', changed.serial);
  const { verdict, verdicts } = await watch.look(ALIAS);
  expect(verdicts).toEqual(whole);
  expect(verdict).toBe('published');
});
