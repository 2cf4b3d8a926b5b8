import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withNames, withReferences } from '../../remediation/alias-references.ts';
import { parseAnnouncement } from '../../remediation/announcements/announcement.ts';
import { incident, remediation } from '../doubles/documents.ts';

const LABEL = 'a-label-as-long-as-dns-allows-which-few-people-ever-need-to-say';
const long = Array.from({ length: 30 }, (_, index) => `shop-${index}.${LABEL}.example.com`);

const written = (section: unknown) => withReferences(section, long);
const read = (proof: unknown) => {
  const document = withNames({ remediation: { incident: incident({ aliases: long }), proof } });
  return (document as { remediation: { proof: unknown } }).remediation.proof;
};

it.each([
  [long[12], '⟨12⟩'],
  [`_${long[12]} TXT "x" at ${long[3]}.`, '_⟨12⟩ TXT "x" at ⟨3⟩.'],
  [`_.${long[12]}`, '_.⟨12⟩'],
  [`deeper.${long[12]}`, 'deeper.⟨12⟩'],
  [`${LABEL}.example.com`, '⟨0-1⟩'],
  [`x${long[12]}, example.com`, `xshop-12.⟨0-1⟩, example.com`],
  [`SHOP-12.${LABEL}.EXAMPLE.COM`, `SHOP-12.${LABEL}.EXAMPLE.COM`],
])('writes %s as %s, and reads it as it was', (text, reference) => {
  expect(written([{ text }])).toEqual([{ text: reference }]);
  expect(read(written([{ text }]))).toEqual([{ text }]);
});

it('takes no reference from whoever wrote a text from outside', () => {
  expect(read(written('⟨12⟩ ⟩⟨'))).toBe('<12> ><');
});

it('changes neither the incident nor what is no text', () => {
  const aliases = incident({ aliases: long, errorMessage: '⟨1⟩' });
  const document = {
    remediation: { incident: aliases, move: { count: 1, is: true, [`${long[1]}`]: ['⟨1⟩'] } },
  };
  expect(withNames(document)).toEqual({
    remediation: { incident: aliases, move: { count: 1, is: true, [`${long[1]}`]: [long[1]] } },
  });
});

it('leaves a document alone that has room for its names, and what is no document', () => {
  const few = ['www.example.com', '⟨0⟩'];
  expect(withReferences(few, ['www.example.com'])).toEqual(few);
  const document = { remediation: { incident: { aliases: ['www.example.com'] }, proof: '⟨0⟩' } };
  expect(withNames(document)).toEqual(document);
  expect(withNames('no document')).toBe('no document');
});

it('is read as it was written, whatever a section says', () => {
  const name = fc.constantFrom(...long, LABEL, `${LABEL}.example.com`, 'example.com');
  const text = fc.array(fc.oneof(name, fc.constantFrom('.', '_', '*.', ' ', '-', 'x', '"')), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(text, (parts) => {
      expect(read(written(parts.join('')))).toBe(parts.join(''));
    }),
  );
});

it('shows names to people', () => {
  const document = remediation({}, ...long);
  const { incident: itself, ...sections } = document;
  const event = {
    source: 'cname-rescue',
    'detail-type': 'Alias moved',
    detail: {
      execution: { arn: 'arn', name: 'name' },
      remediation: JSON.parse(JSON.stringify({ incident: itself, ...Object(written(sections)) })),
    },
  };
  expect(JSON.stringify(event.detail.remediation.proof)).toContain('⟨12⟩');
  expect(parseAnnouncement(event).detail.remediation).toEqual(document);
});
