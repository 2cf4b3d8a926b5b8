/** Words of CloudFormation and of osls that the generated parts of the template share. */
const words = (text) => text.split('-').map((word) => word[0].toUpperCase() + word.slice(1));

/** Of a stage parameter that is true or false, as osls resolves it. Neither is refused before: infra/parameters.ts. */
const isTrue = (value) => `${value}` === 'true';

module.exports = {
  isTrue,
  /** What everything in the stack is named after. */
  name: '${self:service}-${sls:stage}',
  sub: (text) => ({ 'Fn::Sub': text }),
  attribute: (id, attr = 'Arn') => ({ 'Fn::GetAtt': [id, attr] }),
  /** `receive-failure`: `ReceiveFailure`, as our own logical ids begin. */
  pascal: (text) => words(text).join(''),
  /** `receive-failure`: `ReceiveDashfailureLambdaFunction`, as osls calls its resource. */
  lambdaId: (text) => `${words(text)[0]}${text.replace(/^[^-]+/, '').replaceAll('-', 'Dash')}LambdaFunction`,
};
