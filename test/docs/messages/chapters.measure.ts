/** Started by `docs/messages.ts`: every chapter of its pages. */
import { test } from 'vitest';
import { allChapters } from '../../../docs/messages/stories.ts';

test('what people are told', async ({ task }) => {
  task.meta.measured = await allChapters();
});
