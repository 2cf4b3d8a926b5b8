/** What a command writes to, and asks. */
export interface Terminal {
  /** Columns to fit in. */
  width: number;
  /** A person sees it: colour, progress and questions make sense. */
  interactive: boolean;
  paint: Paint;
  /** The result: standard output. */
  out(text: string): void;
  /** What is not the result: standard error. */
  error(text: string): void;
  /** What is being waited for, in lines that the next ones replace; nothing where nobody watches. Empty: it is over. */
  progress(text: string): void;
  /** From now on the first Ctrl-C ends what the command does, as this signal tells it, and not the command. */
  interruption(): AbortSignal;
  /** @returns what the person typed; undefined where there is nobody to ask */
  ask(question: string): Promise<string | undefined>;
}

export type Paint = Record<'bold' | 'dim' | 'red' | 'green' | 'yellow', (text: string) => string>;
