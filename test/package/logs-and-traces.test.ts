/** Everything that runs says what it does, for a while and no longer, and nothing says it with the documents in it. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ofType, propertiesOf } from './template.ts';

const LogGroup = v.object({ LogGroupName: v.string(), RetentionInDays: v.optional(v.number()) });
const Named = v.object({ FunctionName: v.string(), TracingConfig: v.unknown() });
const Role = v.object({
  RoleName: v.string(),
  Policies: v.array(
    v.object({
      PolicyDocument: v.object({
        Statement: v.array(
          v.object({ Action: v.union([v.string(), v.array(v.string())]), Resource: v.unknown() }),
        ),
      }),
    }),
  ),
});

const groups = ofType('AWS::Logs::LogGroup');
const names = groups.map(([, { Properties }]) => v.parse(LogGroup, Properties).LogGroupName);
const functions = ofType('AWS::Lambda::Function').map(([, { Properties }]) => v.parse(Named, Properties));

test('each function and the state machine have their log group, and there is no other', () => {
  const expected = functions.map(({ FunctionName }) => `/aws/lambda/${FunctionName}`);
  expect(names.toSorted()).toEqual([...expected, '/aws/vendedlogs/states/cname-rescue-sandbox'].toSorted());
});

test.each(groups)('%s forgets after 90 days, and goes with the stack', (_, group) => {
  expect(v.parse(LogGroup, group.Properties).RetentionInDays).toBe(90);
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
    const { RoleName, Policies } = v.parse(Role, Properties);
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
    const { RoleName, Policies } = v.parse(Role, Properties);
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
