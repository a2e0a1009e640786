import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, ResponseObject, ResponseToolkit, Server } from '@hapi/hapi';
import { callerOfHapi } from '../http/requests';
import { refusal, send } from '../http/responses';
import type { Installation } from '../install/install';
import { resolveCapabilities } from '../plugins/capabilities';
import type { Services } from '../services';
import { buildAssets } from './assets';
import { PAGE_DATA_ID, type PageData } from './page_data';

type Theme = 'light' | 'dark';

/** The build number of Kibana 8.12.2, a part of the address of every bundle. It does not change when a plugin does. */
const BUILD_NUMBER = 70281;

/** The app's page under every path of `/app/`, and the files it loads. */
export async function addPages(
  server: Server,
  services: Services,
  installation: Installation,
): Promise<void> {
  const { manifest } = installation;
  if (!manifest.ui) return;
  const { basePath } = services.options;
  const home = `/app/${manifest.id}`;
  const bundles = `/${BUILD_NUMBER}/bundles/plugin/${manifest.id}/${manifest.version}`;
  const draw = { services, manifest, publicPath: `${basePath}${bundles}/` };
  await addAssets(server);
  server.route([
    {
      method: 'get',
      path: '/',
      handler: (request, h) => h.redirect(`${basePathOf(request, basePath)}${home}`),
    },
    {
      method: 'get',
      path: `${bundles}/{file}`,
      options: { auth: false },
      handler: (request, h) => sendBundle(h, installation, String(request.params.file)),
    },
    {
      method: 'get',
      path: '/app/{path*}',
      handler: (request, h) => page(request, h, draw),
    },
    {
      method: 'get',
      path: '/login',
      options: { auth: false },
      handler: (request, h) => page(request, h, draw, true),
    },
  ]);
}

const basePathOf = (request: Request, serverBasePath: string) => {
  const { spaceId } = callerOfHapi(request);
  return spaceId === 'default' ? serverBasePath : `${serverBasePath}/s/${spaceId}`;
};

async function addAssets(server: Server): Promise<void> {
  for (const [name, content] of Object.entries(await buildAssets())) {
    const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    const etag = `"${server.info.created}"`;
    server.route({
      method: 'get',
      path: `/sandbox/${name}`,
      options: { auth: false },
      // The file is large and does not change while this sandbox runs.
      handler: (_request, h) =>
        h.response(content).type(type).header('etag', etag).header('cache-control', 'no-cache'),
    });
  }
}

/**
 * Sends a bundle. Browsers keep it for a year, as in Kibana, so only another version in the manifest gives it another
 * address.
 */
async function sendBundle(
  h: ResponseToolkit,
  { directory }: Installation,
  file: string,
): Promise<ResponseObject> {
  const isName = /^[\w-][\w.-]*$/.test(file);
  const content = isName ? await readFile(join(directory, 'target', 'public', file)).catch(() => null) : null;
  if (!content) return send(h, refusal(404, 'Not Found'));
  return h.response(content).type('text/javascript').header('cache-control', 'max-age=31536000');
}

interface Drawing {
  services: Services;
  manifest: Installation['manifest'];
  /** Address of the folder of the plugin's files, with a slash at its end. */
  publicPath: string;
}

async function page(
  request: Request,
  h: ResponseToolkit,
  { services, manifest, publicPath }: Drawing,
  isLogin = false,
): Promise<ResponseObject> {
  const serverBasePath = services.options.basePath;
  const caller = callerOfHapi(request);
  if (!(await services.spaces.exists(caller.spaceId))) return send(h, refusal(404, 'Not Found'));
  const theme = themeOf(request);
  const data: PageData = {
    kibanaVersion: services.options.kibanaVersion,
    basePath: basePathOf(request, serverBasePath),
    darkMode: theme === 'dark',
    capabilities: isLogin
      ? {}
      : await resolveCapabilities(caller, services.features.list, services.authorization),
    plugin: { id: manifest.id, bundleUrl: `${publicPath}${manifest.id}.plugin.js` },
    publicPath: { [manifest.id]: publicPath },
    isLogin,
  };
  return h
    .response(html(data, theme, serverBasePath))
    .type('text/html')
    .state('sandboxTheme', theme, { path: '/', isSecure: false });
}

/** `?theme=dark` is remembered until `?theme=light`. */
function themeOf({ query, state }: Request): Theme {
  const wanted: unknown = query.theme ?? state.sandboxTheme;
  return wanted === 'dark' ? 'dark' : 'light';
}

/** No inline script: the content security policy would not run it. */
function html(data: PageData, theme: Theme, serverBasePath: string): string {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Elastic</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${serverBasePath}/sandbox/${theme}.css">
<script type="application/json" id="${PAGE_DATA_ID}">${json}</script>
</head>
<body>
<div id="kibana-body">Loading Elastic</div>
<script src="${serverBasePath}/sandbox/shared_deps.js"></script>
<script src="${serverBasePath}/sandbox/chrome.js"></script>
</body>
</html>
`;
}
