/**
 * One role a function, one for the state machine: exactly what each calls. What the stack's parameters rule out is no part of
 * the template. Support and the lists of certificates know no resource-level permissions where the resource is `*` (service
 * authorization reference).
 */
const { attribute, isTrue, lambdaId, name, pascal, sub } = require('./cloudformation.cjs');
const listeners = require('./listeners.cjs');

const allow = (actions, resource) => ({ Effect: 'Allow', Action: actions, Resource: resource });
/** Statements or actions that a role has only under this condition. */
const where = (condition, ...granted) => (condition ? granted : []);
/**
 * What changes a distribution or tenant: where there is a tag, only one that carries it. Both resource types know the condition key
 * `aws:ResourceTag/${TagKey}`, and every action allowed here has one of them, or both, as its resource:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html
 */
const allowChange = (tag, actions, resource) => ({
  ...allow(actions, resource),
  ...(tag && { Condition: { StringEquals: { [`aws:ResourceTag/${tag.key}`]: tag.value } } }),
});

const distributions = sub('arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/*');
const tenants = sub('arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution-tenant/*');
const connectionGroups = sub('arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:connection-group/*');
const certificates = sub('arn:${AWS::Partition}:acm:us-east-1:${AWS::AccountId}:certificate/*');
const serverCertificates = sub(
  'arn:${AWS::Partition}:iam::${AWS::AccountId}:server-certificate/cloudfront/*',
);
const stateMachine = sub(
  `arn:\${AWS::Partition}:states:\${AWS::Region}:\${AWS::AccountId}:stateMachine:${name}`,
);
const stateMachines = sub('arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:*');
const executions = sub(
  `arn:\${AWS::Partition}:states:\${AWS::Region}:\${AWS::AccountId}:execution:${name}:*`,
);

const parameters = 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter';

/** A tenant is read with its connection group and, where it has no certificate of its own, with its multi-tenant distribution. */
const readTarget = [
  allow('cloudfront:GetDistribution', distributions),
  allow('cloudfront:GetDistributionTenant', tenants),
  allow('cloudfront:GetConnectionGroup', connectionGroups),
  // For the default one, of tenants that name none; lists know no resource-level permissions.
  allow('cloudfront:ListConnectionGroups', '*'),
];
const listConflicts = [
  allow('cloudfront:ListDomainConflicts', [distributions, tenants]),
  allow('cloudfront:ListConflictingAliases', distributions),
];
const readCertificates = [
  allow(['acm:DescribeCertificate', 'acm:GetCertificate'], certificates),
  allow('iam:GetServerCertificate', serverCertificates),
  allow('iam:ListServerCertificates', '*'),
];
const findCertificates = [
  ...readCertificates,
  allow('acm:ListCertificates', '*'),
  allow('cloudfront:GetManagedCertificateDetails', tenants),
];
/** Read, changed in one place and written back. A tenant is read by what reads the target. */
const changeTarget = (tag) => [
  allow('cloudfront:GetDistributionConfig', distributions),
  allowChange(tag, 'cloudfront:UpdateDistribution', distributions),
  allowChange(tag, 'cloudfront:UpdateDistributionTenant', tenants),
];
// The move calls want the update beside their own action: on the target, and AssociateAlias also on a holder of our own. That
// UpdateDomainAssociation does is nowhere said, so the step looks at the holder's tags itself (ADR 0015).
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/alternate-domain-names-move-options.html
const moveByApi = (tag) => [
  allowChange(tag, 'cloudfront:UpdateDomainAssociation', [distributions, tenants]),
  allowChange(tag, ['cloudfront:AssociateAlias', 'cloudfront:UpdateDistribution'], distributions),
  allowChange(tag, 'cloudfront:UpdateDistributionTenant', tenants),
];
// Lists know no resource-level permissions.
const listOwn = allow(['cloudfront:ListDistributions', 'cloudfront:ListDistributionTenants'], '*');
const readTags = (tag) => where(tag, allow('cloudfront:ListTagsForResource', [distributions, tenants]));
/** Of the target, and of whatever of ours has the alias. */
const readAllTags = (tag) => where(tag, ...readTags(tag), listOwn);
const lookAtSupport = [
  'support:DescribeCases',
  'support:DescribeCreateCaseOptions',
  'support:DescribeServices',
  'support:DescribeSeverityLevels',
];
/**
 * Items of these kinds only, as providers/ledger.ts keys them. Each of the actions names the key of one item.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
const ledger = (actions, ...kinds) => ({
  ...allow(actions, attribute('Ledger')),
  Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map((kind) => `${kind}#*`) } },
});

/** The parameters that decide by true or false what a role may, as infra/parameters.ts says what they mean. */
const DECIDING = ['dryRun', 'selfService', 'attachCertificate'];

