/** Whether the function that looks for the record reaches name servers, from where it runs. */
import * as v from 'valibot';
import { FunctionFailed, resultOf } from '../../providers/operator/functions.ts';
import { Proof } from '../../remediation/proof-section.ts';
import type { Check } from './check.ts';
import { dnsProbe, PROBED_ZONE } from './dns-probe.ts';
import { type Judgement, ok, problem, unknown } from './finding.ts';

const FUNCTION = 'check-ownership-proof';

export const dns: Check = {
  name: 'dns',
  async look({ stack, fn }) {
    const deployed = await fn(FUNCTION);
    // That it is gone is said elsewhere.
    if (!deployed) return [];
    const probe = dnsProbe(stack, new Date().toISOString());
    try {
      return [judgeProbe(await resultOf(stack.functionName(FUNCTION), probe), deployed.vpc)];
    } catch (error) {
      if (!(error instanceof FunctionFailed)) throw error;
      return [unknown(`${FUNCTION} failed when it was asked: ${error.name}: ${error.message}`)];
    }
  },
};

/** @param result of the function. @param vpc that it is in, if it is in one */
export function judgeProbe(result: unknown, vpc: string | undefined): Judgement {
  const fix = vpc
    ? `The function is in ${vpc}: its subnets need a route to a NAT gateway, and its security groups and network ACLs have to let UDP and TCP to port 53, and TCP to port 443, out.`
    : 'The stack puts its functions into no VPC, where Lambda reaches them. See what is in the way, in the log of the function.';
  const [look] = v.parse(Proof, result).aliases;
  if (!look) return unknown(`${FUNCTION} answered about nothing.`);
  const { servers, decidedBy, unavailable } = look;
  if (unavailable !== undefined)
    return problem(`From the functions, DNS cannot be asked at all: ${unavailable}`, { fix });
  // Lambda without IPv6 has no way to half of the addresses, and needs none.
  const asked = servers.filter(({ noRoute }) => !noRoute);
  const answering = asked.filter(({ verdict }) => verdict !== 'unreachable');
  if (decidedBy === 'https')
    return problem(
      'From the functions, no name server can be reached: port 53 is closed. Public resolvers are asked by HTTPS, and decide alone.',
      { fix },
    );
  if (answering.length === 0)
    return problem(
      'From the functions, no name server can be reached, nor a public resolver by HTTPS: no record is ever seen.',
      { fix },
    );
  if (answering.length < asked.length) {
    const silent = asked.filter((each) => !answering.includes(each)).map(({ server }) => server);
    return unknown(
      `From the functions, some name servers of ${PROBED_ZONE} do not answer: ${silent.join(', ')}.`,
      { fix: 'Ask again in some minutes: others answer, so the way to port 53 is open.' },
    );
  }
  return ok(`The functions reach name servers: those of ${PROBED_ZONE} answer.`);
}
