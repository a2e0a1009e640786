import { PLUGIN_ID, PLUGIN_TITLE, SECURITY_CATEGORY } from '../../common/api/plugin';
import type { AppMountParameters, CoreSetup, Plugin } from '../../kibana_contracts/browser';
import { openApp, type Opening, report } from './open_app';

const KEYWORDS = ['brute force', 'failed logon', 'password guessing', 'login', 'windows', 'telegram', '4625'];

/**
 * The plugin as Kibana starts it on every page. It only names the app; everything else happens when the app is opened.
 * An exception in here would replace the whole of Kibana by an error page, for everybody: none gets out.
 */
export function createPlugin(opening: Omit<Opening, 'core'>): Plugin {
  return {
    setup(core) {
      try {
        registerApp(core, opening);
      } catch (error) {
        report(error);
      }
    },
    start: () => undefined,
    stop: () => undefined,
  };
}

function registerApp(core: CoreSetup, opening: Omit<Opening, 'core'>): void {
  core.application.register({
    id: PLUGIN_ID,
    title: PLUGIN_TITLE,
    category: SECURITY_CATEGORY,
    euiIconType: SECURITY_CATEGORY.euiIconType,
    keywords: KEYWORDS,
    mount: (params: AppMountParameters) => openApp({ ...opening, core }, params),
  });
}
