/** What the build writes into the entry. Absent in tests, and where Kibana's own tools build the plugin. */
export interface BuildFacts {
  /** File name of the app, beside the entry. It holds a hash of the file's content. */
  appFile: string;
  pluginVersion: string;
  /** The Kibana that the zip was built for. */
  kibanaVersion: string;
  /** Members of shared dependencies that the app uses, by the name of the dependency in `__kbnSharedDeps__`. */
  sharedMembers: Record<string, string[]>;
}

/** Replaced by the build: see `scripts/build_steps/browser_bundle.ts`. */
declare const BUILD_FACTS: BuildFacts | undefined;

export const buildFacts: BuildFacts | undefined =
  typeof BUILD_FACTS === 'undefined' ? undefined : BUILD_FACTS;
