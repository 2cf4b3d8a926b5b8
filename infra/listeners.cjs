/**
 * The functions that EventBridge invokes, each with the rule of infra/rules.yml that does it. Whatever comes of an event that
 * is not delivered or not handled lies in the listener's own queue, and has the listener's own alarms. `also`: a second rule.
 */
module.exports = [
  { fn: 'receive-failure', rule: 'FailedCalls' },
  { fn: 'receive-support-update', rule: 'SupportUpdates' },
  { fn: 'announce-failure', rule: 'FailedRemediations' },
  { fn: 'announce-by-sns', rule: 'AnnouncementsToSns', bus: 'AnnouncementBus' },
  {
    fn: 'announce-by-slack',
    rule: 'AnnouncementsToSlack',
    bus: 'AnnouncementBus',
    also: 'AlarmsToSlack',
    condition: 'SlackConfigured',
  },
  { fn: 'record-metrics', rule: 'AnnouncementsToMetrics', bus: 'AnnouncementBus', measures: true },
  { fn: 'measure-remediations', rule: 'EveryHour', measures: true },
];
