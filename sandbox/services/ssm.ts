/** Systems Manager's Parameter Store, as far as one parameter at a time. */
import { randomBytes } from 'node:crypto';
import * as sdk from '@aws-sdk/client-ssm';
import { PerAccount } from '../wire/account.ts';
import { AwsError, type Caller, type Service } from '../wire/service.ts';

interface Parameter {
  type: sdk.ParameterType;
  value: string;
  /** What a SecureString looks like to a reader who does not ask for decryption. */
  ciphertext: string;
  version: number;
  modified: Date;
}

/** Parameter Store, standard tier. https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const MAX_VALUE_BYTES = 4096;

export function ssm(): Service {
  const accounts = new PerAccount(() => new Map<string, Parameter>());

  return {
    sdk,
    client: 'SSMClient',
    operations: {
      PutParameter(input: sdk.PutParameterCommandInput, caller: Caller) {
        const parameters = accounts.of(caller.account);
        const { name, value } = validated(input);
        const existing = parameters.get(name);
        if (existing && !input.Overwrite) {
          throw new AwsError(
            'ParameterAlreadyExists',
            'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
          );
        }
        const type = input.Type ?? existing?.type;
        if (type === undefined) {
          throw new AwsError(
            'ValidationException',
            'A parameter type is required when you create a parameter.',
          );
        }
        const version = (existing?.version ?? 0) + 1;
        parameters.set(name, { type, value, ciphertext: ciphertext(), version, modified: new Date() });
        return { Version: version, Tier: 'Standard' };
      },

      GetParameter(input: sdk.GetParameterCommandInput, caller: Caller) {
        const name = nameOf(input.Name);
        const parameter = accounts.of(caller.account).get(name);
        if (!parameter) throw notFound(name);
        const readable = parameter.type !== 'SecureString' || input.WithDecryption === true;
        return {
          Parameter: {
            Name: name,
            ARN: `arn:aws:ssm:${caller.region}:${caller.account}:parameter/${name.replace(/^\//, '')}`,
            Type: parameter.type,
            Value: readable ? parameter.value : parameter.ciphertext,
            Version: parameter.version,
            LastModifiedDate: parameter.modified,
            DataType: 'text',
          },
        };
      },

      DeleteParameter(input: sdk.DeleteParameterCommandInput, caller: Caller) {
        const name = nameOf(input.Name);
        if (!accounts.of(caller.account).delete(name)) throw notFound(name);
        return {};
      },
    },
  };
}

function validated(input: sdk.PutParameterCommandInput): { name: string; value: string } {
  const name = nameOf(input.Name);
  const value = input.Value ?? '';
  if (!/^[\w./-]+$/.test(name) || (name.includes('/') && !name.startsWith('/'))) {
    throw new AwsError(
      'ValidationException',
      'Parameter name: it consists of letters, numbers and the symbols .-_/, and begins with a slash when it has one.',
    );
  }
  if (value === '') throw new AwsError('ValidationException', 'The value of a parameter must not be empty.');
  if (Buffer.byteLength(value) > MAX_VALUE_BYTES) {
    throw new AwsError(
      'ValidationException',
      `Standard tier parameters support a maximum of ${MAX_VALUE_BYTES} bytes.`,
    );
  }
  return { name, value };
}

/** A parameter may be asked for by its ARN, which leaves out whether the name starts with a slash: with one, it has more than one part. */
function nameOf(given: string | undefined): string {
  const inArn = /^arn:aws:ssm:[^:]*:\d{12}:parameter\/(.+)$/.exec(given ?? '')?.[1];
  if (inArn === undefined) return given ?? '';
  return inArn.includes('/') ? `/${inArn}` : inArn;
}

/** Base64 like a KMS ciphertext, but random: nothing can be read from it. */
function ciphertext(): string {
  return randomBytes(96).toString('base64');
}

function notFound(name: string): AwsError {
  return new AwsError('ParameterNotFound', `Parameter ${name} not found.`);
}
