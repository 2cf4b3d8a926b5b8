import { describe, expect, test } from 'vitest';
import { whereItFailed } from '../../remediation/chain/where-it-failed.ts';
import { chainOf, type Ended, type Link } from '../../remediation/chain.ts';
import type { Remediation } from '../../remediation/document.ts';
import { proof, remediation } from '../doubles/documents.ts';
import { certificate, moved } from '../doubles/sections.ts';
import { allStates } from '../workflow/definition.ts';
import { marks } from './marks.ts';

const linkOf = (document: Remediation, name: Link['name'], ended: Ended) =>
  chainOf(document, ended).find((link) => link.name === name);

describe('an execution that is over', () => {
  const gates = remediation({ proof: proof('missing'), certificate: certificate('missing') });
  const failure = { error: 'ProofDeadlineExceeded', cause: 'Not there in time.' };

  test.each<[what: string, document: Remediation, ended: Ended, chain: string]>([
    [
      'by the state that failed',
      gates,
      { status: 'FAILED', failure: { ...failure, state: 'Check certificate' } },
      '+call +conflict -proof !certificate -move -confirmation',
    ],
    [
      'by the error where the state is not known',
      gates,
      { status: 'FAILED', failure },
      '+call +conflict !proof -certificate -move -confirmation',
    ],
    [
      'the gate beside stays open',
      remediation({ proof: proof('missing') }),
      { status: 'FAILED', failure },
      '+call +conflict !proof +certificate -move -confirmation',
    ],
    [
      'where it waited, if nothing else is known',
      remediation(),
      { status: 'TIMED_OUT', failure: { error: 'States.Timeout', cause: '' } },
      '+call +conflict +proof +certificate !move -confirmation',
    ],
    ['stopped', gates, { status: 'ABORTED' }, '+call +conflict !proof !certificate -move -confirmation'],
    [
      'stopped, with the cause that whoever stopped it gave',
      remediation(),
      { status: 'ABORTED', failure: { state: 'Diagnose conflict', error: '', cause: 'by me' } },
      '+call +conflict +proof +certificate !move -confirmation',
    ],
    [
      'succeeded, by an older document',
      remediation(),
      { status: 'SUCCEEDED' },
      '+call +conflict +proof +certificate +move +confirmation',
    ],
    [
      'failed at what comes before the rest',
      remediation({ move: moved('moved') }),
      { status: 'FAILED', failure: { state: 'Diagnose conflict again', error: 'TargetGone', cause: 'gone' } },
      '+call !conflict +proof +certificate -move -confirmation',
    ],
  ])('%s', (_what, document, ended, chain) => {
    expect(marks(document, ended)).toBe(chain);
  });

  test('says in the words of the failure why', () => {
    expect(linkOf(gates, 'proof', { status: 'FAILED', failure })?.reason).toBe('Not there in time.');
    const silent = { error: 'States.Timeout', cause: '' };
    expect(linkOf(remediation(), 'move', { status: 'TIMED_OUT', failure: silent })?.reason).toBe(
      'States.Timeout: Step Functions tells no cause.',
    );
  });

  test('says who stopped it, where that is known', () => {
    const stopped = (cause: string): Ended => ({ status: 'ABORTED', failure: { error: '', cause } });
    expect(linkOf(remediation(), 'move', stopped(''))?.reason).toBe('The execution was stopped here.');
    expect(linkOf(remediation(), 'move', stopped('wrong target'))?.reason).toBe(
      'The execution was stopped here: wrong target',
    );
  });

  test('every state that can fail by a function of ours has its link', () => {
    const ours = allStates().filter(([name, { Type }]) => Type === 'Task' && !name.startsWith('Announce '));
    expect(ours.length).toBeGreaterThan(10);
    for (const [name] of ours) expect(whereItFailed({ state: name, error: 'Bug' }), name).toBeDefined();
    expect(whereItFailed({ state: 'Announce opened', error: 'Bug' })).toBeUndefined();
  });
});
