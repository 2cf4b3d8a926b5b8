import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, lines } from '../../dns/ask.ts';
import { alias, batch, change, Desk, failure, OWNER, records } from './desk.ts';

let desk: Desk;
let zone: string;
beforeEach(async () => {
  desk = await Desk.open();
  zone = desk.createZone('example.com');
});
afterEach(() => desk.dns.close());

const www = () => records('www.example.com', 'A', '203.0.113.1');

it('creates, replaces and deletes what DNS answers', async () => {
  desk.submit(zone, change('CREATE', www()));
  expect(await desk.answer('www.example.com', 'A')).toEqual(['www.example.com 60 A 203.0.113.1']);
  desk.submit(zone, change('UPSERT', { ...www(), TTL: 5, ResourceRecords: [{ Value: '203.0.113.2' }] }));
  expect(await desk.answer('www.example.com', 'A')).toEqual(['www.example.com 5 A 203.0.113.2']);
  const current = { ...records('WWW.example.com.', 'A', '203.0.113.2'), TTL: 5 };
  desk.submit(
    zone,
    change('DELETE', current),
    change('CREATE', records('www.example.com', 'A', '203.0.113.3')),
  );
  expect(await desk.answer('www.example.com', 'A')).toEqual(['www.example.com 60 A 203.0.113.3']);
});

it('takes a DELETE only with the values and TTL that are there, in any order', async () => {
  const label = "resource record set [name='www.example.com.', type='A']";
  desk.upsert(zone, records('www.example.com', 'A', '203.0.113.1', '203.0.113.2'));
  const wrong = [
    www(),
    { ...records('www.example.com', 'A', '203.0.113.1', '203.0.113.2'), TTL: 61 },
    alias('www.example.com', 'd1.cloudfront.net'),
  ];
  for (const set of wrong) {
    expect(() => desk.submit(zone, change('DELETE', set))).toThrow(
      batch(`Tried to delete ${label} but the values provided do not match the current values`),
    );
  }
  desk.submit(zone, change('DELETE', records('WWW.example.com.', 'A', '203.0.113.2', '203.0.113.1')));
  expect(await desk.answer('www.example.com', 'A')).toBe('NXDOMAIN');
  expect(() => desk.submit(zone, change('DELETE', www()))).toThrow(
    batch(`Tried to delete ${label} but it was not found`),
  );
});

it('refuses to create what exists', () => {
  desk.submit(zone, change('CREATE', www()));
  expect(() => desk.submit(zone, change('CREATE', www()))).toThrow(
    batch("Tried to create resource record set [name='www.example.com.', type='A'] but it already exists"),
  );
});

it.each(['www.example.org', 'notexample.com', 'com', '_example.com'])(
  'refuses %s: not in the zone',
  (name) => {
    expect(() => desk.upsert(zone, records(name, 'TXT', '"x"'))).toThrow(
      batch(`RRSet with DNS name ${name}. is not permitted in zone example.com.`),
    );
  },
);

it('keeps CNAMEs alone', () => {
  const zoneName = 'zone example.com.';
  desk.upsert(
    zone,
    records('www.example.com', 'CNAME', 'd1.cloudfront.net'),
    records('txt.example.com', 'TXT', '"x"'),
  );
  expect(() => desk.upsert(zone, records('www.example.com', 'TXT', '"d1.cloudfront.net"'))).toThrow(
    batch(
      'RRSet of type TXT with DNS name www.example.com. is not permitted because a conflicting RRSet of type CNAME ' +
        `with the same DNS name already exists in ${zoneName}`,
    ),
  );
  expect(() => desk.upsert(zone, records('txt.example.com', 'CNAME', 'd1.cloudfront.net'))).toThrow(
    batch(
      'RRSet of type CNAME with DNS name txt.example.com. is not permitted as it conflicts with other records ' +
        `with the same DNS name in ${zoneName}`,
    ),
  );
  expect(() => desk.upsert(zone, records('example.com', 'CNAME', 'd1.cloudfront.net'))).toThrow(
    batch(`RRSet of type CNAME with DNS name example.com. is not permitted at apex in ${zoneName}`),
  );
  expect(() => desk.upsert(zone, records('new.example.com', 'CNAME', 'a.example', 'b.example'))).toThrow(
    failure('InvalidChangeBatch', /one value/),
  );
});

it('can replace a CNAME by an alias in one batch', async () => {
  desk.dns.distributionNames.setAddress('d1.cloudfront.net', ['203.0.113.5']);
  const old = records('www.example.com', 'CNAME', 'd1.cloudfront.net');
  desk.upsert(zone, old);
  desk.submit(zone, change('DELETE', old), change('CREATE', alias('www.example.com', 'd1.cloudfront.net')));
  expect(await desk.answer('www.example.com', 'A')).toEqual(['www.example.com 60 A 203.0.113.5']);
});

it('is all or nothing, and names everything that is wrong', async () => {
  expect(() =>
    desk.submit(
      zone,
      change('CREATE', www()),
      change('DELETE', records('gone.example.com', 'A', '203.0.113.1')),
      change('CREATE', records('elsewhere.example.org', 'A', '203.0.113.1')),
      change('CREATE', records('bad.example.com', 'A', '203.0.113.256')),
    ),
  ).toThrow(
    batch(
      [
        "Tried to delete resource record set [name='gone.example.com.', type='A'] but it was not found",
        'RRSet with DNS name elsewhere.example.org. is not permitted in zone example.com.',
        "Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '203.0.113.256''",
      ].join(', '),
    ),
  );
  expect(desk.listed(zone)).toEqual(['NS example.com.', 'SOA example.com.']);
  expect(await desk.answer('www.example.com', 'A')).toBe('NXDOMAIN');
});

