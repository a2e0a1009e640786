import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackageJson, readSourceManifest, toManifest } from './build_steps/manifest';
import { ROOT } from './paths';

/** Inside a Kibana checkout: its plugin helper reads `kibana.json` only, and puts the exact version in while it builds. */
const manifest = toManifest(readSourceManifest(), readPackageJson().version, 'kibana');
writeFileSync(join(ROOT, 'kibana.json'), `${JSON.stringify(manifest, null, 2)}\n`);
