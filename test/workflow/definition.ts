/** The shipped state machine, its substitutions made. */
import { readFileSync } from 'node:fs';

export interface State {
  Type: string;
  Resource?: string;
  Branches?: { States: Record<string, State> }[];
}

export function definition(): { States: Record<string, State> } {
  const asl = readFileSync('statemachine/remediation.asl.json', 'utf8')
    .replaceAll(/\$\{AnnouncementBus\}/g, 'announcements')
    .replaceAll(/\$\{(\w+)\}/g, 'arn:aws:lambda:us-east-1:111122223333:function:$1');
  return JSON.parse(asl);
}

/** Every state by name, those of the branches among them. */
export function allStates(states: Record<string, State> = definition().States): [string, State][] {
  return Object.entries(states).flatMap(([name, state]) => [
    [name, state] as [string, State],
    ...(state.Branches ?? []).flatMap((branch) => allStates(branch.States)),
  ]);
}
