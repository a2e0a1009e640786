import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { API, type AlertsResponse } from '../common/api/api';
import { KibanaClient } from '../test/kibana_client';
import { launchChromium } from './chromium';
import { playNight } from './demo/night';
import { DEMO_INDEX, startStack, type Stack } from './demo/stack';
import { turnOnDetection } from './demo/turn_on';
import { runMain } from './ending';
import { ROOT } from './paths';

const FOLDER = join(ROOT, 'docs', 'images');
const WAIT_FOR_ALERTS = 60_000;

/** The pictures of the README, of what the built plugin shows in the sandbox: written to docs/images. */
async function main(): Promise<number> {
  const stack = await startStack((line) => console.error(line));
  try {
    const kibana = new KibanaClient(stack.url, stack.login);
    await turnOnDetection(kibana, stack);
    await playNight(stack.elasticsearch, DEMO_INDEX, Date.now());
    await alertsOf(kibana);
    await mkdir(FOLDER, { recursive: true });
    const browser = await launchChromium();
    try {
      await picturePage(browser, stack);
      await pictureMessage(browser, stack);
    } finally {
      await browser.close();
    }
    console.log(`Written: ${FOLDER}`);
    return 0;
  } finally {
    await stack.stop();
  }
}

/** Waits until there is an alert for each attack of the night. */
async function alertsOf(kibana: KibanaClient): Promise<void> {
  const deadline = Date.now() + WAIT_FOR_ALERTS;
  for (;;) {
    const { alerts } = await kibana.expect<AlertsResponse>('GET', API.alerts);
    if (new Set(alerts.map(({ rule }) => rule.id)).size >= 3 && alerts.length >= 4) return;
    if (Date.now() > deadline) throw new Error(`Only ${alerts.length} alerts after a minute.`);
    await sleep(500);
  }
}

async function picturePage(browser: Browser, { url }: Stack): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1.5 });
  await page.goto(`${url}/app/bruteForceAlerts`);
  await page.waitForSelector('[data-test-subj="bfaAlertsTable"]');
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(FOLDER, 'alerts.png') });
  await page.close();
}

/** The text that the stand-in for Telegram received, drawn as a chat shows it. */
async function pictureMessage(browser: Browser, { botApi }: Stack): Promise<void> {
  const message = botApi?.messages()[0];
  if (!message) throw new Error('No message arrived, so there is none to draw.');
  const page = await browser.newPage({ viewport: { width: 460, height: 420 }, deviceScaleFactor: 2 });
  await page.setContent(CHAT);
  await page.locator('#message').evaluate((element, text) => (element.textContent = text), message.text);
  await page.locator('#chat').screenshot({ path: join(FOLDER, 'message.png') });
  await page.close();
}

const CHAT = `<!doctype html><style>
  body { margin: 0 } #chat { background: #d5e3ee; padding: 20px; width: 420px; font: 15px/1.4 system-ui, sans-serif }
  #message { background: #fff; border-radius: 12px; padding: 10px 14px; white-space: pre-wrap; overflow-wrap: anywhere }
</style><div id="chat"><div id="message"></div></div>`;

runMain(main);
