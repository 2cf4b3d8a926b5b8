/** `npm run sandbox`: AWS on loopback with the stack deployed in it, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { parseOverrides } from '../overrides.ts';
import { startSandbox } from '../sandbox.ts';
import { command, interrupted, port } from '../usage.ts';

const HELP = `npm run sandbox -- [--port 4566] [--dns-port 5300] [--env NAME=VALUE] [--json]

AWS on 127.0.0.1 with the stack deployed in it; stays up until Ctrl-C.
  --port      where AWS listens; 0 takes a free one
  --dns-port  where name servers (127.0.0.11 to .14) and the resolver (127.0.0.1) listen
  --env       another value for a variable of the stack (infra/functions.yml), as often as wanted
  --json      one line of JSON when ready, and nothing else on stdout`;

await command(async () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4566' },
      'dns-port': { type: 'string', default: '5300' },
      env: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const stopped = interrupted();
  const sandbox = await startSandbox({
    port: port('--port', values.port),
    dnsPort: port('--dns-port', values['dns-port']),
    overrides: parseOverrides(values.env),
  });
  const { endpoint, dns, account, region, stateMachineArn } = sandbox;
  if (values.json) console.log(JSON.stringify({ endpoint, dns, account, region, stateMachineArn }));
  else console.log(welcome({ endpoint, dns, account, region, stateMachineArn }));
  await stopped;
  await sandbox.close();
  return 0;
});

function welcome(ready: {
  endpoint: string;
  dns: string;
  account: string;
  region: string;
  stateMachineArn: string;
}) {
  return `AWS      ${ready.endpoint}   region ${ready.region}
DNS      ${ready.dns}
Stack    deployed in account ${ready.account}: ${ready.stateMachineArn}

Any SDK or the AWS CLI works against it; an access key of twelve digits is the account:
  export AWS_ENDPOINT_URL=${ready.endpoint} AWS_REGION=${ready.region} AWS_DEFAULT_REGION=${ready.region}
  export AWS_ACCESS_KEY_ID=${ready.account} AWS_SECRET_ACCESS_KEY=any

What was called and said:  curl ${ready.endpoint}/_sandbox/calls   and   ${ready.endpoint}/_sandbox/messages
What else there is:        curl ${ready.endpoint}/_sandbox/
Where remediations stand:  npx cname-rescue list --stage sandbox
Ctrl-C ends it.`;
}
