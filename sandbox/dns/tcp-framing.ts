/**
 * DNS messages in a TCP stream: two bytes of length before each (RFC 1035 section 4.2.2).
 */
import type { Socket } from 'node:net';

export function writeMessage(socket: Socket, message: Buffer): void {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  // One write, so that length and message travel together (RFC 7766 section 8).
  socket.write(Buffer.concat([length, message]));
}

/** Calls back for each message, however the stream is cut into pieces. */
export function readMessages(socket: Socket, onMessage: (message: Buffer) => void): void {
  let received: Buffer = Buffer.alloc(0);
  socket.on('data', (piece: Buffer) => {
    received = Buffer.concat([received, piece]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      onMessage(received.subarray(2, end));
      received = received.subarray(end);
    }
  });
}
