/** What the sandbox and the runtime inside an instance say to each other. JSON travels as text, as it does to a real runtime. */
export interface InvokeMessage {
  requestId: string;
  /** JSON text. */
  event: string;
  functionArn: string;
  /** Epoch milliseconds. */
  deadline: number;
  /** An injected fault: the instance dies before or after the handler ran. */
  crash?: 'before' | 'after';
}

export type RuntimeMessage =
  | { kind: 'ready' }
  /** `response` is JSON text. */
  | { kind: 'done'; response: string }
  /** The handler threw; the instance goes on. */
  | { kind: 'failed'; error: RuntimeError }
  /** The instance cannot go on: no handler, or an error that nobody caught. */
  | { kind: 'broken'; error: RuntimeError };

/** As Lambda answers it. */
export interface RuntimeError {
  errorType: string;
  errorMessage: string;
  trace: string[];
}
