import { API, type SettingsView } from '../../common/api/api';
import { axeFindings } from './axe_findings';
import { save, says, tabTo, useAdminAt } from './browser';
import { accessibilityFaults, OURS } from './browser_checks';
import { describeWithFarSides, useFarSides } from './far_sides';

jest.setTimeout(180_000);

const KEY = 'key-that-nobody-may-see';

describeWithFarSides('the form of a webhook in the browser', () => {
  const { space, admin } = useAdminAt('/settings/channels');
  const { receivers, webhookHost } = useFarSides();

  const add = async () => {
    await admin().page.getByRole('button', { name: 'Webhook' }).click();
    await admin().get('bfaSecret-url').waitFor();
    await admin().get('bfaWebhookPreset').selectOption('json');
  };
  const url = () => `https://${webhookHost()}/hook/${KEY}`;
  const fill = async () => {
    await admin().get('bfaSecret-url').fill(url());
    await says(admin().get('bfaWebhookHost'), webhookHost());
    await admin().get('bfaAddHeader').click();
    await admin().get('bfaHeaderName-0').fill('Authorization');
    await admin().get('bfaHeaderValue-0').fill(`Bearer ${KEY}`);
  };

  it('is filled, tried, saved, and says that the URL is saved', async () => {
    await add();
    await fill();
    receivers.answer = (_request, response) => response.writeHead(404).end('no_such_hook');
    await admin().get('bfaSendTest').click();
    await says(
      admin().get('bfaTestResult'),
      /It was refused: HTTP 404: no_such_hook.*Copy the whole URL again/s,
    );

    receivers.answer = (_request, response) => response.end('ok');
    await admin().get('bfaSendTest').click();
    await says(admin().get('bfaTestResult'), /It was taken/);
    expect(receivers.seen.at(-1)).toMatchObject({
      method: 'POST',
      url: `/hook/${KEY}`,
      headers: { authorization: `Bearer ${KEY}` },
    });
    expect(JSON.parse(receivers.seen.at(-1)?.body ?? '')).toMatchObject({ version: 1, kind: 'test' });

    await save(admin());
    await says(admin().get('bfaSecretSaved-url'), `URL at ${webhookHost()}: saved`);
    await admin().get('bfaReplaceSecret-url').waitFor();
    await says(admin().get('bfaRow-secrets.headers'), 'Authorization: saved');
    expect(await admin().page.content()).not.toContain(KEY);
    const { channels } = await space().kibana.expect<SettingsView>('GET', API.settings);
    expect(channels).toMatchObject([{ secretsSaved: ['url', 'headers'], receiver: webhookHost() }]);

    // The saved ones are used where none is typed.
    await admin().get('bfaSendTest').click();
    await says(admin().get('bfaTestResult'), /It was taken/);
    expect(receivers.seen.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  it('another host asks for the values of the headers again, and nobody is sent the saved ones', async () => {
    await add();
    await fill();
    await save(admin());
    await admin().get('bfaReplaceSecret-url').click();
    receivers.reset();
    await admin().get('bfaSecret-url').fill(`https://127.0.0.1:9/hook/${KEY}`);
    await admin().get('bfaHeaderValue-0').waitFor();
    expect(await admin().get('bfaHeaderValue-0').inputValue()).toBe('');
    await tabTo(admin().get('bfaSendTest'));
    await admin().page.keyboard.press('Enter');
    await says(admin().get('bfaTestResult'), /lacks something that sending needs: headers/);
    expect(receivers.seen).toEqual([]);
    await admin().get('bfaKeepSecret-url').click();
    await says(admin().get('bfaRow-secrets.headers'), 'Authorization: saved');
  });

  it('a host that kibana.yml does not list is told with the line to add', async () => {
    await add();
    await admin().get('bfaSecret-url').fill(`https://10.0.0.5/hook/${KEY}`);
    await admin().get('bfaSendTest').click();
    const line = /bruteForceAlerts\.webhook\.allowedHosts: \[.*"10\.0\.0\.5"\]/;
    await says(admin().get('bfaTestResult'), line);
    await admin().get('bfaSave').click();
    await says(admin().get('bfaSettingsForm'), line);
    expect(receivers.seen).toEqual([]);
  });

  it('what cannot be is said at its field', async () => {
    await add();
    const wrong = async (text: string, words: RegExp) => {
      await admin().get('bfaSecret-url').fill(text);
      await admin().get('bfaSecret-url').blur();
      await says(admin().get('bfaRow-secrets.url'), words);
    };
    await wrong('http://hooks.example/x', /must start with https/);
    await wrong('https://ada:pass@hooks.example/x', /must not hold a user name/);
    await wrong('hooks.example', /no URL/);
    await admin().get('bfaAddHeader').click();
    await admin().get('bfaHeaderName-0').fill('Content-Length');
    await admin().get('bfaHeaderName-0').blur();
    await admin().get('bfaRow-secrets.headers').locator('.euiFormErrorText').first().waitFor();
    expect(await accessibilityFaults(admin())).toEqual([]);
    expect(await axeFindings(admin(), OURS)).toEqual([]);
  });

  it('has no fault for somebody who does not see it, and is worked by keyboard', async () => {
    await add();
    await fill();
    await admin().get('bfaWebhookSigned').click();
    await admin().get('bfaSecret-signingKey').fill('0123456789abcdef0123456789abcdef');
    await tabTo(admin().get('bfaSendTest'));
    await admin().page.keyboard.press('Enter');
    await says(admin().get('bfaTestResult'), /It was taken/);
    expect(receivers.seen.at(-1)?.headers).toHaveProperty('x-brute-force-alerts-signature');
    expect(await accessibilityFaults(admin())).toEqual([]);
    expect(await axeFindings(admin(), OURS)).toEqual([]);
    expect(await admin().complaints()).toEqual([]);
  });
});
