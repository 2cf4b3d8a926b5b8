/** One queue a listener: what could not be delivered to it, and what it could not do, with the event's full text. */
const { attribute, name, pascal } = require('./cloudformation.cjs');
const listeners = require('./listeners.cjs');

/** The longest that SQS keeps a message: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const FOURTEEN_DAYS = 1_209_600;

/** With the condition of the listener, where it has one. */
const resource = ({ condition }, type, properties) => ({
  Type: type,
  ...(condition && { Condition: condition }),
  Properties: properties,
});

/**
 * The rule sends what it cannot deliver by the queue's policy; the function sends what it cannot do by its own role.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html#eb-dlq-perms
 */
const rulesOf = ({ rule, also }) => (also ? [attribute(rule), attribute(also)] : attribute(rule));

function queueOf(listener) {
  const id = `${pascal(listener.fn)}DeadLetters`;
  const queue = resource(listener, 'AWS::SQS::Queue', {
    QueueName: `${name}-${listener.fn}-dead-letters`,
    MessageRetentionPeriod: FOURTEEN_DAYS,
    SqsManagedSseEnabled: true,
  });
  const policy = resource(listener, 'AWS::SQS::QueuePolicy', {
    Queues: [{ Ref: id }],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: attribute(id),
          Condition: { ArnEquals: { 'aws:SourceArn': rulesOf(listener) } },
        },
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: attribute(id),
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
  return { [id]: queue, [`${id}Policy`]: policy };
}

module.exports = { Resources: Object.assign({}, ...listeners.map(queueOf)) };
