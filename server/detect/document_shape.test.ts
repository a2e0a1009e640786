import { NOW } from '../../test/builders';
import { sourceAddress, toFailedLogon } from './document_shape';

const hit = (fields: Record<string, unknown[]>) => ({
  _index: 'winlogbeat-8.17.0',
  _id: '1',
  fields: { '@timestamp': [String(NOW)], ...fields },
});

describe('toFailedLogon', () => {
  it('reads what Winlogbeat 8 writes', () => {
    const read = toFailedLogon(
      hit({
        'winlog.event_data.TargetUserName': ['Guest'],
        'winlog.event_data.TargetDomainName': ['CORP'],
        'source.ip': ['203.0.113.7'],
        'winlog.computer_name': ['DC01.corp.lan'],
        'host.name': ['dc01'],
        'source.domain': ['KALI'],
        'winlog.event_data.LogonType': ['3'],
        'winlog.event_data.Status': ['0xC000006D'],
        'winlog.event_data.SubStatus': ['0xC000006A'],
      }),
    );
    expect(read).toEqual({
      id: 'winlogbeat-8.17.0/1',
      at: NOW,
      account: 'Guest',
      domain: 'CORP',
      source: '203.0.113.7',
      host: 'DC01.corp.lan',
      workstation: 'KALI',
      logonType: '3',
      status: '0xc000006d',
      subStatus: '0xc000006a',
    });
  });
  it('takes user.name where the event data has none', () => {
    expect(toFailedLogon(hit({ 'user.name': ['Guest'] }))?.account).toBe('Guest');
  });
  it('reads an account that a dynamic mapping took for a number', () => {
    expect(toFailedLogon(hit({ 'user.name': [4711] }))?.account).toBe('4711');
  });
  it.each(['-', '', '  '])('takes account %p for none', (name) => {
    expect(toFailedLogon(hit({ 'user.name': [name] }))?.account).toBeNull();
  });
  it('keeps numbers that a dynamic mapping made of codes', () => {
    expect(toFailedLogon(hit({ 'winlog.event_data.LogonType': [3] }))?.logonType).toBe('3');
  });
  it('is undefined without a time, rather than an event of 1970', () => {
    expect(toFailedLogon({ _index: 'i', _id: '1', fields: {} })).toBeUndefined();
  });
});

describe('sourceAddress', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['127.8.8.8', '127.0.0.1'],
    ['::1', '127.0.0.1'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:DB8::1', '2001:db8::1'],
    [null, null],
  ])('%p: %p', (logged, address) => expect(sourceAddress(logged)).toBe(address));
});
