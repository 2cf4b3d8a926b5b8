/** How the templates of two stages may differ: in their names, and in the values of their parameters. */
import { isRecord } from '../../sandbox/is-record.ts';

const ALLOWED = [
  // Where the value of a parameter stands.
  /^\/Conditions\//,
  /^\/Resources\/\w+LambdaFunction\/Properties\/Environment\/Variables\//,
  /^\/Resources\/EmailSubscription\/Properties\/Endpoint$/,
  /^\/Resources\/AnnounceBySlackRole\/Properties\/Policies\/0\/PolicyDocument\/Statement\/\d\/Resource\/\d\/Fn::Sub$/,
  // Where a zip lies: the time of packaging is in it.
  /^\/Resources\/\w+LambdaFunction\/Properties\/Code\/S3Key$/,
];

interface Stage {
  name: string;
  template: unknown;
}

/** @returns the paths at which they differ, and may not */
export function differencesBetween(one: Stage, other: Stage): string[] {
  const renamed = JSON.stringify(one.template).replaceAll(one.name, other.name);
  return differences(JSON.parse(renamed), other.template, '').filter(
    (path) => !ALLOWED.some((each) => each.test(path)),
  );
}

function differences(one: unknown, other: unknown, path: string): string[] {
  const both = [one, other];
  if (both.every(isRecord) || both.every(Array.isArray)) {
    const [left, right] = both.map((each) => new Map(Object.entries(each ?? {})));
    const keys = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])]);
    return [...keys].flatMap((key) => differences(left?.get(key), right?.get(key), `${path}/${key}`));
  }
  return one === other ? [] : [path];
}
