/** A terminal that remembers. */
import { createColors } from 'picocolors';
import type { Terminal } from '../../cli/terminal/terminal.ts';

export class TerminalDouble implements Terminal {
  readonly width = 80;
  readonly interactive = false;
  readonly paint = createColors(false);
  readonly written: string[] = [];
  readonly errors: string[] = [];
  readonly questions: string[] = [];
  readonly interrupted = new AbortController();
  /** What happens in the meantime. */
  whileAsked = async () => {};
  readonly #answers: string[];

  /** @param answers to the questions, in their order; then there is nobody to ask */
  constructor(...answers: string[]) {
    this.#answers = answers;
  }

  out(text: string) {
    this.written.push(text);
  }
  error(text: string) {
    this.errors.push(text);
  }
  progress() {}
  interruption() {
    return this.interrupted.signal;
  }
  async ask(question: string) {
    this.questions.push(question);
    await this.whileAsked();
    return this.#answers.shift();
  }
}
