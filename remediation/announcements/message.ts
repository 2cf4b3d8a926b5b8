/** What a person is told at one turn, before it is dressed for a channel. */
export interface Message {
  /** One line. */
  title: string;
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
  links: { label: string; url: string }[];
}
