/**
 * The metrics that alarms and the dashboard look at. Values of dimensions are texts for Fn::Sub. What each is:
 * AWS/States  https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 * AWS/Lambda  https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * AWS/Events  https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 * AWS/SQS     https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
const { name } = require('./cloudformation.cjs');

module.exports = {
  ofExecutions: (metric) => ({
    namespace: 'AWS/States',
    metric,
    dimensions: { StateMachineArn: '${Remediation}' },
  }),
  ofFunction: (metric, fn) => ({
    namespace: 'AWS/Lambda',
    metric,
    dimensions: { FunctionName: `${name}-${fn}` },
  }),
  /** A rule on a bus of our own goes by the bus as well. */
  ofRule: (metric, { fn, bus }) => ({
    namespace: 'AWS/Events',
    metric,
    dimensions: { ...(bus && { EventBusName: `\${${bus}}` }), RuleName: `${name}-${fn}` },
  }),
  ofDeadLetters: (metric, fn) => ({
    namespace: 'AWS/SQS',
    metric,
    dimensions: { QueueName: `${name}-${fn}-dead-letters` },
  }),
  /** The stack's own, as providers/metrics.ts writes them: remediation/metrics/metric.ts. */
  own: (metric, dimensions = {}) => ({
    namespace: name,
    metric,
    dimensions: { service: '${self:service}', ...dimensions },
  }),
};
