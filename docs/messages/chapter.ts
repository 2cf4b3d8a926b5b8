/** The examples of docs/messages/, by chapter: what the pages call each, and the event that it is made from. */
import * as v from 'valibot';
import { AnnouncementLanguage } from '../../remediation/announcements/telling.ts';
import type { Run } from '../../test/workflow/run.ts';

export const LANGUAGES = AnnouncementLanguage.options;
export type Language = AnnouncementLanguage;

/** The same in each language. */
const Text = v.object(v.entriesFromList(AnnouncementLanguage.options, v.string()));
export type Text = v.InferOutput<typeof Text>;

/** As EventBridge hands it to the functions that announce. */
const Told = v.looseObject({ source: v.string(), 'detail-type': v.string(), time: v.string() });
export type Told = v.InferOutput<typeof Told>;

const Example = v.object({
  /** Names its picture. */
  slug: v.string(),
  /** Its event's detail-type. */
  type: v.string(),
  /** What is special about it; none: the plain case. */
  variant: v.optional(Text),
});

const headed = {
  slug: v.string(),
  title: Text,
  /** What happens in it, in a sentence or two. */
  about: Text,
};

/** A chapter that has been played. */
export const Chapter = v.object({
  ...headed,
  examples: v.array(v.object({ ...Example.entries, event: Told })),
  /** Everything that people were told, in order. */
  told: v.array(Told),
});
export type Chapter = v.InferOutput<typeof Chapter>;

/** One that is yet to be. */
export interface Story extends Omit<Chapter, 'examples' | 'told'> {
  /** In the order in which they are told. What else is told is not shown. */
  examples: v.InferOutput<typeof Example>[];
  /** @returns everything that people are told, in order */
  play(): Promise<Told[]>;
}

/** What the script of a story turns and pulls. */
export interface Stage {
  after(ms: number): Promise<void>;
  execution: Run;
  /** The execution has failed or was stopped: the function that says so hears of it. */
  end(): Promise<void>;
}

/** @throws Error when one of its examples was not told. */
export async function chapterOf({ play, examples, ...head }: Story): Promise<Chapter> {
  const told = await play();
  let next = 0;
  const found = examples.map((example) => {
    const at = told.findIndex((event, position) => position >= next && event['detail-type'] === example.type);
    const event = told[at];
    if (!event) {
      const types = told.map((each) => each['detail-type']).join(', ');
      throw new Error(`Nobody was told of ${example.slug} in "${head.slug}", only: ${types}.`);
    }
    next = at + 1;
    return { ...example, event };
  });
  return { ...head, examples: found, told };
}
