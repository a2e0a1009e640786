import { addressOf, alertPath } from './addresses';

describe('the address inside the app', () => {
  it.each([
    ['/alerts', { page: 'alerts' }],
    ['/alerts/', { page: 'alerts' }],
    ['/alerts/abc', { page: 'alerts', alertId: 'abc' }],
    ['/settings', { page: 'settings', part: 'sources' }],
    ['/settings/sources', { page: 'settings', part: 'sources' }],
    ['/settings/when', { page: 'settings', part: 'when' }],
    ['/settings/channels', { page: 'settings', part: 'channels' }],
    ['/settings/channels/night', { page: 'settings', part: 'channels', channelId: 'night' }],
  ])('knows %s', (path, route) => expect(addressOf(path)).toEqual(route));

  it.each(['', '/', '/nothing', '/settings/x', '/settings/rules/x', '/settings/channels/a/b', '/alerts/a/b'])(
    'has no page at %p',
    (path) => expect(addressOf(path)).toBeUndefined(),
  );

  it.each(['a', 'a/b', 'ü 1', '50%', '..'])('finds the alert %p again', (id) =>
    expect(addressOf(alertPath(id))).toEqual({ page: 'alerts', alertId: id }),
  );

  it('takes an id that the history has decoded already', () =>
    expect(addressOf('/alerts/50%')).toEqual({ page: 'alerts', alertId: '50%' }));
});
