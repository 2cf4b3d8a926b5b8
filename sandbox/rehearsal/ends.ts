/**
 * How a scenario ends, as it declares it and the README's table says it: held against the calls, the execution and the
 * aliases, so that what is declared is what was seen.
 */
import * as v from 'valibot';
import { announced, arrived, isByPerson, movesCalled, nothingBeforeConsent, unless } from './checks.ts';
import type { Ending, Ends, Way } from './scenario.ts';

/** `error`: how the name of an error is shown. */
export function inWords(ends: Ends, error: (name: string) => string = (name) => name): string {
  if (ends === 'nothing moves') return ends;
  return 'stoppedBy' in ends ? `stopped by ${error(ends.stoppedBy)}` : ends.join(', ');
}

/** What was not as declared. */
export function endsAsDeclared(ends: Ends, ending: Ending): string[] {
  if (ends === 'nothing moves') return untouched(ending);
  if ('stoppedBy' in ends) return stoppedBy(ends.stoppedBy, ending);
  const seen = waysSeen(ending);
  return [
    ...arrived(ending),
    ...unless(
      seen.toSorted().join() === ends.toSorted().join(),
      `declared is "${inWords(ends)}", but seen was "${seen.join(', ') || 'nothing that brings an alias'}"`,
    ),
  ];
}

function untouched(ending: Ending): string[] {
  const { execution, calls } = ending;
  const changes = calls.filter(
    (call) =>
      (call.service === 'cloudfront' || call.service === 'support') &&
      !/^(Get|List|Describe)/.test(call.action) &&
      !isByPerson(call),
  );
  return [
    ...unless(execution.status === 'SUCCEEDED', `the execution is ${execution.status}, not SUCCEEDED`),
    ...changes.map(({ action, outcome }) => `nothing was to move, but ${action} was called: ${outcome}`),
    ...unless(!cameBySupport(ending), 'nothing was to move, but AWS Support moved the alias'),
  ];
}

function stoppedBy(error: string, ending: Ending): string[] {
  const { status, error: seen } = ending.execution;
  return [
    ...unless(
      status === 'FAILED' && seen === error,
      `the execution is ${status}: ${seen}, not stopped by ${error}`,
    ),
    ...nothingBeforeConsent(ending),
    ...announced(ending, `stopped by ${error}`),
  ];
}

function waysSeen(ending: Ending): Way[] {
  const added = ending.calls.some(
    ({ action, principal, outcome }) =>
      (action === 'UpdateDistribution' || action === 'UpdateDistributionTenant') &&
      principal.includes('add-alias') &&
      outcome === 'ok',
  );
  return [
    ...(movesCalled(ending).some(({ outcome }) => outcome === 'ok') ? (['moved by API'] as const) : []),
    ...(cameBySupport(ending) ? (['moved by AWS Support'] as const) : []),
    ...(added ? (['added'] as const) : []),
  ];
}

const Document = v.object({ case: v.object({ verdict: v.string() }) });

/** While AWS Support had been asked, the alias was found on the target: nobody of ours had brought it. */
function cameBySupport({ execution }: Ending): boolean {
  return execution.history.some(({ stateExitedEventDetails: exited }) => {
    if (exited?.name !== 'Open support case' && exited?.name !== 'Check support case') return false;
    return v.parse(Document, JSON.parse(exited.output ?? '')).case.verdict === 'arrived';
  });
}
