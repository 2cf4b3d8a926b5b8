/** What functions print, as the sandbox keeps it. */
import { describe, expect, test } from 'vitest';
import { setUp } from './harness.ts';

describe('logs', () => {
  test('are kept by function, line by line, complete when the answer comes', async () => {
    const seen: string[] = [];
    const { define, invoke, lambda } = setUp({ onLog: (name, { line }) => seen.push(`${name}: ${line}`) });
    await define(`
      console.log('loaded');
      export const handler = ({ lines }) => {
        for (let i = 0; i < lines; i += 1) console.log('line ' + i);
        console.error(JSON.stringify({ level: 'ERROR' }));
      };
    `);
    await invoke('f', { lines: 100 });
    const lines = lambda.logs('f').map(({ line }) => line);
    expect(lines[0]).toBe('loaded');
    expect(lines).toHaveLength(102);
    expect(lines).toContain('{"level":"ERROR"}');
    expect(seen).toHaveLength(102);
    expect(seen[0]).toBe('f: loaded');
    await invoke('f', { lines: 5_000 });
    expect(lambda.logs('f')).toHaveLength(2_000);
    expect(lambda.logs('nobody')).toEqual([]);
  });

  test('in the format JSON: what is printed is the message, with level and request id', async () => {
    const { define, invoke, lambda } = setUp();
    const source = `
      console.log('loaded');
      export const handler = () => { console.info({ outcome: 'done' }); console.warn('%d of', 1, 'two'); };
    `;
    await define(source, { logFormat: 'JSON' });
    await invoke('f');
    const lines: unknown[] = lambda.logs('f').map(({ line }) => JSON.parse(line));
    const timestamp = expect.stringMatching(/^\d{4}-.*Z$/);
    const requestId = expect.any(String);
    expect(lines).toEqual([
      { timestamp, level: 'INFO', message: 'loaded' },
      { timestamp, level: 'INFO', requestId, message: { outcome: 'done' } },
      { timestamp, level: 'WARN', requestId, message: '1 of two' },
    ]);
  });

  test('tell the error of an invocation', async () => {
    const { define, invoke, lambda } = setUp();
    await define('export const handler = () => { throw new Error("visible"); };');
    await invoke('f');
    expect(lambda.logs('f').at(-1)?.line).toMatch(/^ERROR Invoke Error .*visible/);
  });
});
