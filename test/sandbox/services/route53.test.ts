import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { route53 } from '../../../sandbox/services/route53.ts';
import { ask, lines } from '../dns/ask.ts';
import { ALL_SERVERS } from '../dns/zones.ts';
import { change, Desk, failure, OWNER, records, STRANGER } from './route53/desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open();
});
afterEach(() => desk.dns.close());

describe('CreateHostedZone', () => {
  it('makes the zone known on all name servers, with SOA and NS as Route 53 sets them', async () => {
    const output = desk.api.CreateHostedZone(
      { Name: 'Example.COM', CallerReference: 'once', HostedZoneConfig: { Comment: 'ours' } },
      OWNER,
    );
    const id = output.HostedZone?.Id;
    expect(output).toEqual({
      HostedZone: {
        Id: expect.stringMatching(/^\/hostedzone\/Z[0-9A-Z]{20}$/),
        Name: 'example.com.',
        CallerReference: 'once',
        Config: { Comment: 'ours', PrivateZone: false },
        ResourceRecordSetCount: 2,
      },
      ChangeInfo: {
        Id: expect.stringMatching(/^\/change\/C[0-9A-Z]{20}$/),
        Status: 'PENDING',
        SubmittedAt: new Date(desk.clock.now()),
      },
      DelegationSet: { NameServers: ALL_SERVERS },
      Location: `https://route53.amazonaws.com/2013-04-01${id}`,
    });
    expect(desk.api.ListResourceRecordSets({ HostedZoneId: id }, OWNER).ResourceRecordSets).toEqual([
      {
        Name: 'example.com.',
        Type: 'NS',
        TTL: 172_800,
        ResourceRecords: ALL_SERVERS.map((server) => ({ Value: `${server}.` })),
      },
      {
        Name: 'example.com.',
        Type: 'SOA',
        TTL: 900,
        ResourceRecords: [{ Value: 'ns-1.dns.example. hostmaster.dns.example. 1 7200 900 1209600 86400' }],
      },
    ]);
    for (const { address } of desk.dns.nameServers) {
      const reply = await ask(address, desk.dns.port, 'example.com', 'SOA');
      expect(lines(reply.answers)).toEqual(['example.com 900 SOA ns-1.dns.example 86400']);
    }
  });
  it('takes other SOA times where waiting has to be short', async () => {
    desk.api = route53({ dns: desk.dns, soaTtl: 8, soaMinimum: 5, now: desk.clock.now }).operations;
    desk.createZone('example.com');
    expect(await desk.answer('example.com', 'SOA')).toEqual(['example.com 8 SOA ns-1.dns.example 5']);
    const miss = await ask('127.0.0.11', desk.dns.port, 'no.example.com', 'A');
    expect(lines(miss.authorities)).toEqual(['example.com 5 SOA ns-1.dns.example 5']);
  });
  it('refuses a domain that the public DNS has, whoever asks, until it is deleted', () => {
    const zone = desk.createZone('example.com');
    for (const who of [OWNER, STRANGER]) {
      expect(() => desk.createZone('EXAMPLE.com.', who)).toThrow(failure('ConflictingDomainExists'));
    }
    desk.api.DeleteHostedZone({ Id: zone }, OWNER);
    expect(desk.createZone('example.com', STRANGER)).toMatch(/^\/hostedzone\/Z/);
  });
  it.each(['cloudfront.net', 'd1.cloudfront.net', 'dns.example'])(
    'refuses %s, which is not for sale',
    (name) => {
      expect(() => desk.createZone(name)).toThrow(failure('ConflictingDomainExists'));
    },
  );
  it('refuses a caller reference used before, bad names, private zones', () => {
    desk.api.CreateHostedZone({ Name: 'example.com', CallerReference: 'once' }, OWNER);
    const again = () => desk.api.CreateHostedZone({ Name: 'example.org', CallerReference: 'once' }, OWNER);
    expect(again).toThrow(failure('HostedZoneAlreadyExists', /caller reference/, 409));
    for (const name of [
      '',
      'exa mple.com',
      'a..com',
      `${'x'.repeat(64)}.com`,
      '*.example.com',
      'bücher.example',
    ]) {
      expect(() => desk.createZone(name)).toThrow(failure('InvalidDomainName'));
    }
    const VPC = { VPCId: 'vpc-1' };
    const isPrivate = () =>
      desk.api.CreateHostedZone({ Name: 'example.org', CallerReference: 'p', VPC }, OWNER);
    expect(isPrivate).toThrow(failure('InvalidInput', /public/));
    const nameless = { Name: undefined, CallerReference: undefined };
    expect(() => desk.api.CreateHostedZone(nameless, OWNER)).toThrow(failure('InvalidDomainName'));
  });
});

