import { API, type SettingsView } from '../../common/api/api';
import { LOGIN as MAIL_LOGIN } from '../mail_server';
import { axeFindings } from './axe_findings';
import { save, says, tabTo, useAdminAt } from './browser';
import { accessibilityFaults, OURS } from './browser_checks';
import { describeWithFarSides, useFarSides } from './far_sides';

jest.setTimeout(180_000);

describeWithFarSides('the form of e-mail in the browser', () => {
  const { space, admin } = useAdminAt('/settings/channels');
  const { mail } = useFarSides();

  const add = async () => {
    await admin().page.getByRole('button', { name: 'E-mail' }).click();
    await admin().get('bfaEmail-host').waitFor();
  };
  /** Everything but the password. */
  const fill = async () => {
    await admin().get('bfaEmail-host').fill('127.0.0.1');
    await admin().get('bfaEmail-port').fill(String(mail().port));
    await admin().get('bfaEmail-user').fill(MAIL_LOGIN.user);
    await admin().get('bfaEmail-from').fill('kibana@mail.example');
    const recipients = admin().get('bfaEmail-recipients').getByRole('combobox');
    await recipients.fill('soc@mail.example, night@mail.example');
    await recipients.press('Enter');
    await admin().get('bfaEmail-recipients').getByText('night@mail.example', { exact: true }).waitFor();
  };

  it('is filled, tried, saved, and says that the password is saved', async () => {
    await add();
    await fill();
    await admin().get('bfaSecret-password').fill('wrong');
    await admin().get('bfaSendTest').click();
    await says(admin().get('bfaTestResult'), /It was refused: 535 5\.7\.8 Error: authentication failed/);
    expect(mail().taken).toEqual([]);

    await admin().get('bfaSecret-password').fill(MAIL_LOGIN.password);
    await admin().get('bfaTestResult').getByText('It was refused').waitFor({ state: 'detached' });
    await admin().get('bfaSendTest').click();
    await says(admin().get('bfaTestResult'), /It was taken.*test message/is);
    expect(mail().taken).toMatchObject([
      { user: MAIL_LOGIN.user, from: 'kibana@mail.example', to: ['soc@mail.example', 'night@mail.example'] },
    ]);

    await save(admin());
    await says(admin().get('bfaSecretSaved-password'), 'Password: saved');
    await admin().get('bfaReplaceSecret-password').waitFor();
    expect(await admin().page.content()).not.toContain(MAIL_LOGIN.password);
    const { settings, channels } = await space().kibana.expect<SettingsView>('GET', API.settings);
    expect(channels).toMatchObject([{ secretsSaved: ['password'] }]);
    expect(settings.channels).toMatchObject([
      { kind: 'email', options: { host: '127.0.0.1', tls: 'starttls' } },
    ]);

    // The saved one is used where none is typed.
    await admin().get('bfaSendTest').click();
    await says(admin().get('bfaTestResult'), /It was taken/);
    expect(mail().logins.at(-1)).toEqual(MAIL_LOGIN);
  });

  it('another server asks for the password again, and nobody is sent the saved one', async () => {
    await add();
    await fill();
    await admin().get('bfaSecret-password').fill(MAIL_LOGIN.password);
    await save(admin());
    await admin().get('bfaSecretSaved-password').waitFor();
    const before = mail().logins.length;
    await admin().get('bfaEmail-host').fill('localhost');
    await admin().get('bfaSecret-password').waitFor();
    await admin().get('bfaSendTest').click();
    await says(admin().get('bfaTestResult'), /lacks something that sending needs: password/);
    expect(mail().logins).toHaveLength(before);
    await admin().get('bfaEmail-host').fill('127.0.0.1');
    await admin().get('bfaSecretSaved-password').waitFor();
  });

  it('what cannot be is said at its field', async () => {
    await add();
    const wrong = async (name: string, text: string, says_: RegExp) => {
      await admin().get(`bfaEmail-${name}`).fill(text);
      await admin().get(`bfaEmail-${name}`).blur();
      await says(admin().get(`bfaRow-options.${name}`), says_);
    };
    await wrong('host', 'smtp://mail.example', /without smtp/);
    await wrong('port', '70000', /65535/);
    await wrong('from', 'SOC <kibana@mail.example>', /only the address/);
    const recipients = admin().get('bfaEmail-recipients').getByRole('combobox');
    await recipients.fill('nobody');
    await recipients.press('Enter');
    await recipients.blur();
    await says(admin().get('bfaRow-options.recipients'), /one @/);
    await admin().get('bfaSave').click();
    const focused = admin().get('bfaEmail-host').and(admin().page.locator(':focus'));
    await focused.waitFor();
    expect(await accessibilityFaults(admin())).toEqual([]);
    expect(await axeFindings(admin(), OURS)).toEqual([]);
  });

  it('has no fault for somebody who does not see it, and is worked by keyboard', async () => {
    await add();
    await fill();
    await admin().get('bfaSecret-password').fill(MAIL_LOGIN.password);
    await tabTo(admin().get('bfaSendTest'));
    await admin().page.keyboard.press('Enter');
    await says(admin().get('bfaTestResult'), /It was taken/);
    expect(await accessibilityFaults(admin())).toEqual([]);
    expect(await axeFindings(admin(), OURS)).toEqual([]);
    expect(await admin().complaints()).toEqual([]);
  });
});
