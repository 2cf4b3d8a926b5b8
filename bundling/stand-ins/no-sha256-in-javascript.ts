/** For SHA-256 in JavaScript, which the SDK has for runtimes without `node:crypto`. */
export class Sha256Js {
  constructor() {
    throw new Error(
      'There is no node:crypto, and what would do without is left out: see bundling/stand-ins.ts.',
    );
  }
}
