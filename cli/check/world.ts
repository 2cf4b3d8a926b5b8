/** The world as a check sees it, by clients that only look: what the stack would see, set as the stack is. */
import { atMost } from '../../providers/at-most.ts';
import {
  certificateDetails,
  certificateList,
  certificateUsers,
  createAcm,
} from '../../providers/certificates.ts';
import {
  createClients,
  holders,
  managedCertificates,
  tagged,
  targets,
} from '../../providers/cloudfront/cloudfront.ts';
import { createDns } from '../../providers/dns/dns.ts';
import { dnsSettings } from '../../providers/dns/settings.ts';
import {
  caseWishes,
  certificateSettings,
  type Environment,
  moveSettings,
  name,
  permit,
  proofSettings,
  restriction,
  settings,
} from '../../providers/environment.ts';
import { ledgerTable, pastMoves, standingClaims } from '../../providers/ledger.ts';
import { DEFAULT_ENVIRONMENT } from '../../providers/operator/default-environment.ts';
import { readFunction } from '../../providers/operator/deployed-functions.ts';
import { describeRemediation } from '../../providers/operator/remediations.ts';
import { caseOptions, cases, supportClients } from '../../providers/support.ts';
import type { Claim, Ledger } from '../../remediation/ports.ts';
import type { OutlookPorts, OutlookSettings } from '../../remediation/steps/look-ahead.ts';
import type { Stack } from '../stack.ts';
import { NotPossible } from '../trouble.ts';
import type { CheckFacts } from './facts.ts';

export interface CheckWorld {
  stack: CheckFacts['stack'];
  ports: OutlookPorts;
  settings: OutlookSettings;
  /** Of these aliases, what running remediations have. */
  claims(aliases: readonly string[]): Promise<Map<string, Claim>>;
}

/** A hundred aliases are looked up together, and AWS throttles early. */
const READS_AT_ONCE = 5;

/** Between them they have all of the settings that a check needs. */
const FUNCTIONS = ['move-alias', 'check-certificate', 'draft-support-case'];

export async function worldOf(stack: Stack): Promise<CheckWorld> {
  const deployed = await deployedEnvironment(stack);
  const env = deployed ?? DEFAULT_ENVIRONMENT;
  const clients = createClients('look');
  const acm = createAcm();
  const desk = supportClients('look');
  try {
    const ledger = deployed && ledgerOf(deployed);
    return {
      stack: deployed ? (permit(deployed) === 'act' ? 'acts' : 'looks') : 'none',
      ports: {
        cloudfront: {
          ...targets(clients),
          ...holders(clients),
          ...tagged(clients),
          ...managedCertificates(clients),
        },
        certificates: { ...certificateDetails(acm), ...certificateList(acm), ...certificateUsers(acm) },
        dns: createDns(dnsSettings(env)),
        support: { ...caseOptions(desk), ...cases(desk) },
        ledger,
        now: Date.now,
      },
      settings: {
        ...proofSettings(env),
        ...certificateSettings(env),
        ...moveSettings(env),
        ...restriction(env),
        wishes: caseWishes(env),
      },
      claims: (aliases) => runningClaims(stack, ledger, aliases),
    };
  } catch (error) {
    throw new NotPossible(
      `The stack of the stage "${stack.stage}" is set in a way that this version of the command does not know: use that of the version which deployed it. ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** @returns undefined where there is no such stack */
async function deployedEnvironment({ functionName }: Stack): Promise<Environment | undefined> {
  const deployed = await Promise.all(FUNCTIONS.map((fn) => readFunction(functionName(fn))));
  const environments = deployed.map((each) => each?.environment);
  return environments.includes(undefined) ? undefined : Object.assign({}, ...environments);
}

function ledgerOf(env: Environment): Pick<Ledger, 'lastMove' | 'claimOf'> {
  const { LEDGER_TABLE } = settings({ LEDGER_TABLE: name }, env);
  const table = ledgerTable(LEDGER_TABLE, Date.now);
  return { ...pastMoves(table), ...standingClaims(table) };
}

/** A claim outlives its remediation. */
async function runningClaims(
  { executionArn }: Stack,
  ledger: Pick<Ledger, 'claimOf'> | undefined,
  aliases: readonly string[],
): Promise<Map<string, Claim>> {
  const inTurn = atMost(READS_AT_ONCE);
  const found = await Promise.all(
    aliases.map((alias) =>
      inTurn(async (): Promise<[string, Claim][]> => {
        const claim = await ledger?.claimOf(alias);
        const remediation = claim && (await describeRemediation(executionArn(claim.execution)));
        return claim && remediation?.status === 'RUNNING' ? [[alias, claim]] : [];
      }),
    ),
  );
  return new Map(found.flat());
}
