import { missingForSmtp } from './environment';

it('nothing is missing where the mail server can be had', async () => {
  expect(await missingForSmtp(async () => '/a/python')).toBeUndefined();
});

it('what is missing is said with what to do', async () => {
  const missing = await missingForSmtp(async () => {
    throw new Error('aiosmtpd needs Python 3.11 or newer with venv.');
  });
  expect(missing).toBe('No mail goes through aiosmtpd: aiosmtpd needs Python 3.11 or newer with venv.');
});
