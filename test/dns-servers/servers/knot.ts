/** Knot DNS. https://www.knot-dns.cz/docs/3.2/html/reference.html */
import { createDirectory, startDaemon } from '../running-server.ts';
import {
  authoritative,
  firstGood,
  type StartAuthoritative,
  zoneFileName,
  zoneFiles,
} from './authoritative.ts';

/** `settings` are lines of the zones' template. */
export const startKnot: StartAuthoritative = async ({
  endpoint,
  zones = [],
  secondaryZones = [],
  notify = [],
  settings = [],
}) => {
  const directory = createDirectory('knot');
  const at = ({ address, port }: typeof endpoint) => `${address}@${port}`;
  const remote = (id: string, there: typeof endpoint) => [
    `  - id: ${id}`,
    `    address: ${at(there)}`,
    `    via: ${endpoint.address}`,
  ];
  const configuration = [
    'server:',
    `  listen: ${at(endpoint)}`,
    `  rundir: ${directory}`,
    '  udp-workers: 1',
    '  tcp-workers: 1',
    '  background-workers: 1',
    'control:',
    `  listen: ${directory}/knot.sock`,
    'log:',
    '  - target: stderr',
    '    any: info',
    'database:',
    `  storage: ${directory}`,
    'acl:',
    '  - id: loopback',
    '    address: 127.0.0.0/8',
    '    action: [transfer, notify]',
    'remote:',
    ...notify.flatMap((there, i) => remote(`secondary${i}`, there)),
    ...secondaryZones.flatMap(({ primary }, i) => remote(`primary${i}`, primary)),
    // Signing with two shapes of denial, for zones that ask for it by `settings`.
    'policy:',
    '  - id: nsec',
    '    algorithm: ecdsap256sha256',
    '  - id: nsec3',
    '    algorithm: ecdsap256sha256',
    '    nsec3: on',
    'template:',
    '  - id: default',
    `    storage: ${directory}`,
    '    acl: loopback',
    // The zone file stays as it was written, whatever the server makes of it.
    '    zonefile-sync: -1',
    '    zonefile-load: difference-no-serial',
    '    journal-content: all',
    ...settings.map((line) => `    ${line}`),
    'zone:',
    ...zones.flatMap(({ name }) => [
      `  - domain: ${name}`,
      `    file: ${zoneFileName(name)}`,
      ...(notify.length > 0 ? [`    notify: [${notify.map((_, i) => `secondary${i}`).join(', ')}]`] : []),
    ]),
    ...secondaryZones.flatMap(({ name }, i) => [
      `  - domain: ${name}`,
      `    master: primary${i}`,
      '    zonefile-load: none',
    ]),
  ];
  const server = await startDaemon({
    program: 'knotd',
    endpoint,
    directory,
    files: { 'knot.conf': `${configuration.join('\n')}\n`, ...zoneFiles(zones) },
    args: ['-c', `${directory}/knot.conf`],
    zone: firstGood(zones),
  });
  const control = (...command: string[]) =>
    server.control('knotc', '-s', `${directory}/knot.sock`, ...command);
  return authoritative(server, {
    reload: (zone) => control('zone-reload', zone),
    transfer: (zone) => control('zone-retransfer', zone),
  });
};
