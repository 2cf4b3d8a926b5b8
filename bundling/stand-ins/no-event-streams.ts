/** For `@smithy/core/event-streams`: no call of ours has a stream of events, in either direction. */
export class EventStreamSerde {
  constructor() {
    throw new Error(
      'A call with an event stream is bundled without what reads it: see bundling/stand-ins.ts.',
    );
  }
}
