import { testMessage } from '../../../test/messages';
import { renderTest, toPlainText } from './text';

describe('renderTest', () => {
  it('names the space, the channel, who asked and when, and says that nothing is wrong', () => {
    expect(toPlainText(renderTest(testMessage({ space: 'SOC <night>', askedBy: 'anna & co' })))).toBe(
      [
        '✅ Test message',
        'Alerts about password guessing from the Kibana space SOC <night> will arrive in this chat, by the channel Night shift. Nothing is wrong.',
        'Asked for in Kibana by anna & co at 2026-11-22 03:12:04 UTC.',
      ].join('\n'),
    );
  });

  it('names nobody where Kibana has no users', () => {
    expect(renderTest(testMessage({ askedBy: null }))).toContain(
      '\nAsked for in Kibana at 2026-11-22 03:12:04 UTC.',
    );
  });

  it('cannot be taken for an alert', () => {
    expect(renderTest(testMessage())).not.toContain('Brute Force Detected');
  });
});
