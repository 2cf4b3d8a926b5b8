/**
 * What there is to see of the stack in CloudWatch. The body is JSON in a template, so its references are Fn::Sub's.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 *
 * It names 50 metrics at most, up to which a dashboard is in the free tier: https://aws.amazon.com/cloudwatch/pricing/.
 */
const { name } = require('./cloudformation.cjs');
const { Resources: alarms } = require('./alarms.cjs');
const listeners = require('./listeners.cjs');
const { ofDeadLetters, ofExecutions, ofFunction, own } = require('./metrics.cjs');
const { functions } = require('./roles.cjs');

/** Whole width: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html#CloudWatch-Dashboard-Properties-Widgets-Structure */
const COLUMNS = 24;
const HOUR = 3600;
const DAY = 86_400;

/** As remediation/metrics/phase.ts names them, in the order in which a remediation comes through them. */
const PHASES = ['diagnosis', 'ownership-proof', 'certificate', 'move', 'support', 'confirmation', 'unknown'];

const text = [
  `# ${name}`,
  'Moves CloudFront aliases to the distribution that failed to get them. ' +
    '[Executions](https://${AWS::Region}.console.aws.amazon.com/states/home?region=${AWS::Region}#/statemachines/view/${Remediation}): ' +
    'each is one remediation, its name begins with alias and target, and **Redrive** retries a failed one. ' +
    '[Log of the state machine](https://${AWS::Region}.console.aws.amazon.com/cloudwatch/home?region=${AWS::Region}#logsV2:log-groups/log-group/' +
    `$252Faws$252Fvendedlogs$252Fstates$252F${name}). ` +
    "The runbook is `docs/runbook` of the stack's repository, a page an error and a page an alarm.",
].join('\n');

const row = ({ namespace, metric, dimensions }, options) => [
  namespace,
  metric,
  ...Object.entries(dimensions).flat(),
  options,
];

/** Side by side, as wide as there is room for. */
function line(y, height, ...widgets) {
  const width = COLUMNS / widgets.length;
  return widgets.map((widget, index) => ({ ...widget, x: index * width, y, width, height }));
}

const graph = (title, metrics, { stat = 'Sum', period = HOUR, ...more } = {}) => ({
  type: 'metric',
  properties: {
    title,
    region: '${AWS::Region}',
    view: 'timeSeries',
    stat,
    period,
    ...more,
    metrics,
  },
});

/** Without those that are there on a condition only: in place of an alarm that does not exist, a widget shows an error. */
const status = {
  type: 'alarm',
  properties: {
    title: 'Alarms',
    alarms: Object.values(alarms)
      .filter(({ Condition }) => !Condition)
      .map(
        ({ Properties }) =>
          `arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${Properties.AlarmName}`,
      ),
  },
};

const seconds = { yAxis: { left: { min: 0, label: 'Seconds', showUnits: false } } };

/** Few a day, if any. */
const daily = { stat: 'p50', period: DAY, ...seconds };

const widgets = [
  ...line(0, 4, { type: 'text', properties: { markdown: text } }, status),
  ...line(
    4,
    6,
    graph(
      'Open remediations, by phase',
      PHASES.map((phase) => row(own('OpenRemediations', { phase }), { label: phase })),
      { stat: 'Maximum', stacked: true },
    ),
    graph('Oldest remediation', [row(own('OldestRemediationSeconds'), { label: 'oldest' })], {
      stat: 'Maximum',
      ...seconds,
    }),
    graph('Executions', [
      row(ofExecutions('ExecutionsStarted'), { label: 'started' }),
      row(ofExecutions('ExecutionsSucceeded'), { label: 'succeeded' }),
      row(ofExecutions('ExecutionsFailed'), { label: 'failed' }),
    ]),
  ),
  ...line(
    10,
    6,
    graph('Time to proof', [row(own('TimeToProof'), { label: 'median' })], daily),
    graph('Time to resolution', [row(own('TimeToResolution'), { label: 'median' })], daily),
    graph(
      'Cases and failures',
      [
        row(own('CasesOpened'), { label: 'cases opened' }),
        row(own('RemediationsFailed'), { label: 'remediations failed' }),
      ],
      { period: DAY },
    ),
  ),
  ...line(
    16,
    6,
    graph(
      'Dead letters',
      listeners.map(({ fn }) => row(ofDeadLetters('ApproximateNumberOfMessagesVisible', fn), { label: fn })),
      { stat: 'Maximum' },
    ),
    graph(
      'Errors of functions',
      functions.map((fn) => row(ofFunction('Errors', fn), { label: fn })),
    ),
    graph('Throttles', [
      row(ofExecutions('ExecutionThrottled'), { label: 'state machine' }),
      ...listeners.map(({ fn }) => row(ofFunction('Throttles', fn), { label: fn })),
    ]),
  ),
];

module.exports = {
  Resources: {
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { DashboardName: name, DashboardBody: { 'Fn::Sub': JSON.stringify({ widgets }) } },
    },
  },
  Outputs: {
    DashboardUrl: {
      Description: 'What there is to see in CloudWatch.',
      Value: {
        'Fn::Sub': `https://\${AWS::Region}.console.aws.amazon.com/cloudwatch/home?region=\${AWS::Region}#dashboards/dashboard/${name}`,
      },
    },
  },
};
