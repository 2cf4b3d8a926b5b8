/** A resolver and name servers without a network: their behaviours, asked in place. */
import { decode } from 'dns-packet';
import type { Ask } from '../../../providers/dns/ask.ts';
import {
  canBeAsked,
  encodeQuestion,
  type Message,
  type Question,
  readMessage,
} from '../../../providers/dns/message.ts';
import type { Resolve } from '../../../providers/dns/resolve.ts';
import type { Resolver } from '../../../providers/dns/resolver.ts';
import { NoAnswer } from '../../../providers/dns/transport.ts';
import { DnsUnavailable } from '../../../remediation/errors.ts';
import type { Behaviour } from './name-server.ts';

export interface Asked {
  /** Empty: the resolver. */
  address: string;
  name: string;
  type: string;
}

/** `servers`: by address. Whoever is not among them is silent. */
export function inPlace(
  resolver: Behaviour,
  servers: Record<string, Behaviour>,
  byHttps: Record<string, Behaviour> = {},
) {
  const asked: Asked[] = [];
  const ask: Ask = async ({ address }, question) => {
    asked.push({ address, name: question.name, type: question.type });
    return answer(servers[address], question);
  };
  const resolve: Resolve = async (name, type) => {
    asked.push({ address: '', name, type });
    const message = await answer(resolver, { name, type, recursion: true }).catch((error: Error) => error);
    if (message instanceof Error || (message.rcode !== 'NOERROR' && message.rcode !== 'NXDOMAIN')) {
      throw new DnsUnavailable(message instanceof Error ? message.message : message.rcode);
    }
    return message;
  };
  const https = Object.entries(byHttps).map(([url, behaviour]): Resolver => {
    return { name: url, ask: (name, type) => answer(behaviour, { name, type, recursion: true }) };
  });
  return { ask, resolve, port: 53, byHttps: https, asked };
}

async function answer(behaviour: Behaviour | undefined, question: Question): Promise<Message> {
  // As of the real one.
  if (!canBeAsked(question.name)) throw new NoAnswer('no name to ask for');
  const bytes = behaviour?.(decode(encodeQuestion(1, question, true)), 'udp');
  const received = Buffer.isBuffer(bytes) ? readMessage(bytes, 1, question) : undefined;
  if (received?.kind !== 'message') throw new NoAnswer('silent for 2 s');
  return received.message;
}
