/** Unbound, the recursive resolver. https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html */
import type { Endpoint } from '../question.ts';
import { createDirectory, type RunningServer, startDaemon } from '../running-server.ts';

export interface UnboundOptions {
  endpoint: Endpoint;
  /** Zone -> the servers to ask for it. Every zone needs its entry, or Unbound would follow a delegation to port 53. */
  zones: Record<string, readonly Endpoint[]>;
}

export async function startUnbound({ endpoint, zones }: UnboundOptions): Promise<RunningServer> {
  const directory = createDirectory('unbound');
  const at = ({ address, port }: Endpoint) => `${address}@${port}`;
  const configuration = [
    'server:',
    `  interface: ${at(endpoint)}`,
    '  access-control: 127.0.0.0/8 allow',
    // Empty: stays who it is, where it is, and writes no such file.
    '  username: ""',
    '  chroot: ""',
    '  pidfile: ""',
    `  directory: "${directory}"`,
    '  use-syslog: no',
    '  logfile: ""',
    '  log-queries: yes',
    '  num-threads: 1',
    '  do-ip6: no',
    // Above the ports on which the servers of the tests listen.
    '  outgoing-port-avoid: 0-32767',
    '  do-not-query-localhost: no',
    '  module-config: "iterator"',
    // A cache that keeps what it is told for as long as it is told.
    '  cache-min-ttl: 0',
    '  prefetch: no',
    '  serve-expired: no',
    // Nothing leaves the machine: no root, only these zones.
    '  local-zone: "." refuse',
    ...Object.keys(zones).map((zone) => `  local-zone: "${zone}." transparent`),
    'remote-control:',
    '  control-enable: no',
    ...Object.entries(zones).flatMap(([zone, servers]) => [
      'stub-zone:',
      `  name: "${zone}"`,
      ...servers.map((server) => `  stub-addr: ${at(server)}`),
    ]),
  ];
  return startDaemon({
    program: 'unbound',
    endpoint,
    directory,
    files: { 'unbound.conf': `${configuration.join('\n')}\n` },
    args: ['-d', '-p', '-c', `${directory}/unbound.conf`],
    zone: undefined,
  });
}
