/** PowerDNS with its bind backend. https://doc.powerdns.com/authoritative/settings.html, …/backends/bind.html */
import { createDirectory, startDaemon } from '../running-server.ts';
import {
  authoritative,
  firstGood,
  type StartAuthoritative,
  zoneFileName,
  zoneFiles,
} from './authoritative.ts';

export const startPowerdns: StartAuthoritative = async ({
  endpoint,
  zones = [],
  secondaryZones = [],
  notify = [],
  settings = [],
}) => {
  const directory = createDirectory('powerdns');
  const at = ({ address, port }: typeof endpoint) => `${address}:${port}`;
  const configuration = [
    'launch=bind',
    `bind-config=${directory}/zones.conf`,
    `local-address=${endpoint.address}`,
    `local-port=${endpoint.port}`,
    `socket-dir=${directory}`,
    'daemon=no',
    'guardian=no',
    'write-pid=no',
    'receiver-threads=1',
    'distributor-threads=1',
    // It would ask a server of its makers whether it is safe.
    'security-poll-suffix=',
    'primary=yes',
    'secondary=yes',
    'allow-axfr-ips=127.0.0.0/8',
    'only-notify=',
    `also-notify=${notify.map(at).join(',')}`,
    `query-local-address=${endpoint.address}`,
    ...settings,
  ];
  const zonesConfiguration = [
    ...zones.map(({ name }) => `zone "${name}" { type master; file "${directory}/${zoneFileName(name)}"; };`),
    ...secondaryZones.map(
      ({ name, primary }) =>
        `zone "${name}" { type slave; file "${directory}/${zoneFileName(name)}"; masters { ${at(primary)}; }; };`,
    ),
  ];
  const server = await startDaemon({
    program: 'pdns_server',
    endpoint,
    directory,
    files: {
      'pdns.conf': `${configuration.join('\n')}\n`,
      'zones.conf': `${zonesConfiguration.join('\n')}\n`,
      ...zoneFiles(zones),
    },
    args: [`--config-dir=${directory}`],
    zone: firstGood(zones),
  });
  const control = (...command: string[]) =>
    server.control('pdns_control', `--config-dir=${directory}`, ...command);
  const transfer = (zone: string) => control('retrieve', zone);
  // By itself it looks after its zones once a minute, and would not get one sooner.
  for (const { name } of secondaryZones) await transfer(name);
  return authoritative(server, {
    reload: async (zone) => {
      await control('bind-reload-now', zone);
      // The others do so by themselves.
      if (notify.length > 0) await control('notify', zone);
    },
    transfer,
  });
};
