import { expect, test } from 'vitest';
import { moveAlias } from '../../../remediation/steps/move-alias.ts';
import { remediation, stepInput } from '../../doubles/documents.ts';
import { portsOf, SETTINGS } from '../../doubles/steps.ts';
import { ALIAS, TARGET, World } from '../../doubles/world.ts';

test('it moved, and nobody can read the answer: what CloudFront did counts, and the move is told and remembered', async () => {
  const world = new World();
  world.publish();
  world.cloudfront.moveAlias = async () => {
    world.arrive();
    return { moved: false, code: 'UnknownError', message: 'No.' };
  };
  expect(await moveAlias(portsOf(world), SETTINGS)(stepInput(remediation()))).toMatchObject({
    verdict: 'moved',
    aliases: [{ alias: ALIAS, verdict: 'moved' }],
  });
  expect(world.moves.get(ALIAS)).toMatchObject({ to: TARGET });
});
