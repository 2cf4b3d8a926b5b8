/**
 * When a person has to look. Whoever is paged hears of it on the same topic as everybody else. Each alarm says what it means, and
 * names its page of the runbook.
 */
const { name, pascal, sub } = require('./cloudformation.cjs');
const listeners = require('./listeners.cjs');
const { ofDeadLetters, ofExecutions, ofFunction, ofRule, own } = require('./metrics.cjs');

const FIVE_MINUTES = 300;
const HOUR = 3600;

const dimensions = (all) => Object.entries(all).map(([Name, text]) => ({ Name, Value: sub(text) }));

function alarm(suffix, says, page, source, { threshold = 1, condition } = {}) {
  return {
    [`${pascal(suffix)}Alarm`]: {
      Type: 'AWS::CloudWatch::Alarm',
      ...(condition && { Condition: condition }),
      Properties: {
        AlarmName: `${name}-${suffix}`,
        AlarmDescription: `${says} See docs/runbook/${page}.md.`,
        ...source,
        EvaluationPeriods: 1,
        Threshold: threshold,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        // Nothing happens here for weeks, and then CloudWatch hears nothing.
        TreatMissingData: 'notBreaching',
        AlarmActions: [{ Ref: 'Announcements' }],
      },
    },
  };
}

const one = ({ namespace, metric, dimensions: of }, Statistic = 'Sum', Period = FIVE_MINUTES) => ({
  Namespace: namespace,
  MetricName: metric,
  Dimensions: dimensions(of),
  Statistic,
  Period,
});

/**
 * The sum of ten metrics at most: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html
 * What there is on a condition only is left out of it without.
 */
const sum = (metrics) => ({
  Metrics: [
    { Id: 'sum', Expression: 'SUM(METRICS())', Label: metrics[0].metric, ReturnData: true },
    ...metrics.map(({ namespace, metric, dimensions: of, condition }, index) => {
      const Metric = { Namespace: namespace, MetricName: metric, Dimensions: dimensions(of) };
      const MetricStat = { Metric, Stat: 'Sum', Period: FIVE_MINUTES };
      const query = { Id: `m${index}`, MetricStat, ReturnData: false };
      return condition ? { 'Fn::If': [condition, query, { Ref: 'AWS::NoValue' }] } : query;
    }),
  ],
});
const over =
  (metric) =>
  ({ fn, condition }) => ({ ...ofFunction(metric, fn), condition });
const overRule = (metric) => (listener) => ({ ...ofRule(metric, listener), condition: listener.condition });

const deadLetters = ({ fn, condition }) =>
  alarm(
    `${fn}-dead-letters`,
    `Events that ${fn} was to handle lie in its dead-letter queue.`,
    'dead-letters',
    one(ofDeadLetters('ApproximateNumberOfMessagesVisible', fn), 'Maximum'),
    { condition },
  );

/** A metric is what is paid for, and a measurement that comes late or never is no harm: its dead letters say enough. */
const vital = listeners.filter(({ measures }) => !measures);
const announcers = listeners.filter(({ fn }) => fn.startsWith('announce-'));

module.exports = {
  Resources: Object.assign(
    {},
    ...listeners.map(deadLetters),
    alarm(
      'remediations-failed',
      'A remediation failed: a step cannot go on until somebody mends the cause.',
      'remediations-failed',
      one(ofExecutions('ExecutionsFailed')),
    ),
    alarm(
      'remediations-timed-out',
      'Step Functions ended a remediation, which had run for a year.',
      'remediations-failed',
      one(ofExecutions('ExecutionsTimedOut')),
    ),
    alarm(
      'remediations-aborted',
      'Somebody stopped a remediation.',
      'remediations-failed',
      one(ofExecutions('ExecutionsAborted')),
    ),
    alarm(
      'remediations-throttled',
      'Step Functions slows remediations down: the account is at its quota of state transitions.',
      'throttles',
      one(ofExecutions('ExecutionThrottled')),
    ),
    // A step that is throttled is tried again for 19 minutes and then fails; a listener waits for up to six hours, and says nothing.
    alarm(
      'listeners-throttled',
      'Events wait for functions that Lambda does not start: the account is at its quota of concurrency.',
      'throttles',
      sum(vital.map(over('Throttles'))),
    ),
    alarm(
      'announcements-failing',
      'A function that tells people of remediations failed. It is tried three times in all.',
      'announcements-failing',
      sum(announcers.map(over('Errors'))),
    ),
    alarm(
      'events-lost',
      'An event was not delivered, or a function did not handle it, and it could not be put into the dead-letter queue either.',
      'events-lost',
      sum([...vital.map(overRule('InvocationsFailedToBeSentToDlq')), ...vital.map(over('DeadLetterErrors'))]),
    ),
    alarm(
      'old-remediation',
      'A remediation has been running for longer than all that it may wait for.',
      'old-remediation',
      // As often as it is measured.
      one(own('OldestRemediationSeconds'), 'Maximum', HOUR),
      { threshold: '${param:oldRemediationSeconds}' },
    ),
  ),
};
