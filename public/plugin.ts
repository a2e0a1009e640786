import { PLUGIN_ID, PLUGIN_TITLE, SECURITY_CATEGORY } from '../common/api/plugin';
import type { AppMountParameters, CoreSetup } from '../kibana_contracts/browser';
import { renderApp } from './application';

const KEYWORDS = ['brute force', 'failed logon', 'password guessing', 'login', 'windows', 'telegram', '4625'];

/** An exception here would replace the whole Kibana by an error page, for everybody: nothing may escape. */
export class BruteForceAlertsPlugin {
  setup(core: CoreSetup): void {
    try {
      registerApp(core);
    } catch (error) {
      // Nothing else of Kibana is there yet to tell it with.
      // eslint-disable-next-line no-console
      console.error('Brute force alerts could not add its page to Kibana.', error);
    }
  }

  start(): void {}

  stop(): void {}
}

function registerApp(core: CoreSetup): void {
  core.application.register({
    id: PLUGIN_ID,
    title: PLUGIN_TITLE,
    category: SECURITY_CATEGORY,
    euiIconType: SECURITY_CATEGORY.euiIconType,
    keywords: KEYWORDS,
    mount: async (params: AppMountParameters) => {
      const [coreStart] = await core.getStartServices();
      return renderApp(coreStart, params);
    },
  });
}
