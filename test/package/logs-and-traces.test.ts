/** Everything that runs says what it does, for a while and no longer, and nothing says it with the documents in it. */
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { ofType, propertiesOf } from './template.ts';

const LogGroup = z.object({ LogGroupName: z.string(), RetentionInDays: z.optional(z.number()) });
const Named = z.object({ FunctionName: z.string(), TracingConfig: z.unknown() });
const Role = z.object({
  RoleName: z.string(),
  Policies: z.array(
    z.object({
      PolicyDocument: z.object({
        Statement: z.array(
          z.object({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() }),
        ),
      }),
    }),
  ),
});

const groups = ofType('AWS::Logs::LogGroup');
const names = groups.map(([, { Properties }]) => LogGroup.parse(Properties).LogGroupName);
const functions = ofType('AWS::Lambda::Function').map(([, { Properties }]) => Named.parse(Properties));

test('each function and the state machine have their log group, and there is no other', () => {
  const expected = functions.map(({ FunctionName }) => `/aws/lambda/${FunctionName}`);
  expect(names.toSorted()).toEqual([...expected, '/aws/vendedlogs/states/cname-rescue-sandbox'].toSorted());
});

test.each(groups)('%s forgets after 90 days, and goes with the stack', (_, group) => {
  expect(LogGroup.parse(group.Properties).RetentionInDays).toBe(90);
  expect(group.DeletionPolicy ?? 'Delete').toBe('Delete');
});

test('the state machine logs every event, and no document', () => {
  expect(propertiesOf('Remediation').LoggingConfiguration).toEqual({
    Level: 'ALL',
    IncludeExecutionData: false,
    Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: { 'Fn::GetAtt': ['RemediationLogs', 'Arn'] } } }],
  });
});

test('everything is traced, and every role may write traces', () => {
  expect(propertiesOf('Remediation').TracingConfiguration).toEqual({ Enabled: true });
  expect(functions.map(({ TracingConfig }) => TracingConfig)).toEqual(
    functions.map(() => ({ Mode: 'Active' })),
  );
  const mayNot = ofType('AWS::IAM::Role').flatMap(([, { Properties }]) => {
    const { RoleName, Policies } = Role.parse(Properties);
    const actions = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).flatMap(
      ({ Action }) => Action,
    );
    return actions.includes('xray:PutTraceSegments') ? [] : [RoleName];
  });
  expect(mayNot).toEqual([]);
});

test('only the state machine may do more to logs than write its own', () => {
  const writes = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  const beyond = ofType('AWS::IAM::Role').flatMap(([, { Properties }]) => {
    const { RoleName, Policies } = Role.parse(Properties);
    const statements = Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const onLogs = statements.filter(({ Action }) =>
      [Action].flat().some((each) => each.startsWith('logs:')),
    );
    const others = onLogs.filter(
      ({ Action, Resource }) =>
        [Action].flat().some((each) => !writes.includes(each)) ||
        !JSON.stringify(Resource).includes(`log-group:/aws/lambda/${RoleName}:*`),
    );
    return others.length > 0 ? [RoleName] : [];
  });
  expect(beyond).toEqual(['cname-rescue-sandbox-remediation']);
});
