/**
 * From an event to a running execution, exactly once: the aliases are claimed in the ledger, and the execution's name
 * follows from the incident, so delivering the event again, or crashing between claim and start, changes nothing.
 */

import type { Announce } from '../announcements/announcement.ts';
import type { Incident, Remediation } from '../document.ts';
import { AliasClaimed, ClaimPending } from '../errors.ts';
import { executionName } from '../execution-name.ts';
import { parseIncident } from '../incident.ts';
import type { Claim, Executions, Ledger, Now } from '../ports.ts';

/**
 * How long a claim may stand without an execution before it counts as left behind by a crash: longer than any
 * invocation runs (60 s), shorter than Lambda's asynchronous retries take (one minute, then two), so that whoever is
 * told to wait gets the alias within them.
 */
const CLAIM_GRACE_MS = 2 * 60 * 1000;

interface Ports {
  ledger: Pick<Ledger, 'claim' | 'claimOf'>;
  executions: Pick<Executions, 'start' | 'status' | 'arnOf'>;
  announce: Announce;
  now: Now;
}

export interface Received {
  /**
   * `joined`: running remediations move all of the aliases to this target already. `refused`: one wants an alias on another target,
   * and people have been told. `execution` is one of those.
   */
  outcome: 'started' | 'exists' | 'joined' | 'refused';
  execution: string;
  /** Of what was started: a running remediation to which the others of the aliases are left. */
  joined?: string;
}

/**
 * @throws InvalidEvent when the event is no failed CloudFront call: it then ends in the dead-letter queue.
 * @throws InvalidAlias
 * @throws AliasClaimed when a running remediation wants one of the aliases on another target, and people could not be told.
 * @throws ClaimPending when one of the aliases was claimed moments ago: the event is to be delivered again.
 */
export function receiveFailure(ports: Ports, { dryRun }: { dryRun: boolean }) {
  return async (event: unknown): Promise<Received> => {
    const incident = parseIncident(event);
    const dry = dryRun && { dryRun };
    const execution = executionName(incident);
    // Delivered again, maybe long after: its aliases may be somebody else's by now, and are not taken from them.
    if ((await ports.executions.status(execution)) !== 'absent') return { outcome: 'exists', execution };

    const claims = await unlessClaimed(() => claimAliases(ports, incident, execution));
    if (claims instanceof AliasClaimed) return refuse(ports, { incident, ...dry }, claims);
    const { taken, joined } = claims;
    if (joined && taken.length === 0) return { outcome: 'joined', execution: joined };
    // What another execution moves to this target already is left to it.
    const aliases = joined ? incident.aliases.filter((alias) => taken.includes(alias)) : incident.aliases;
    const outcome = await ports.executions.start(execution, { incident: { ...incident, aliases }, ...dry });
    return { outcome, execution, ...(joined && { joined }) };
  };
}

async function unlessClaimed<Claims>(claim: () => Promise<Claims>): Promise<Claims | AliasClaimed> {
  try {
    return await claim();
  } catch (error) {
    if (error instanceof AliasClaimed) return error;
    throw error;
  }
}

/**
 * Nobody looks at an execution that was never started: the one that has the alias is shown instead. What people were not told is
 * delivered again, and ends in the dead-letter queue.
 */
async function refuse(
  { executions, announce }: Ports,
  remediation: Remediation,
  { alias, claim: { execution: name, target } }: AliasClaimed,
): Promise<Received> {
  try {
    await announce('Alias claimed', {
      execution: { arn: executions.arnOf(name), name },
      remediation,
      claim: { alias, target },
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AliasClaimed(alias, { execution: name, target, at: 0 }, why);
  }
  return { outcome: 'refused', execution: name };
}

/** In the same order everywhere, so that of two incidents with the same aliases one gets them all. */
async function claimAliases(
  ports: Ports,
  { target, aliases }: Incident,
  execution: string,
): Promise<{ taken: string[]; joined: string | undefined }> {
  // Without a target nothing is moved, so nothing is claimed either.
  if (!('id' in target)) return { taken: [], joined: undefined };
  const claim: Claim = { execution, target: target.id, at: ports.now() };
  // All are looked at before one is taken: a claim that leads to no execution is in everybody's way.
  for (const alias of aliases) {
    const standing = await ports.ledger.claimOf(alias);
    if (standing) await isLeftBehind(ports, alias, standing, claim);
  }
  const taken: string[] = [];
  let joined: string | undefined;
  for (const alias of aliases.toSorted()) {
    const standing = await takeClaim(ports, alias, claim);
    if (standing.execution === execution) taken.push(alias);
    else joined = standing.execution;
  }
  return { taken, joined };
}

/** Returns the claim that stands: ours, or that of a running remediation with the same aim. */
async function takeClaim(ports: Ports, alias: string, claim: Claim): Promise<Claim> {
  let standing = await ports.ledger.claim(alias, claim);
  while (await isLeftBehind(ports, alias, standing, claim)) {
    standing = await ports.ledger.claim(alias, claim, standing);
  }
  return standing;
}

/** Whether the execution that has the alias is over, or never came to be. */
async function isLeftBehind(
  { executions, now }: Ports,
  alias: string,
  standing: Claim,
  claim: Claim,
): Promise<boolean> {
  if (standing.execution === claim.execution) return false;
  const status = await executions.status(standing.execution);
  if (status === 'RUNNING' || status === 'PENDING_REDRIVE') {
    if (standing.target === claim.target) return false;
    throw new AliasClaimed(alias, standing);
  }
  if (status === 'absent' && now() - standing.at < CLAIM_GRACE_MS) throw new ClaimPending(alias, standing);
  return true;
}