const permissions = ({ dryRun, selfService, attachCertificate, onlyTagged, slackBot }) => ({
  'receive-failure': [
    ledger(['dynamodb:GetItem', 'dynamodb:PutItem'], dryRun ? 'dry-run-claim' : 'claim'),
    allow('states:StartExecution', stateMachine),
    allow('states:DescribeExecution', executions),
    allow('events:PutEvents', attribute('AnnouncementBus')),
  ],
  'diagnose-conflict': [
    ...readTarget,
    ...listConflicts,
    // To recognise a holder of our own by the end of its id.
    listOwn,
    ...readTags(onlyTagged),
    // To recognise a custom domain name of our own, by the certificate that it shows.
    allow('acm:ListCertificates', '*'),
    allow('acm:DescribeCertificate', certificates),
  ],
  'check-ownership-proof': [],
  'check-alias-record': [],
  'check-certificate': [...readTarget, ...findCertificates],
  'attach-certificate': [
    ...readTarget,
    ...findCertificates,
    ledger('dynamodb:GetItem', 'claim'),
    ...where(!dryRun && attachCertificate, ...changeTarget(onlyTagged), ...readTags(onlyTagged)),
  ],
  'move-alias': [
    ...readTarget,
    ...readCertificates,
    ...where(!dryRun && selfService, ...moveByApi(onlyTagged), ...listConflicts),
    ...readAllTags(onlyTagged),
    ledger('dynamodb:GetItem', 'claim', 'move'),
    ledger('dynamodb:PutItem', 'move'),
  ],
  'add-alias': [
    ...readTarget,
    ...readCertificates,
    ledger('dynamodb:GetItem', 'claim'),
    ...where(!dryRun, ...changeTarget(onlyTagged)),
    ...readTags(onlyTagged),
  ],
  'open-support-case': [
    ...readTarget,
    ...listConflicts,
    ...readCertificates,
    ...readAllTags(onlyTagged),
    allow([...lookAtSupport, ...where(!dryRun, 'support:AddAttachmentsToSet', 'support:CreateCase')], '*'),
    ledger('dynamodb:GetItem', 'claim', 'filing'),
    ledger(['dynamodb:PutItem', 'dynamodb:DeleteItem'], 'filing'),
    ledger('dynamodb:UpdateItem', 'filing', 'case'),
  ],
  'draft-support-case': [allow(lookAtSupport, '*')],
  // A task token belongs to its state machine, on which SendTaskSuccess is checked, though the service authorization
  // reference names no resource for it: https://github.com/aws/aws-cdk/pull/8486.
  'await-support': [ledger('dynamodb:UpdateItem', 'case'), allow('states:SendTaskSuccess', stateMachine)],
  'check-support-case': [
    ...readTarget,
    ...listConflicts,
    ...readAllTags(onlyTagged),
    allow(
      [
        'support:DescribeCases',
        'support:DescribeCommunications',
        ...where(!dryRun, 'support:AddCommunicationToCase'),
      ],
      '*',
    ),
  ],
  'receive-support-update': [
    ledger('dynamodb:UpdateItem', 'case'),
    allow('states:SendTaskSuccess', stateMachine),
  ],
  'confirm-alias': readTarget,
  'announce-failure': [
    allow('states:GetExecutionHistory', executions),
    allow('events:PutEvents', attribute('AnnouncementBus')),
  ],
  // These two print what they measure, and CloudWatch makes the metrics of it.
  'record-metrics': [],
  'measure-remediations': [
    allow('states:ListExecutions', stateMachine),
    allow('states:GetExecutionHistory', executions),
  ],
  'announce-by-sns': [
    allow('sns:Publish', [{ Ref: 'Announcements' }, { Ref: 'AnnouncementsAsJson' }]),
    // What SNS wants of whoever publishes to an encrypted topic: infra/topic-key.yml.
    allow(['kms:Decrypt', 'kms:GenerateDataKey'], attribute('AnnouncementsKey')),
  ],
  'announce-by-slack': [
    // An ARN has one slash before the parameter's name, whether the name begins with one or not. The AWS managed key lets whoever
    // may read the parameter decrypt it; the policy of a customer managed key has to let this role call kms:Decrypt:
    // https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
    allow('ssm:GetParameter', [
      sub(`${parameters}\${param:${slackBot ? 'slackBotTokenParameter' : 'slackWebhookParameter'}}`),
      sub(`${parameters}/\${param:${slackBot ? 'slackBotTokenParameter' : 'slackWebhookParameter'}}`),
    ]),
    // A webhook knows no threads.
    ...where(slackBot, ledger('dynamodb:UpdateItem', 'thread')),
  ],
});

