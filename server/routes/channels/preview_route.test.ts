import { API, type PreviewResponse } from '../../../common/api/api';
import { telegramChannel } from '../../../test/channels';
import { FakeServices } from '../../../test/fake_services';
import { addPreviewRoute } from './preview_route';

let kibana: FakeServices;
beforeEach(() => (kibana = new FakeServices(addPreviewRoute)));

const preview = (body: unknown) => kibana.ask<PreviewResponse>('POST', API.previewMessages, { body });

it('shows the messages of a made-up attack as the channel shows them, and asks nobody', async () => {
  const { status, body } = await preview({ channel: telegramChannel('-1001') });
  expect([status, kibana.done]).toEqual([200, []]);
  expect(body.messages.map(({ of }) => of)).toEqual(['alert', 'ended', 'digest']);
});

it.each([
  ['an option is none', { channel: telegramChannel('night shift') }, 'channel.options.chatId'],
  ['the kind is not known', { channel: { ...telegramChannel('1'), kind: 'pigeon' } }, 'channel.kind'],
  ['a secret is sent', { channel: telegramChannel('1'), secrets: {} }, 'secrets'],
  ['there is no channel', {}, 'channel'],
])('says what is wrong where %s', async (_what, sent, field) => {
  const { status, problems } = await preview(sent);
  expect([status, problems[0]?.field ?? '']).toEqual([400, field]);
});
