/** NSD. https://nsd.docs.nlnetlabs.nl/en/latest/manpages/nsd.conf.html */
import { createDirectory, startDaemon } from '../running-server.ts';
import {
  authoritative,
  firstGood,
  type StartAuthoritative,
  zoneFileName,
  zoneFiles,
} from './authoritative.ts';

export const startNsd: StartAuthoritative = async ({
  endpoint,
  zones = [],
  secondaryZones = [],
  notify = [],
  settings = [],
}) => {
  const directory = createDirectory('nsd');
  const at = ({ address, port }: typeof endpoint) => `${address}@${port}`;
  const configuration = [
    'server:',
    `  ip-address: ${at(endpoint)}`,
    // Empty: stays who it is, where it is, and writes no such file.
    '  username: ""',
    '  chroot: ""',
    '  pidfile: ""',
    '  database: ""',
    '  logfile: ""',
    `  zonesdir: "${directory}"`,
    `  xfrdir: "${directory}"`,
    `  xfrdfile: "${directory}/xfrd.state"`,
    `  zonelistfile: "${directory}/zone.list"`,
    '  server-count: 1',
    // The default refuses to answer more than 200 questions a second from one network.
    '  rrl-ratelimit: 0',
    ...settings.map((line) => `  ${line}`),
    'remote-control:',
    '  control-enable: yes',
    `  control-interface: "${directory}/nsd.ctl"`,
    ...zones.flatMap(({ name }) => [
      'zone:',
      `  name: ${name}`,
      `  zonefile: ${zoneFileName(name)}`,
      '  provide-xfr: 127.0.0.0/8 NOKEY',
      `  outgoing-interface: ${endpoint.address}`,
      ...notify.map((secondary) => `  notify: ${at(secondary)} NOKEY`),
    ]),
    ...secondaryZones.flatMap(({ name, primary }) => [
      'zone:',
      `  name: ${name}`,
      `  request-xfr: AXFR ${at(primary)} NOKEY`,
      `  allow-notify: ${primary.address} NOKEY`,
    ]),
  ];
  const server = await startDaemon({
    program: 'nsd',
    endpoint,
    directory,
    files: { 'nsd.conf': `${configuration.join('\n')}\n`, ...zoneFiles(zones) },
    args: ['-d', '-c', `${directory}/nsd.conf`],
    zone: firstGood(zones),
  });
  const control = (...command: string[]) =>
    server.control('nsd-control', '-c', `${directory}/nsd.conf`, ...command);
  return authoritative(server, {
    reload: (zone) => control('reload', zone),
    transfer: (zone) => control('force_transfer', zone),
  });
};
