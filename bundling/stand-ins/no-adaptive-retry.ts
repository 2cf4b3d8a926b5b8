/** For the retry mode `adaptive`, which the SDK has beside `standard`: nobody sets it. */
export class AdaptiveRetryStrategy {
  constructor() {
    throw new Error('The retry mode is adaptive, which is left out: see bundling/stand-ins.ts.');
  }
}