describe('a hosted zone', () => {
  it('is found by its id, with or without prefix, by its owner only', () => {
    const id = desk.createZone('example.com');
    for (const Id of [id, id.replace('/hostedzone/', '')]) {
      expect(desk.api.GetHostedZone({ Id }, OWNER)).toMatchObject({
        HostedZone: { Id: id, Name: 'example.com.', ResourceRecordSetCount: 2 },
        DelegationSet: { NameServers: ALL_SERVERS },
      });
    }
    expect(() => desk.api.GetHostedZone({ Id: 'Z404' }, OWNER)).toThrow(
      failure('NoSuchHostedZone', 'No hosted zone found with ID: Z404', 404),
    );
    expect(() => desk.api.GetHostedZone({ Id: id }, STRANGER)).toThrow(
      failure('AccessDenied', /444455556666/, 403),
    );
    expect(() => desk.api.ListResourceRecordSets({ HostedZoneId: id }, STRANGER)).toThrow(
      failure('AccessDenied', /./, 403),
    );
  });
  it('is deleted only when nothing but SOA and NS is left, and then is gone from DNS', async () => {
    const zone = desk.createZone('example.com');
    desk.upsert(zone, records('www.example.com', 'A', '203.0.113.1'));
    expect(() => desk.api.DeleteHostedZone({ Id: zone }, OWNER)).toThrow(failure('HostedZoneNotEmpty'));
    desk.submit(zone, change('DELETE', records('www.example.com', 'A', '203.0.113.1')));
    expect(desk.api.DeleteHostedZone({ Id: zone }, OWNER).ChangeInfo).toMatchObject({ Status: 'PENDING' });
    expect(await desk.answer('example.com', 'SOA')).toBe('REFUSED');
    expect(() => desk.api.GetHostedZone({ Id: zone }, OWNER)).toThrow(failure('NoSuchHostedZone', /./, 404));
  });
});

describe('listing hosted zones', () => {
  const names = ['www.example.org', 'example.com', 'a.example.com', 'b.example.com'];
  beforeEach(() => {
    for (const name of names) desk.createZone(name);
    desk.createZone('stranger.example', STRANGER);
  });
  it('pages through those of the account', () => {
    const first = desk.api.ListHostedZones({ MaxItems: 3 }, OWNER);
    expect(first).toMatchObject({ IsTruncated: true, MaxItems: 3, Marker: '' });
    const second = desk.api.ListHostedZones({ MaxItems: 3, Marker: first.NextMarker }, OWNER);
    expect(second).toMatchObject({ IsTruncated: false, Marker: first.NextMarker });
    expect(second).not.toHaveProperty('NextMarker');
    const all = [...(first.HostedZones ?? []), ...(second.HostedZones ?? [])].map(({ Name }) => Name);
    expect(all.toSorted()).toEqual(names.map((name) => `${name}.`).toSorted());
  });
  it('by name goes by labels from the right, beginning where asked', () => {
    const all = desk.api.ListHostedZonesByName({}, OWNER);
    expect(all.HostedZones?.map(({ Name }) => Name)).toEqual([
      'example.com.',
      'a.example.com.',
      'b.example.com.',
      'www.example.org.',
    ]);
    const from = desk.api.ListHostedZonesByName({ DNSName: 'A.example.com', MaxItems: 1 }, OWNER);
    expect(from.HostedZones?.map(({ Name }) => Name)).toEqual(['a.example.com.']);
    expect(from).toMatchObject({
      DNSName: 'A.example.com',
      IsTruncated: true,
      NextDNSName: 'b.example.com.',
      NextHostedZoneId: all.HostedZones?.[2]?.Id?.replace('/hostedzone/', ''),
    });
  });
});