/** X-Ray knows no resource-level permissions for these: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
const trace = (...more) =>
  allow(
    ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', ...more.map((action) => `xray:${action}`)],
    '*',
  );

/**
 * CloudWatch Logs delivers to the log group of the state machine, and Step Functions arranges that in our name. The actions know no
 * resources of CloudWatch Logs: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy
 */
const arrangeLogDelivery = allow(
  [
    'logs:CreateLogDelivery',
    'logs:GetLogDelivery',
    'logs:UpdateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:DescribeResourcePolicies',
    'logs:DescribeLogGroups',
  ],
  '*',
);

const assumedBy = (service, condition) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sts:AssumeRole',
      ...(condition && { Condition: condition }),
    },
  ],
});

function functionRole(fn, statements) {
  const logs = sub(
    `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${name}-${fn}:*`,
  );
  const own = [allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logs), trace(), ...statements];
  const listener = listeners.find((each) => each.fn === fn);
  // What it cannot do it sends to its queue itself.
  if (listener) own.push(allow('sqs:SendMessage', attribute(`${pascal(fn)}DeadLetters`)));
  return {
    Type: 'AWS::IAM::Role',
    // As its function has in infra/functions.yml.
    ...(listener?.condition && { Condition: listener.condition }),
    Properties: {
      RoleName: `${name}-${fn}`,
      // Lambda's guide names no condition under which it takes a role; nobody can pass a role to a function of another account.
      AssumeRolePolicyDocument: assumedBy('lambda.amazonaws.com'),
      Policies: [{ PolicyName: fn, PolicyDocument: { Version: '2012-10-17', Statement: own } }],
    },
  };
}

function stateMachineRole(steps) {
  const statements = [
    allow(
      'lambda:InvokeFunction',
      steps.map((fn) => attribute(lambdaId(fn))),
    ),
    allow('events:PutEvents', attribute('AnnouncementBus')),
    arrangeLogDelivery,
    // https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
    trace('GetSamplingRules', 'GetSamplingTargets'),
  ];
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: `${name}-remediation`,
      // As AWS has it, for machines of this account; it is tried before ours is there:
      // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
      AssumeRolePolicyDocument: assumedBy('states.amazonaws.com', {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnLike: { 'aws:SourceArn': stateMachines },
      }),
      Policies: [
        { PolicyName: 'remediation', PolicyDocument: { Version: '2012-10-17', Statement: statements } },
      ],
    },
  };
}

function roles(settings) {
  const all = Object.entries(permissions(settings));
  const steps = all.map(([fn]) => fn).filter((fn) => !listeners.some((listener) => listener.fn === fn));
  return {
    ...Object.fromEntries(all.map(([fn, statements]) => [`${pascal(fn)}Role`, functionRole(fn, statements)])),
    RemediationRole: stateMachineRole(steps),
  };
}

/** `undefined` where it is empty. What else it may hold is checked before: infra/parameters.ts. */
function tagOf(text) {
  const at = text.indexOf('=');
  return at === -1 ? undefined : { key: text.slice(0, at), value: text.slice(at + 1) };
}

/** osls calls it when it packages, with what it was given. */
module.exports = async ({ resolveVariable }) => {
  const settings = {
    onlyTagged: tagOf(`${await resolveVariable('param:onlyTagged')}`),
    slackBot: `${await resolveVariable('param:slackBotTokenParameter')}` !== '',
  };
  for (const parameter of DECIDING) {
    settings[parameter] = isTrue(await resolveVariable(`param:${parameter}`));
  }
  return { Resources: roles(settings) };
};
module.exports.roles = roles;
/** All there are: each has its role. */
module.exports.functions = Object.keys(permissions({}));
