/** BIND. https://bind9.readthedocs.io/en/v9.18.24/reference.html */
import { createDirectory, startDaemon } from '../running-server.ts';
import {
  authoritative,
  firstGood,
  type StartAuthoritative,
  zoneFileName,
  zoneFiles,
} from './authoritative.ts';

/** For loopback only, so it may stand here. */
const CONTROL_KEY = 'key "control" { algorithm hmac-sha256; secret "Zm9yIGxvb3BiYWNrIG9ubHk="; };';

export interface BindOptions {
  /** More lines for each zone of which it is the primary. */
  zoneSettings?: readonly string[];
  /** Statements beside `options`. */
  statements?: readonly string[];
}

export const startBind = async ({
  endpoint,
  zones = [],
  secondaryZones = [],
  notify = [],
  settings = [],
  zoneSettings = [],
  statements = [],
}: Parameters<StartAuthoritative>[0] & BindOptions): ReturnType<StartAuthoritative> => {
  const directory = createDirectory('bind');
  const { address, port } = endpoint;
  const at = (there: typeof endpoint) => `${there.address} port ${there.port};`;
  const controlPort = port + 1;
  const configuration = [
    CONTROL_KEY,
    `controls { inet ${address} port ${controlPort} allow { 127.0.0.0/8; } keys { "control"; }; };`,
    'options {',
    `  directory "${directory}";`,
    `  listen-on port ${port} { ${address}; };`,
    '  listen-on-v6 { none; };',
    '  pid-file none;',
    '  session-keyfile none;',
    '  recursion no;',
    '  dnssec-validation no;',
    '  allow-transfer { 127.0.0.0/8; };',
    `  notify ${notify.length > 0 ? 'explicit' : 'no'};`,
    `  notify-source ${address};`,
    `  also-notify { ${notify.map(at).join(' ')} };`,
    // The default keeps a small set of NOTIFYs back for some seconds.
    '  notify-delay 0;',
    ...settings.map((line) => `  ${line}`),
    '};',
    ...statements,
    ...zones.map(
      ({ name }) =>
        `zone "${name}" { type primary; file "${zoneFileName(name)}"; ${zoneSettings.join(' ')} };`,
    ),
    ...secondaryZones.map(
      ({ name, primary }) =>
        `zone "${name}" { type secondary; file "${zoneFileName(name)}"; primaries { ${at(primary)} }; };`,
    ),
  ];
  const server = await startDaemon({
    program: 'named',
    endpoint,
    directory,
    files: {
      'named.conf': `${configuration.join('\n')}\n`,
      'rndc.conf': `${CONTROL_KEY}\noptions { default-key "control"; };\n`,
      ...zoneFiles(zones),
    },
    args: ['-g', '-n', '1', '-c', `${directory}/named.conf`],
    zone: firstGood(zones),
  });
  const control = (...command: string[]) =>
    server.control(
      'rndc',
      '-c',
      `${directory}/rndc.conf`,
      '-s',
      address,
      '-p',
      String(controlPort),
      ...command,
    );
  return authoritative(server, {
    reload: (zone) => control('reload', zone),
    transfer: (zone) => control('retransfer', zone),
  });
};
