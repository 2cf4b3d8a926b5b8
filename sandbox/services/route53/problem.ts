/** Something that Route 53 refuses in a name, a value or a change. The message is what the caller reads. */
export class Problem extends Error {}

/** Route 53 names what is wrong with a text in this form: `FATAL problem: DomainLabelEmpty (Domain label is empty) …`. */
export function fatalProblem(code: string, explanation: string, text: string): Problem {
  return new Problem(`FATAL problem: ${code} (${explanation}) encountered with '${text}'`);
}
