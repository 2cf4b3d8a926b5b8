/**
 * An account as far as `serverless deploy` and `serverless remove` call it: CloudFormation that makes every change at once, a bucket that keeps what
 * it gets, and whatever executions the test says. The sandbox has neither; what it deploys is the same template.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const ACCOUNT = '111122223333';
const BUCKET = 'deployment-bucket';

export interface DeployingAccount {
  url: string;
  /** `cloudformation CreateChangeSet`, in order. */
  calls: string[];
  /** By the last part of their key. */
  uploads: Map<string, string>;
  /** Names of the executions that run. */
  running: string[];
  close(): void;
}

export async function startDeployingAccount(stack: string): Promise<DeployingAccount> {
  const stackId = `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/${stack}/1`;
  let status: string | undefined;
  let changes = 0;
  const account = { calls: [] as string[], uploads: new Map<string, string>(), running: [] as string[] };

  const cloudFormation: Record<string, () => string> = {
    DescribeStacks: () =>
      `<Stacks><member><StackName>${stack}</StackName><StackId>${stackId}</StackId><StackStatus>${status}</StackStatus><CreationTime>2026-01-01T00:00:00Z</CreationTime></member></Stacks>`,
    CreateChangeSet: () => `<Id>${stackId}</Id><StackId>${stackId}</StackId>`,
    DescribeChangeSet: () => `<StackId>${stackId}</StackId><Status>CREATE_COMPLETE</Status>`,
    ExecuteChangeSet: () => changed(status === undefined ? 'CREATE' : 'UPDATE'),
    DeleteStack: () => changed('DELETE'),
    DescribeStackEvents: () => {
      const [kind] = (status ?? '').split('_');
      return `<StackEvents>${stackEvent(`${kind}_COMPLETE`)}${stackEvent(`${kind}_IN_PROGRESS`)}</StackEvents>`;
    },
    DescribeStackResource: () =>
      `<StackResourceDetail><PhysicalResourceId>${BUCKET}</PhysicalResourceId></StackResourceDetail>`,
  };

  function changed(kind: string): string {
    status = `${kind}_COMPLETE`;
    changes++;
    return '';
  }

  function stackEvent(resourceStatus: string): string {
    return `<member><EventId>${changes}-${resourceStatus}</EventId><StackId>${stackId}</StackId><StackName>${stack}</StackName><LogicalResourceId>${stack}</LogicalResourceId><ResourceType>AWS::CloudFormation::Stack</ResourceType><Timestamp>${new Date().toISOString()}</Timestamp><ResourceStatus>${resourceStatus}</ResourceStatus></member>`;
  }

  function answer(service: string, action: string): { code?: number; body: string } {
    if (service === 'sts') {
      return {
        body: xml(action, `<Arn>arn:aws:iam::${ACCOUNT}:user/operator</Arn><Account>${ACCOUNT}</Account>`),
      };
    }
    if (service === 'states') {
      return { body: JSON.stringify({ executions: account.running.map((name) => ({ name })) }) };
    }
    // Nobody has deployed a function before, and nobody an image.
    if (service === 'lambda') return { code: 404, body: '{"__type":"ResourceNotFoundException"}' };
    if (service === 'ecr') return { code: 400, body: '{"__type":"RepositoryNotFoundException"}' };
    if (action === 'DescribeStacks' && status === undefined) {
      const message = `Stack with id ${stack} does not exist`;
      return {
        code: 400,
        body: `<ErrorResponse><Error><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`,
      };
    }
    return { body: xml(action, cloudFormation[action]?.() ?? '') };
  }

  const server = createServer(async (request, response) => {
    const [, service = 's3'] =
      /Credential=\w+\/\d+\/[\w-]+\/(\w+)\//.exec(request.headers.authorization ?? '') ?? [];
    const body = await text(request);
    if (service === 's3') {
      const [key = ''] = (request.url ?? '').split('?');
      if (request.method === 'PUT') account.uploads.set(key.split('/').at(-1) ?? '', body);
      response.end(request.method === 'GET' ? '<ListBucketResult/>' : '');
      return;
    }
    const target = request.headers['x-amz-target']?.toString().split('.').at(-1);
    const action = target ?? new URLSearchParams(body).get('Action') ?? request.method ?? '';
    account.calls.push(`${service} ${action}`);
    const { code = 200, body: answered } = answer(service, action);
    response.writeHead(code).end(answered);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // A server that listens on a port has an address of that kind.
  const { port } = server.address() as AddressInfo;
  return Object.assign(account, { url: `http://127.0.0.1:${port}`, close: () => void server.close() });
}

function xml(action: string, result: string): string {
  return `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`;
}
