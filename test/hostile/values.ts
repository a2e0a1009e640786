import { ALL, flat, type HostileDocument } from './base';

/** Values as people and shippers write them, in one shape. */
export const ODD_VALUES: HostileDocument[] = [
  {
    sentence: 'an address within IPv6, in capitals, in brackets and with a port',
    document: flat({ IpAddress: '[::FFFF:203.0.113.7]:50000' }),
    says: ALL,
  },
  { sentence: 'an address in quotes', document: flat({ IpAddress: "'203.0.113.7'" }), says: ALL },
  {
    sentence: 'a loopback with a zone',
    document: flat({ IpAddress: '::1%0' }),
    says: { ...ALL, source: '127.0.0.1' },
  },
  {
    sentence: 'an address that is a name: it is the workstation',
    document: flat({ IpAddress: 'KALI.corp.lan', WorkstationName: '-' }),
    says: { ...ALL, source: null, workstation: 'KALI.corp.lan' },
  },
  {
    sentence: 'placeholders in a list before the values',
    document: flat({
      TargetUserName: ['N/A', 'svc_backup'],
      IpAddress: ['-', 'LOCAL', '203.0.113.7'],
      WorkstationName: ['%%1793', 'KALI'],
    }),
    says: ALL,
  },
  {
    sentence: 'placeholders everywhere: nobody is made up',
    document: flat({
      TargetUserName: '<null>',
      TargetDomainName: '${domain}',
      IpAddress: '%{[source][ip]}',
      WorkstationName: '%%1793',
      Hostname: 'undefined',
    }),
    says: { account: null, domain: null, source: null, workstation: null, host: null },
  },
  {
    sentence: 'codes as decimal numbers',
    document: flat({ Status: 3221225581, SubStatus: '-1073741718' }),
    says: ALL,
  },
  {
    sentence: 'the log in capitals, and no provider',
    document: flat({ SourceName: undefined, Channel: 'SECURITY' }),
    says: ALL,
  },
  {
    sentence: 'a provider that is a placeholder: the log decides',
    document: flat({ SourceName: '-' }),
    says: ALL,
  },
  {
    sentence: 'neither provider nor log',
    document: flat({ SourceName: undefined, Channel: undefined }),
    says: null,
    problem: 'provider_not_named',
    unread: 'neither the provider nor the log',
  },
  {
    sentence: 'an account that looks like a number, and a domain with a dot at the end',
    document: flat({ TargetUserName: 4711, TargetDomainName: 'CORP.' }),
    says: { account: '4711', source: '203.0.113.7' },
  },
];
