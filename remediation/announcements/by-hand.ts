/**
 * How a person starts a remediation that CloudTrail's record does not tell enough for, or that had no target yet: by handing the same
 * event, with what is missing, to the function that EventBridge hands it to. So the aliases are claimed as for any other incident.
 */
import type { Incident } from '../document.ts';
import { eventOf } from '../incident-event.ts';
import { targetKind } from '../target-kind.ts';
import { targetNoun, updateCall } from '../target-words.ts';
import { quoted } from './shell.ts';

/** A shell command, with what stands in angle brackets to be replaced. `executionArn`: of the execution that had too little. */
export function startByHand(incident: Incident, executionArn: string): string {
  // infra/ names the state machine `<service>-<stage>`, and the functions after it.
  const [, , , region, , , stateMachine] = executionArn.split(':');
  const { target, action, aliases } = incident;
  const kind = targetKind(action);
  const event = eventOf({
    ...incident,
    // Of a create there is no target; once there is, what remains to be done is an update.
    action: target.kind === 'none' ? updateCall({ kind }) : action,
    target: { kind, id: 'id' in target ? target.id : `<${targetNoun({ kind })} id>` },
    aliases: aliases.length > 0 ? aliases : ['<alias>'],
  });
  return [
    `aws lambda invoke --region ${region} --function-name ${stateMachine}-receive-failure --invocation-type Event`,
    `--cli-binary-format raw-in-base64-out --payload ${quoted(JSON.stringify(event))} /dev/null`,
  ].join(' ');
}
