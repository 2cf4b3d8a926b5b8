/** What has the same caption, in one block: whoever keeps a zone copies all of its records at once. */
import type { Message } from './message.ts';

type Copy = Message['copy'];

export function together(copy: Copy): Copy {
  const grouped = [...Map.groupBy(copy, ({ caption }) => caption)];
  return grouped.map(([caption, parts]) => {
    const prose = parts.every((part) => part.prose);
    return { caption, text: parts.map(({ text }) => text).join('\n'), ...(prose && { prose }) };
  });
}
