/**
 * A word that a PNG carries about itself, in a tEXt chunk: https://www.w3.org/TR/png-3/#11tEXt
 * It travels with the picture, and no viewer shows it.
 */
import { crc32 } from 'node:zlib';

/** https://www.w3.org/TR/png-3/#5PNG-file-signature */
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length and type before the data of a chunk, a checksum after it, four bytes each. */
const AROUND = 12;
/** The first chunk is IHDR, whose data is 13 bytes: https://www.w3.org/TR/png-3/#11IHDR */
const FIRST = SIGNATURE.length + AROUND + 13;

/** The picture with the word in it, before all that it shows. */
export function withText(png: Buffer, keyword: string, text: string): Buffer {
  const typed = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(typed.length - 4);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([png.subarray(0, FIRST), length, typed, checksum, png.subarray(FIRST)]);
}

/** @returns undefined when the picture has no such word, or is none. */
export function textIn(png: Buffer, keyword: string): string | undefined {
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return undefined;
  for (let at = SIGNATURE.length; at + AROUND <= png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    const [type, text] = png.toString('latin1', at + 4, end).split('\0');
    if (type === `tEXt${keyword}`) return text;
    at = end + 4;
  }
  return undefined;
}
