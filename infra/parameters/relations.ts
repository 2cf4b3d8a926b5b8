/** What must hold between parameters, each of which is allowed by itself. */
import { EVENTS_FOR_WAITING, total, type Waits, worstHistory } from './history.ts';

type Name = keyof Waits | 'caseListingLagSeconds';

/** The first must not be longer than the second. */
const NOT_LONGER: [Name, Name][] = [
  ['shortestCheckSeconds', 'longestCheckSeconds'],
  ['shortestCheckSeconds', 'longestCertificateCheckSeconds'],
  ['longestCheckSeconds', 'proofDeadlineSeconds'],
  ['longestCertificateCheckSeconds', 'certificateDeadlineSeconds'],
  ['rediagnoseSeconds', 'proofDeadlineSeconds'],
  ['casePollSeconds', 'caseDeadlineSeconds'],
  ['caseListingLagSeconds', 'caseDeadlineSeconds'],
  ['deploymentCheckSeconds', 'deploymentDeadlineSeconds'],
];

/** A sentence for each that does not hold. */
export function brokenRelations(given: Record<Name | SlackName, string>): string[] {
  return [...brokenSlack(given), ...brokenWaits(numbers(given))];
}

type SlackName = 'slackWebhookParameter' | 'slackBotTokenParameter' | 'slackChannel';

function brokenSlack({
  slackWebhookParameter: webhook,
  slackBotTokenParameter: token,
  slackChannel: channel,
}: Record<SlackName, string>): string[] {
  if (webhook && token)
    return [
      `slackBotTokenParameter=${token}: Slack is told by a bot or by a webhook, and slackWebhookParameter is ${webhook}. Leave one out.`,
    ];
  if (token && !channel)
    return [`slackBotTokenParameter=${token}: give slackChannel as well, the channel that the bot posts to.`];
  if (channel && !token)
    return [
      `slackChannel=${channel}: it is for a bot, so give slackBotTokenParameter as well. A webhook has its channel from Slack.`,
    ];
  return [];
}

function numbers(given: Record<Name, string>): Record<Name, number> {
  // Every name keeps its value, as a number.
  return Object.fromEntries(Object.entries(given).map(([name, text]) => [name, Number(text)])) as Record<
    Name,
    number
  >;
}

function brokenWaits(values: Record<Name, number>): string[] {
  const tooLong = NOT_LONGER.filter(([one, other]) => values[one] > values[other]).map(
    ([one, other]) =>
      `${one}=${values[one]}: it must not be longer than ${other}, which is ${values[other]}.`,
  );
  if (tooLong.length > 0) return tooLong;
  const history = worstHistory(values);
  const [largest] = history.toSorted((one, other) => other.events - one.events);
  if (!largest || total(history) <= EVENTS_FOR_WAITING) return [];
  return [
    `${largest.pause}=${values[largest.pause]}: to look that often until ${largest.deadline}=${values[largest.deadline]} is too much. With the other waits, a remediation could leave ${total(history)} events in its history, and there is room for ${EVENTS_FOR_WAITING}.`,
  ];
}
