import type { Attention } from './attention.ts';
import type { AnnouncementLanguage } from './telling.ts';

/** What a person is told at one turn, before it is dressed for a channel. */
export interface Message {
  language: AnnouncementLanguage;
  /** One line. */
  title: string;
  /** The same in English and ASCII, whatever the language: the subject of a mail by SNS can be nothing else. */
  subject: string;
  attention: Attention;
  /** What happened, in a sentence or two. */
  text: string;
  /** Short label and value, most important first. */
  facts: [label: string, value: string][];
  /** To be copied as it is, with a line that says what it is. */
  copy: {
    caption: string;
    text: string;
    /** For people, not for a shell or DNS: a line may be broken where it is too long. */
    prose?: true;
  }[];
  /** Foreign words, shown as a quotation. */
  quote?: string;
  /** Which remediation it is about, in one line. */
  context: string;
  links: { label: string; url: string }[];
}
