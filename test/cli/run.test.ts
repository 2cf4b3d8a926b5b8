import { describe, expect, test } from 'vitest';
import type { Command } from '../../cli/command.ts';
import { run } from '../../cli/run.ts';
import { Interrupted, NotPossible, UsageError } from '../../cli/trouble.ts';
import { AliasNotArrived, TransientAwsError } from '../../remediation/errors.ts';
import { TerminalDouble } from './terminal.ts';

const failing = (error: unknown): Command => ({
  usage: 'fail',
  description: 'fails',
  options: (parser) => parser,
  run: () => Promise.reject(error),
});

const answered = (name: string, message: string) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 400 } });

async function ran(args: string[], commands: readonly Command[] = []) {
  const terminal = new TerminalDouble();
  const env: Record<string, string | undefined> = {};
  const exitCode = await run(args, terminal, env, commands);
  return { exitCode, env, out: terminal.written.join('\n'), error: terminal.errors.join('\n') };
}

describe('exit codes and what is said', () => {
  test.each([
    [new UsageError('No such name.'), 2, /^✗ No such name\.$/],
    [new NotPossible('It is over.'), 1, /^✗ It is over\.$/],
    [new AliasNotArrived(['www.example.com'], 'E1', []), 1, /^✗ AliasNotArrived: www\.example\.com/],
    [new TransientAwsError('ThrottlingException: slow down'), 3, /slow down\. Try again in a minute\.$/],
    [
      Object.assign(new Error('None found'), { name: 'CredentialsProviderError' }),
      3,
      /no AWS credentials to use: None found\. Sign in \(aws sso login/,
    ],
    [
      answered('ExpiredTokenException', 'It expired.'),
      3,
      /does not take the credentials: It expired\. Sign in/,
    ],
    [answered('AccessDeniedException', 'Not you.'), 3, /does not allow it: Not you\. .*operator-policy/],
    [answered('NoSuchDistribution', 'None.'), 3, /AWS refused: NoSuchDistribution: None\./],
    [
      Object.assign(new Error('Profile nobody could not be found.'), { name: 'CredentialsProviderError' }),
      3,
      /no AWS credentials to use: Profile nobody could not be found\. Sign in/,
    ],
    ...['EAI_AGAIN', 'CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'ERR_TLS_CERT_ALTNAME_INVALID'].map(
      (code): [Error, number, RegExp] => [
        Object.assign(new Error(`over ${code}`), { code }),
        3,
        new RegExp(`could not be reached: over ${code}`),
      ],
    ),
    [
      Object.assign(new TypeError('"url" must be a string'), { code: 'ERR_INVALID_ARG_TYPE' }),
      1,
      /defect of cname-rescue/,
    ],
    [answered('NoSuch', '\u{1b}[2J\u{202e}'), 3, /AWS refused: NoSuch: \ufffd\[2J\ufffd/],
    [new Interrupted(), 130, /^✗ Nothing was changed\.$/],
    [Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 3, /could not be reached: ECONNREFUSED/],
    [new TypeError('x is not a function'), 1, /defect of cname-rescue\.\nTypeError: x is not a function/],
    ['a string', 1, /defect of cname-rescue\.\na string/],
  ])('%s', async (error, exitCode, message) => {
    const result = await ran(['fail'], [failing(error)]);
    expect(result).toMatchObject({ exitCode, out: '' });
    expect(result.error).toMatch(message);
  });

  test.each([
    [[], /Which command\? See cname-rescue --help/],
    [['fial'], /Did you mean fail/],
    [
      ['fail', '--colour'],
      /Unknown argument: colour\. Usage: cname-rescue fail\. See cname-rescue fail --help/,
    ],
    [['fail', 'what'], /Unknown argument: what/],
    [['fail', '--stage'], /Not enough arguments following: stage/],
  ])('%j is not how it is called', async (args, message) => {
    const result = await ran(args, [failing(undefined)]);
    expect(result).toMatchObject({ exitCode: 2, out: '' });
    expect(result.error).toMatch(message);
  });
});

test('where a shell may have replaced a wildcard, it is said once', async () => {
  const hint = /^package\.json is also a file in this folder\. If you typed a wildcard/;
  expect((await ran(['fail', 'package.json'], [failing(undefined)])).error).toMatch(hint);
  const checking = { ...failing(new UsageError('no')), usage: 'check <alias..>' };
  expect((await ran(['check', 'package.json'], [checking])).error).not.toMatch(hint);
  // A folder, as a stage may be called.
  expect((await ran(['fail', 'sandbox'], [failing(undefined)])).error).not.toMatch(/is also a file/);
});

test('help fits 80 columns and names every command', async () => {
  const { exitCode, out } = await ran(['--help'], [failing(undefined)]);
  expect(exitCode).toBe(0);
  expect(out).toContain('cname-rescue fail');
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('the SDK is told the Region and the profile', async () => {
  const { env } = await ran(['fail', '--profile', 'platform'], [failing(new UsageError(''))]);
  expect(env).toEqual({ AWS_REGION: 'us-east-1', AWS_PROFILE: 'platform' });
});

test('without credentials, the profile that was to have them is named', async () => {
  const error = Object.assign(new Error('Could not load any'), { name: 'CredentialsProviderError' });
  const named = await ran(['fail', '--profile', 'platfrom'], [failing(error)]);
  expect(named).toMatchObject({ exitCode: 3 });
  expect(named.error).toMatch(
    /There are no AWS credentials to use with the profile "platfrom": Could not load any\./,
  );
});

test.each(['--stage', '--profile', '--of'])('%s, given twice, is not clear', async (option) => {
  const asking: Command<{ alias: string[]; of: string }> = {
    usage: 'ask <alias..>',
    description: 'asks',
    options: (parser) =>
      parser
        .positional('alias', { type: 'string', array: true, demandOption: true })
        .option('of', { type: 'string', default: '' }),
    run: async () => 0,
  };
  const words = ['ask', 'a', 'b', option, 'one'];
  expect(await ran(words, [asking as Command])).toMatchObject({ exitCode: 0 });
  const { exitCode, error } = await ran([...words, option, 'two'], [asking as Command]);
  expect(exitCode).toBe(2);
  expect(error).toMatch(`✗ ${option} is given more than once.`);
});
