/** One question to one resolver by DNS over HTTPS (RFC 8484): where port 53 is closed, 443 as a rule is not. */
import { encodeQuestion, type Message, type Question, readMessage } from './message.ts';
import { NoAnswer } from './transport.ts';

const MEDIA_TYPE = 'application/dns-message';

/** RFC 8484 section 4.1: always the same id, so that HTTP caches can be of use. */
const ID = 0;

/** No DNS message is longer (RFC 1035 section 4.2.2: two bytes of length). */
const LONGEST_MESSAGE = 65_535;

/** @throws NoAnswer */
export async function askByHttps(url: string, question: Question, timeoutMs: number): Promise<Message> {
  const bytes = await post(url, encodeQuestion(ID, question, false), timeoutMs);
  const received = readMessage(bytes, ID, question);
  if (received.kind !== 'message') throw new NoAnswer('HTTPS: what came is not the answer');
  return received.message;
}

async function post(url: string, body: Buffer, timeoutMs: number): Promise<Buffer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': MEDIA_TYPE, accept: MEDIA_TYPE },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const type = response.headers.get('content-type') ?? 'without a content type';
    if (!response.ok || !type.startsWith(MEDIA_TYPE)) {
      await response.body?.cancel();
      throw new NoAnswer(`HTTPS: status ${response.status}, ${type}`);
    }
    return await upTo(LONGEST_MESSAGE, response);
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    throw new NoAnswer(`HTTPS: ${reason(error, timeoutMs)}`);
  }
}

/** Whoever answers decides how much comes: more than a message can be is not read. */
async function upTo(limit: number, { body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > limit) throw new NoAnswer('HTTPS: longer than a DNS message can be');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `fetch` says only that it failed; the cause says why. */
function reason(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `silent for ${timeoutMs / 1000} s`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
