import { MANIFEST_KEYS, type Manifest } from '../build_steps/manifest';
import { check, type Check } from './check';
import { checkHelpersLayout } from './helpers_layout';
import type { ZipEntry } from './read_zip';

/** The installer's own expression: not anchored, without case. What it does not match is no plugin. */
const MANIFEST_PATH = /(kibana[\\/][^\\/]+)[\\/]kibana.json/i;

const PLUGIN_ID = /^[a-z]{1}([a-zA-Z0-9]{1,})$/;

const FORBIDDEN = [
  /\.map$/,
  /\.[cm]?tsx?$/,
  /\.test\.[cm]?js$/,
  /_builders?\.js$/,
  /(^|\/)\.env/,
  /(^|\/)__tests__\//,
];

/** A source map inside a file. Bundles must not carry one, since it holds the sources. */
const INLINE_MAP = /\/\/[#@] sourceMappingURL=data:/;

/** Checks what Kibana's installer and its plugin discovery look at, without starting anything. */
export function checkByInstallerRules(entries: ZipEntry[], kibanaVersion: string): Check[] {
  const found = entries.find(({ name }) => MANIFEST_PATH.test(name));
  const prefix = found && MANIFEST_PATH.exec(found.name)?.[1];
  const layout = check(
    'the manifest is where the installer looks',
    prefix ? [] : ['no kibana/<folder>/kibana.json'],
  );
  if (!found || !prefix) return [layout];
  const manifest = parseManifest(found.content);
  return [
    layout,
    check('every entry lies below the prefix that the installer extracts', outside(entries, prefix)),
    check('every file has a mode that its reader can use', unreadable(entries)),
    check('nothing is in the zip that belongs to the source tree', forbidden(entries)),
    checkHelpersLayout(entries, prefix),
    ...(manifest ? checkManifest(manifest, entries, { prefix, kibanaVersion }) : [broken()]),
  ];
}

function broken(): Check {
  return check('kibana.json is plain JSON', ['it cannot be parsed; comments are not allowed']);
}

function parseManifest(content: Buffer): Partial<Manifest> | undefined {
  try {
    return JSON.parse(content.toString('utf8')) as Partial<Manifest>;
  } catch {
    return undefined;
  }
}

function outside(entries: ZipEntry[], prefix: string): string[] {
  return entries.map(({ name }) => name).filter((name) => !name.startsWith(`${prefix}/`));
}

function unreadable(entries: ZipEntry[]): string[] {
  const wrong = entries.filter(({ name, mode }) => {
    const permissions = mode & 0o777;
    return name.endsWith('/') ? permissions !== 0o755 : permissions !== 0o644 && permissions !== 0o755;
  });
  return wrong.map(({ name, mode }) => `${name} has ${(mode & 0o777).toString(8).padStart(3, '0')}`);
}

function forbidden(entries: ZipEntry[]): string[] {
  const byName = entries.filter(({ name }) => FORBIDDEN.some((pattern) => pattern.test(name)));
  const bundles = entries.filter(({ name }) => name.includes('/target/public/') && name.endsWith('.js'));
  const mapped = bundles.filter(({ content }) => INLINE_MAP.test(content.toString('utf8')));
  return [...byName, ...mapped].map(({ name }) => name);
}

interface Expected {
  prefix: string;
  kibanaVersion: string;
}

function checkManifest(
  manifest: Partial<Manifest>,
  entries: ZipEntry[],
  { prefix, kibanaVersion }: Expected,
): Check[] {
  const unknown = Object.keys(manifest).filter((key) => !MANIFEST_KEYS.includes(key));
  return [
    check('kibana.json has only keys that Kibana knows', unknown),
    check('the plugin id is one that Kibana takes', idProblems(manifest)),
    check('owner, version and parts are named', requiredProblems(manifest)),
    check(
      `the version is the one of Kibana ${kibanaVersion}, for server and installer`,
      versionProblems(manifest, kibanaVersion),
    ),
    check('the parts that the manifest promises are there', missingParts(manifest, entries, prefix)),
  ];
}

function idProblems({ id = '' }: Partial<Manifest>): string[] {
  return PLUGIN_ID.test(id) ? [] : [`"${id}"`];
}

function requiredProblems({ owner, version, server, ui }: Partial<Manifest>): string[] {
  return [
    ...(owner?.name ? [] : ['owner.name is missing']),
    ...(version ? [] : ['version is missing']),
    ...(server || ui ? [] : ['neither server nor ui is true']),
  ];
}

function versionProblems({ kibanaVersion, version = '' }: Partial<Manifest>, expected: string): string[] {
  const effective = kibanaVersion || version;
  return [
    ...(coerce(effective) === coerce(expected)
      ? []
      : [`the server reads "${effective}" as ${coerce(effective)}`]),
    ...(firstTriple(effective) === firstTriple(expected) ? [] : [`the installer reads "${effective}"`]),
  ];
}

/** The version as `semver.coerce` in the server reads it: missing numbers are zeros. */
function coerce(version: string): string {
  const [, major, minor = '0', patch = '0'] = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version) ?? [];
  return major === undefined ? 'nothing' : `${major}.${minor}.${patch}`;
}

/** The first three numbers of a version, as the installer reads it. A text without them is compared as it is. */
function firstTriple(version: string): string {
  return /\d+\.\d+\.\d+/.exec(version)?.[0] ?? version;
}

function missingParts({ id, server, ui }: Partial<Manifest>, entries: ZipEntry[], prefix: string): string[] {
  const names = new Set(entries.map(({ name }) => name));
  const wanted = [
    ...(server ? [`${prefix}/server/index.js`] : []),
    // Without its bundle a plugin with a browser side takes down every page of Kibana.
    ...(ui ? [`${prefix}/target/public/${id}.plugin.js`] : []),
    `${prefix}/LICENSE`,
  ];
  return wanted.filter((name) => !names.has(name));
}
