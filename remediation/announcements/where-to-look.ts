/** The links of a message. A webhook cannot take clicks, so there are no buttons. */
import type { Remediation } from '../document.ts';
import { executionUrl } from '../links.ts';
import type { Language } from './language.ts';
import type { Message } from './message.ts';
import { runbookPage } from './runbook-page.ts';
import type { Telling } from './telling.ts';

export interface Place {
  execution: { arn: string };
  remediation: Pick<Remediation, 'case'>;
  /** It can be redriven. */
  isStopped: boolean;
  /** The error whose page of the runbook helps. */
  error?: string | undefined;
}

/**
 * Most wanted first. Redrive has no page of its own in the console: it is a button on that of the execution.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export function whereToLook(
  { execution, remediation, isStopped, error }: Place,
  { links }: Language,
  { runbookUrl }: Telling,
): Message['links'] {
  const { case: asked } = remediation;
  return [
    { label: isStopped ? links.redrive : links.execution, url: executionUrl(execution.arn) },
    ...(asked?.url ? [{ label: links.supportCase, url: asked.url }] : []),
    ...(error !== undefined && runbookUrl !== ''
      ? [{ label: links.runbook, url: `${runbookUrl}${fileOf(runbookPage(error))}` }]
      : []),
  ];
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