it('refuses a batch that contradicts itself', () => {
  for (const second of ['CREATE', 'UPSERT', 'DELETE'] as const) {
    expect(() => desk.submit(zone, change('CREATE', www()), change(second, www()))).toThrow(
      batch("The request contains an invalid set of changes for a resource record set 'A www.example.com.'"),
    );
  }
});

it('keeps SOA and NS of the zone', () => {
  const sets = desk.sets(zone);
  const messages = [
    'A HostedZone must contain at least one NS record for the zone itself.',
    'A HostedZone must contain exactly one SOA record.',
  ];
  for (const [index, set] of sets.entries()) {
    expect(() => desk.submit(zone, change('DELETE', set))).toThrow(batch(messages[index] ?? ''));
  }
  const second = records('www.example.com', 'SOA', 'ns-1.dns.example. a.example. 1 1 1 1 1');
  expect(() => desk.upsert(zone, second)).toThrow(batch(messages[1] ?? ''));
});

it('can shorten the time that misses are kept', async () => {
  desk.upsert(
    zone,
    records('example.com', 'SOA', 'ns-1.dns.example. hostmaster.dns.example. 1 7200 900 1209600 20'),
  );
  const miss = await ask('127.0.0.11', desk.dns.port, 'no.example.com', 'TXT');
  expect(lines(miss.authorities)).toEqual(['example.com 20 SOA ns-1.dns.example 20']);
});

it.each<[string, ResourceRecordSet | undefined]>([
  ['no set', undefined],
  ['no TTL', { Name: 'www.example.com', Type: 'A', ResourceRecords: [{ Value: '203.0.113.1' }] }],
  ['no values', { Name: 'www.example.com', Type: 'A', TTL: 60 }],
  [
    'both values and alias',
    { ...records('www.example.com', 'A', '203.0.113.1'), ...alias('www.example.com', 'd1.cloudfront.net') },
  ],
  ['a negative TTL', { ...records('www.example.com', 'A', '203.0.113.1'), TTL: -1 }],
  [
    'weighted routing',
    { ...records('www.example.com', 'A', '203.0.113.1'), SetIdentifier: 'one', Weight: 1 },
  ],
  ['a type we do not have', records('www.example.com', 'HTTPS', '0 .')],
  ['an alias of another type', alias('www.example.com', 'd1.cloudfront.net', undefined, 'MX')],
])('refuses %s', (_, set) => {
  const Changes = [{ Action: 'UPSERT' as const, ResourceRecordSet: set }];
  expect(() =>
    desk.api.ChangeResourceRecordSets({ HostedZoneId: zone, ChangeBatch: { Changes } }, OWNER),
  ).toThrow(failure('InvalidInput'));
});
it('refuses an empty batch', () => {
  expect(() => desk.submit(zone)).toThrow(failure('InvalidInput'));
});

describe('alias records', () => {
  it('at the apex answer with the addresses of the distribution, beside other types', async () => {
    desk.dns.distributionNames.setAddress('d1.cloudfront.net', ['203.0.113.5', '203.0.113.6']);
    desk.upsert(zone, alias('example.com', 'D1.cloudfront.net'), records('example.com', 'TXT', '"beside"'));
    expect(await desk.answer('example.com', 'A')).toEqual([
      'example.com 60 A 203.0.113.5',
      'example.com 60 A 203.0.113.6',
    ]);
    expect(await desk.answer('example.com', 'TXT')).toEqual(['example.com 60 TXT "beside"']);
    desk.dns.distributionNames.remove('d1.cloudfront.net');
    expect(await desk.answer('example.com', 'A')).toBe('NOERROR');
  });
  it('are listed with their target and deleted by naming it', () => {
    const set = alias('example.com.', 'd1.cloudfront.net.');
    desk.upsert(zone, set);
    expect(desk.api.ListResourceRecordSets({ HostedZoneId: zone }, OWNER).ResourceRecordSets).toContainEqual(
      set,
    );
    expect(() => desk.submit(zone, change('DELETE', alias('example.com', 'd2.cloudfront.net')))).toThrow(
      failure('InvalidChangeBatch', /do not match/),
    );
    desk.submit(zone, change('DELETE', alias('example.com', 'd1.cloudfront.net')));
    expect(desk.listed(zone)).not.toContain('A example.com.');
  });
  it('may point to another record of the zone, whose TTL they have', async () => {
    desk.upsert(zone, { ...www(), TTL: 321 }, alias('example.com', 'www.example.com', zone));
    expect(await desk.answer('example.com', 'A')).toEqual(['example.com 321 A 203.0.113.1']);
    expect(() => desk.upsert(zone, alias('x.example.com', 'gone.example.com', zone))).toThrow(
      failure('InvalidChangeBatch', /type A in zone Z\w+, but that target was not found\]$/),
    );
  });
  it.each([
    ['www.example.org', 'Z2FDTNDATAQYW2'],
    ['d1.cloudfront.net', 'Z0000000000000000000'],
  ])('may not point to %s in zone %s', (target, zoneId) => {
    expect(() => desk.upsert(zone, alias('example.com', target, zoneId))).toThrow(
      batch(
        `Tried to create an alias that targets ${target}., type A in zone ${zoneId}, ` +
          'but the alias target name does not lie within the target zone',
      ),
    );
  });
});