describe('ListResourceRecordSets', () => {
  it('goes by labels from the right, then by type, in pages that begin where asked', () => {
    const zone = desk.createZone('example.com');
    desk.upsert(
      zone,
      records('b.example.com', 'TXT', '"x"'),
      records('b.example.com', 'A', '203.0.113.1'),
      records('x.a.example.com', 'A', '203.0.113.1'),
      records('a.example.com', 'TXT', '"x"'),
      records('a-b.example.com', 'A', '203.0.113.1'),
    );
    expect(desk.listed(zone)).toEqual([
      'NS example.com.',
      'SOA example.com.',
      // The hyphen comes before the dot that ends the label (API reference).
      'A a-b.example.com.',
      'TXT a.example.com.',
      'A x.a.example.com.',
      'A b.example.com.',
      'TXT b.example.com.',
    ]);
    const page = desk.api.ListResourceRecordSets(
      { HostedZoneId: zone, StartRecordName: 'A.example.com', MaxItems: 2 },
      OWNER,
    );
    expect(page.ResourceRecordSets?.map(({ Name }) => Name)).toEqual(['a.example.com.', 'x.a.example.com.']);
    expect(page).toMatchObject({
      IsTruncated: true,
      MaxItems: 2,
      NextRecordName: 'b.example.com.',
      NextRecordType: 'A',
    });
    const rest = desk.api.ListResourceRecordSets(
      { HostedZoneId: zone, StartRecordName: 'b.example.com', StartRecordType: 'NS' },
      OWNER,
    );
    expect(rest.ResourceRecordSets?.map(({ Type }) => Type)).toEqual(['TXT']);
    expect(rest).toMatchObject({ IsTruncated: false, MaxItems: 300 });
    expect(() =>
      desk.api.ListResourceRecordSets({ HostedZoneId: zone, StartRecordType: 'A' }, OWNER),
    ).toThrow(failure('InvalidInput'));
  });
});

describe('GetChange', () => {
  it('is PENDING until the slowest server has the change, then INSYNC', () => {
    const zone = desk.createZone('example.com');
    desk.dns.setLag('ns-2.dns.example', 10);
    desk.dns.setLag('ns-4.dns.example', 40);
    const { Id = '' } =
      desk.api.ChangeResourceRecordSets(
        {
          HostedZoneId: zone,
          ChangeBatch: {
            Comment: 'proof',
            Changes: [change('UPSERT', records('_www.example.com', 'TXT', '"x"'))],
          },
        },
        OWNER,
      ).ChangeInfo ?? {};
    const submittedAt = new Date(desk.clock.now());
    desk.clock.advance(39.999);
    expect(desk.api.GetChange({ Id }, OWNER).ChangeInfo).toEqual({
      Id,
      Status: 'PENDING',
      SubmittedAt: submittedAt,
      Comment: 'proof',
    });
    desk.clock.advance(0.001);
    expect(desk.api.GetChange({ Id: Id.replace('/change/', '') }, OWNER).ChangeInfo).toMatchObject({
      Status: 'INSYNC',
    });
  });
  it('knows its own changes only', () => {
    const zone = desk.createZone('example.com');
    const { Id } = desk.upsert(zone, records('www.example.com', 'A', '203.0.113.1')) ?? {};
    expect(() => desk.api.GetChange({ Id }, STRANGER)).toThrow(failure('NoSuchChange', /./, 404));
    expect(() => desk.api.GetChange({ Id: 'C404' }, OWNER)).toThrow(failure('NoSuchChange', /C404/, 404));
  });
});

it('serves a sub-zone of another account as its own zone', async () => {
  const parent = desk.createZone('example.com');
  const child = desk.createZone('dev.example.com', STRANGER);
  const servers = ALL_SERVERS.map((server) => `${server}.`);
  desk.upsert(parent, records('dev.example.com', 'NS', ...servers));
  const Changes = [change('CREATE', records('www.dev.example.com', 'TXT', '"child"'))];
  desk.api.ChangeResourceRecordSets({ HostedZoneId: child, ChangeBatch: { Changes } }, STRANGER);
  expect(await desk.answer('www.dev.example.com', 'TXT')).toEqual(['www.dev.example.com 60 TXT "child"']);
  const miss = await ask('127.0.0.11', desk.dns.port, '_.dev.example.com', 'TXT');
  expect(lines(miss.authorities)).toEqual(['dev.example.com 900 SOA ns-1.dns.example 86400']);
  // The parent's own record for the child's apex as an alias lies beside the cut, not below it.
  desk.upsert(parent, records('_dev.example.com', 'TXT', '"parent"'));
  const { rcode, records: found } = await desk.dns.createResolver().resolve('_dev.example.com', 'TXT');
  expect([rcode, found[0]?.value]).toEqual(['NOERROR', 'parent']);
});
