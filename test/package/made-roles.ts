/** The roles as osls has them made with these parameters, without packaging anything. */
import { createRequire } from 'node:module';

// Plain JavaScript has no types; what comes of it is parsed.
const resources: (given: {
  resolveVariable(name: string): Promise<string>;
}) => Promise<{ Resources: Record<string, unknown> }> = createRequire(import.meta.url)(
  '../../infra/roles.cjs',
);

/** By logical id. What is left out is as it is shipped. */
export async function madeRoles(parameters: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const shipped = {
    dryRun: 'false',
    selfService: 'true',
    attachCertificate: 'false',
    onlyTagged: '',
    slackBotTokenParameter: '',
  };
  const all: Record<string, string> = { ...shipped, ...parameters };
  const { Resources } = await resources({
    resolveVariable: async (name) => `${all[name.replace('param:', '')]}`,
  });
  return Resources;
}
