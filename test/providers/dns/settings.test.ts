import { describe, expect, it } from 'vitest';
import { parseEndpoint, showEndpoint } from '../../../providers/dns/endpoint.ts';
import { dnsSettings } from '../../../providers/dns/settings.ts';

const machine = () => ['192.0.2.53', '[2001:db8::53]:5353'];

describe('dnsSettings', () => {
  it('takes what the machine has where nothing is said', () => {
    const defaults = { resolvers: machine(), publicResolvers: [], authoritativePort: 53 };
    expect(dnsSettings({}, machine)).toEqual(defaults);
    expect(dnsSettings({ DNS_RESOLVERS: '', DNS_PUBLIC_RESOLVERS: '', DNS_PORT: '' }, machine)).toEqual(
      defaults,
    );
    expect(dnsSettings({ DNS_RESOLVERS: ' , ' }, machine)).toEqual(defaults);
    expect(dnsSettings({}).resolvers.length).toBeGreaterThan(0);
  });

  it('takes comma lists and a port', () => {
    expect(
      dnsSettings(
        {
          DNS_RESOLVERS: '127.0.0.1:5300, 2001:db8::1,[2001:db8::1]:53,',
          DNS_PUBLIC_RESOLVERS: '192.0.2.53, https://dns.example/dns-query',
          DNS_PORT: '5300',
        },
        machine,
      ),
    ).toEqual({
      resolvers: ['127.0.0.1:5300', '2001:db8::1', '[2001:db8::1]:53'],
      publicResolvers: ['192.0.2.53', 'https://dns.example/dns-query'],
      authoritativePort: 5300,
    });
  });

  it('names every variable that is wrong, and what it may hold', () => {
    const wrong = () =>
      dnsSettings({ DNS_RESOLVERS: '127.0.0.1,resolver.example.com', DNS_PORT: 'domain' }, machine);
    expect(wrong).toThrow(/DNS_RESOLVERS/);
    expect(wrong).toThrow(/IP address/);
    expect(wrong).toThrow(/DNS_PORT/);
    expect(wrong).toThrow(/1 to 65535/);
    for (const resolver of [
      'dns.example',
      'http://dns.example/',
      'https://u:p@dns.example/',
      'https://',
      '1.1',
    ]) {
      const asked = () => dnsSettings({ DNS_PUBLIC_RESOLVERS: `192.0.2.53,${resolver}` }, machine);
      expect(asked).toThrow(/DNS_PUBLIC_RESOLVERS/);
      expect(asked).toThrow(/https:/);
    }
    for (const DNS_PORT of ['0', '65536', '-1', '53.5', '5e3'])
      expect(() => dnsSettings({ DNS_PORT }, machine)).toThrow(/DNS_PORT/);
  });
});

describe('parseEndpoint', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1', 53],
    ['192.0.2.1:53', '192.0.2.1', 53],
    ['192.0.2.1:5353', '192.0.2.1', 5353],
    ['2001:db8::1', '2001:db8::1', 53],
    ['[2001:db8::1]', '2001:db8::1', 53],
    ['[2001:db8::1]:5353', '2001:db8::1', 5353],
  ])('%s', (text, address, port) => {
    expect(parseEndpoint(text)).toEqual({ address, port });
    expect(parseEndpoint(showEndpoint({ address, port }))).toEqual({ address, port });
  });

  it.each([
    '',
    'localhost',
    '192.0.2',
    '192.0.2.1:',
    '192.0.2.1:0',
    '192.0.2.1:65536',
    '[192.0.2.1]:53',
    '2001:db8::1]:53',
    '[]:53',
    'a:b:c',
  ])('not %j', (text) => {
    expect(parseEndpoint(text)).toBeUndefined();
  });
});
