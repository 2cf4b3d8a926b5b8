import type { RRType } from '@aws-sdk/client-route-53';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../dns/ask.ts';
import { batch, change, Desk, OWNER, records } from './desk.ts';

let desk: Desk;
let zone: string;
beforeEach(async () => {
  desk = await Desk.open();
  zone = desk.createZone('example.com');
});
afterEach(() => desk.dns.close());

describe('names', () => {
  it('of proofs and wildcards are stored escaped and served plain, however they come in', async () => {
    desk.upsert(
      zone,
      records('_.example.com', 'TXT', '"apex"'),
      records('_*.example.com', 'TXT', '"wildcard proof"'),
      records('\\052.example.com.', 'TXT', '"wildcard"'),
    );
    expect(desk.listed(zone)).toEqual([
      'NS example.com.',
      'SOA example.com.',
      'TXT \\052.example.com.',
      // The asterisk comes before the dot that ends the label.
      'TXT _\\052.example.com.',
      'TXT _.example.com.',
    ]);
    expect(await desk.answer('_.example.com', 'TXT')).toEqual(['_.example.com 60 TXT "apex"']);
    expect(await desk.answer('_*.example.com', 'TXT')).toEqual(['_*.example.com 60 TXT "wildcard proof"']);
    expect(await desk.answer('_www.example.com', 'TXT')).toEqual(['_www.example.com 60 TXT "wildcard"']);
    desk.submit(zone, change('DELETE', records('_\\052.example.com', 'TXT', '"wildcard proof"')));
    expect(await desk.answer('_*.example.com', 'TXT')).toEqual(['_*.example.com 60 TXT "wildcard"']);
  });
  it.each([
    ['a..example.com', 'DomainLabelEmpty (Domain label is empty)'],
    [`${'x'.repeat(64)}.example.com`, 'DomainLabelTooLong (Domain label is too long)'],
    [`${'x.'.repeat(125)}example.com`, 'DomainNameTooLong (Domain name is too long)'],
    ['a b.example.com', 'UnsupportedCharacter (Value contains unsupported characters)'],
    ['a\\056b.example.com', 'UnsupportedCharacter (Value contains unsupported characters)'],
    ['a\\999.example.com', 'UnsupportedCharacter (Value contains unsupported characters)'],
  ])('like %s are refused', (name, problem) => {
    expect(() => desk.upsert(zone, records(name, 'A', '203.0.113.1'))).toThrow(
      batch(`FATAL problem: ${problem} encountered with '${name}'`),
    );
  });
});

describe('values', () => {
  it('of TXT are quoted strings: several to a value, several values to a set, with escapes', async () => {
    desk.upsert(
      zone,
      records('_www.example.com', 'TXT', '"d1.cloud" "front.net"', '"d2.cloudfront.net"'),
      records('odd.example.com', 'TXT', '"a \\"quote\\" and a \\\\ and \\303\\244"', '""'),
      records('long.example.com', 'TXT', `"${'x'.repeat(255)}" "${'y'.repeat(255)}"`),
    );
    expect(await desk.answer('_www.example.com', 'TXT')).toEqual([
      '_www.example.com 60 TXT "d1.cloud" "front.net"',
      '_www.example.com 60 TXT "d2.cloudfront.net"',
    ]);
    expect(await desk.answer('odd.example.com', 'TXT')).toEqual([
      `odd.example.com 60 TXT ${JSON.stringify('a "quote" and a \\ and ä')}`,
      'odd.example.com 60 TXT ""',
    ]);
    const resolver = desk.dns.createResolver();
    const { records: joined } = await resolver.resolve('long.example.com', 'TXT');
    expect(joined[0]?.value).toBe('x'.repeat(255) + 'y'.repeat(255));
  });
  it('are returned as they were given', () => {
    const set = records('_www.example.com.', 'TXT', '"d1.cloud" "front.net"', '"\\101"');
    desk.upsert(zone, set);
    const { ResourceRecordSets } = desk.api.ListResourceRecordSets({ HostedZoneId: zone }, OWNER);
    expect(ResourceRecordSets).toContainEqual(set);
  });
  const unquoted = 'InvalidCharacterString (Value should be enclosed in quotation marks)';
  it.each<[RRType, string, string]>([
    ['TXT', 'd1.cloudfront.net', unquoted],
    ['TXT', '"open', unquoted],
    ['TXT', '"a" b', unquoted],
    ['TXT', '', unquoted],
    ['TXT', `"${'x'.repeat(256)}"`, 'CharacterStringTooLong (Value is too long)'],
    ['TXT', '"ü"', 'UnsupportedCharacter (Value contains unsupported characters)'],
    ['A', 'd1.cloudfront.net', 'ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)'],
    ['AAAA', '203.0.113.1', 'AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)'],
    ['AAAA', 'fe80::1%eth0', 'AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)'],
    ['CNAME', 'a..example', 'DomainLabelEmpty (Domain label is empty)'],
    ['MX', 'mail.example.com', 'MXRRDATAIllegal (Value is not a valid MX record)'],
    ['MX', '65536 mail.example.com', 'MXRRDATAIllegal (Value is not a valid MX record)'],
    ['CAA', '0 nonsense "x"', 'CAARRDATAIllegal (Value is not a valid CAA record)'],
    ['SRV', '1 2 x host.example.com', 'SRVRRDATAIllegal (Value is not a valid SRV record)'],
  ])('of %s like %s are refused', (type, value, problem) => {
    expect(() => desk.upsert(zone, records('x.example.com', type, value))).toThrow(
      batch(`Invalid Resource Record: 'FATAL problem: ${problem} encountered with '${value}''`),
    );
  });
  it('may not be repeated', () => {
    expect(() => desk.upsert(zone, records('www.example.com', 'A', '203.0.113.1', '203.0.113.1'))).toThrow(
      batch("Duplicate Resource Record: '203.0.113.1'"),
    );
  });
  it('of the other types are served', async () => {
    desk.upsert(
      zone,
      records('example.com', 'MX', '10 mail.example.com.'),
      records('example.com', 'CAA', '0 issue "amazon.com"'),
      records('_sip._tcp.example.com', 'SRV', '1 2 5060 Host.example.com'),
      records('www.example.com', 'AAAA', '2001:db8::1'),
    );
    const mx = await ask('127.0.0.11', desk.dns.port, 'example.com', 'MX');
    expect(mx.answers).toMatchObject([{ data: { preference: 10, exchange: 'mail.example.com' } }]);
    const caa = await ask('127.0.0.11', desk.dns.port, 'example.com', 'CAA');
    expect(caa.answers).toMatchObject([{ data: { tag: 'issue', value: 'amazon.com' } }]);
    const srv = await ask('127.0.0.11', desk.dns.port, '_sip._tcp.example.com', 'SRV');
    expect(srv.answers).toMatchObject([{ data: { port: 5060, target: 'host.example.com' } }]);
    expect(await desk.answer('www.example.com', 'AAAA')).toEqual(['www.example.com 60 AAAA 2001:db8::1']);
  });
});
