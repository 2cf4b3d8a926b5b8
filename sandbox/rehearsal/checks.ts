/** Checks that several scenarios share. Each gives what is not as it must be. */

import { recordsIn } from '../people/dns-owner.ts';
import type { Call } from '../wire/call-log.ts';
import { statesEntered } from './execution.ts';
import type { Ending } from './scenario.ts';

export function unless(condition: boolean, problem: string): string[] {
  return condition ? [] : [problem];
}

export function arrived(ending: Ending): string[] {
  const { execution, alias, targetAliases, holderAliases, target } = ending;
  return [
    ...unless(
      execution.status === 'SUCCEEDED',
      `the execution is ${execution.status}, not SUCCEEDED: ${execution.error ?? ''} ${execution.cause ?? ''}`,
    ),
    ...unless(targetAliases.includes(alias), `${alias} is not on the target ${target?.id}`),
    ...unless(!holderAliases.includes(alias), `${alias} is still on the former holder`),
    ...nothingBeforeConsent(ending),
  ];
}

/** The first promise: no move and no case before the owner of the zone published the record. People may try what they like. */
export function nothingBeforeConsent({ calls, consentAt }: Ending): string[] {
  return calls
    .filter((call) => (isMove(call) || isCase(call)) && !isByPerson(call))
    .filter(({ time }) => consentAt === undefined || time < consentAt)
    .map(
      ({ action, time }) =>
        `${action} was called at ${time}, before the TXT record was published (${consentAt})`,
    );
}

export function casesOpened(ending: Ending, count: number): string[] {
  const opened = ending.calls.filter((call) => isCase(call)).length;
  return [
    ...unless(ending.cases.length === count, `${ending.cases.length} Support cases exist, not ${count}`),
    ...unless(opened >= count, `CreateCase was called ${opened} times`),
  ];
}

export function announced({ messages }: Ending, ...titles: string[]): string[] {
  const slack = messages.filter(({ channel }) => channel === 'slack').map(({ body }) => JSON.stringify(body));
  return titles.flatMap((title) =>
    unless(
      slack.some((text) => text.includes(title)),
      `no Slack message says "${title}"`,
    ),
  );
}

/** How often a Slack message had this in it. */
export function toldTimes({ messages }: Pick<Ending, 'messages'>, title: string): number {
  return messages.filter(({ channel, body }) => channel === 'slack' && JSON.stringify(body).includes(title))
    .length;
}

/** Slack messages with these titles, each once, one after the other. */
export function toldInOrder({ messages }: Pick<Ending, 'messages'>, titles: readonly string[]): string[] {
  const slack = messages.filter(({ channel }) => channel === 'slack').map(({ body }) => JSON.stringify(body));
  const places = titles.map((title) => slack.flatMap((text, index) => (text.includes(title) ? [index] : [])));
  return titles.flatMap((title, index) => {
    const [place = -1, ...others] = places[index] ?? [];
    const [before = -1] = places[index - 1] ?? [];
    return unless(
      place > before && others.length === 0,
      `"${title}" was not told once, after what came before`,
    );
  });
}

export function entered({ execution }: Ending, ...names: string[]): string[] {
  const states = statesEntered(execution);
  return names.flatMap((name) => unless(states.includes(name), `the state "${name}" was never entered`));
}

/** One remediation came before, and ended with this announcement, without coming near a move. */
export function endedEarlier({ earlier }: Ending, announcement: string): string[] {
  const [first, ...others] = earlier;
  const states = first ? statesEntered(first) : [];
  return [
    ...unless(
      first !== undefined && others.length === 0,
      `${earlier.length} remediations came before, not 1`,
    ),
    ...unless(first?.status === 'SUCCEEDED', `the one before is ${first?.status}, not SUCCEEDED`),
    ...unless(states.at(-1) === announcement, `the one before ended with "${states.at(-1)}"`),
    ...unless(!states.includes('Gather proof'), 'the one before gathered proof'),
  ];
}

/** The records that Slack asks for are this one, and no other. */
export function asked({ messages }: Ending, { zone, name }: { zone: string; name: string }): string[] {
  const records = messages.flatMap(recordsIn);
  const others = records.filter((record) => record.zone !== zone || record.name !== name);
  return [
    ...unless(records.length > 0, 'no Slack message asks for a record'),
    ...others.map(
      (record) => `Slack asks for ${record.name} in zone ${record.zone}, not for ${name} in zone ${zone}`,
    ),
  ];
}

/** By the remediation; what a person tries by hand is not among them. */
export function movesCalled({ calls }: Ending): Call[] {
  return calls.filter((call) => isMove(call) && !isByPerson(call));
}

/** However often it was tried, CloudFront moved no more than this by it. */
export function movesMade(ending: Ending, count: number): string[] {
  const made = movesCalled(ending).filter(({ done }) => done).length;
  return unless(made === count, `${made} moves were made, not ${count}`);
}

export function movesByPerson({ calls }: Ending): Call[] {
  return calls.filter((call) => isMove(call) && isByPerson(call));
}

/** People come as users; the stack's functions come as their roles. */
export function isByPerson({ principal }: Pick<Call, 'principal'>): boolean {
  return principal.includes(':user/');
}

function isMove({ action }: Call): boolean {
  return action === 'UpdateDomainAssociation' || action === 'AssociateAlias';
}

function isCase({ action }: Call): boolean {
  return action === 'CreateCase';
}
