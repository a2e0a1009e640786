import React from 'react';
import ReactDOM from 'react-dom';
import type { CoreStart } from '../../../kibana_contracts/browser';
import { PAGE_DATA_ID, type PageData } from '../page_data';
import { createBundles, createPlugin, loadScript } from './bundles';
import { createChromeState, createCore } from './core';
import { showFatalError } from './fatal';
import { showLogin } from './login';
import { Navigation } from './navigation';
import { Shell } from './shell';

type Started = [CoreStart, unknown, unknown];

async function main(): Promise<void> {
  const data = JSON.parse(document.getElementById(PAGE_DATA_ID)?.textContent ?? '') as PageData;
  window.__kbnPublicPath__ = data.publicPath;
  await loadScript(data.plugin.bundleUrl);
  if (data.isLogin) return showLogin();
  const state = createChromeState();
  const navigation = new Navigation(data.basePath, state);
  const core = createCore(data, state, navigation.navigateToApp);
  const plugin = createPlugin(data);
  let begin: (started: Started) => void = () => undefined;
  const started = new Promise<Started>((resolve) => (begin = resolve));
  const register = navigation.register.bind(navigation);
  plugin.setup({ application: { register }, getStartServices: () => started }, {});
  plugin.start(core, {});
  begin([core, {}, undefined]);
  const body = document.getElementById('kibana-body');
  const { basePath, darkMode } = data;
  ReactDOM.render(<Shell {...{ basePath, darkMode, navigation, state }} onFatal={showFatalError} />, body);
}

window.__kbnBundles__ = createBundles();
main().catch(showFatalError);
