import type { BackgroundSettings, OpenedSettings } from '../routes/settings/settings_port';

interface Kept {
  version: string;
  opened: Promise<OpenedSettings | null>;
}

/**
 * Settings with their secrets, decrypted once for each version of them: Kibana takes longer to decrypt them than a tick
 * of a quiet space takes in all.
 */
export class KeptSettings {
  readonly #settings: Pick<BackgroundSettings, 'open'>;
  /** By space, the version that `see` was last told of. */
  #versions = new Map<string, string>();
  readonly #kept = new Map<string, Kept>();

  constructor(settings: Pick<BackgroundSettings, 'open'>) {
    this.#settings = settings;
  }

  /** The spaces that are on, each at the version that it has now. What is kept of others, or of another version, goes. */
  see(spaces: Array<{ space: string; version: string }>): void {
    this.#versions = new Map(spaces.map(({ space, version }) => [space, version]));
    for (const [space, { version }] of this.#kept)
      if (this.#versions.get(space) !== version) this.#kept.delete(space);
  }

  /**
   * The settings of a space, decrypted; null where it has none. Throws where they cannot be read or
   * decrypted; then the next call tries again.
   */
  open(space: string): Promise<OpenedSettings | null> {
    const version = this.#versions.get(space);
    if (version === undefined) return this.#settings.open(space);
    const kept = this.#kept.get(space);
    if (kept) return kept.opened;
    const opened = this.#settings.open(space);
    this.#kept.set(space, { version, opened });
    opened.catch(() => this.#kept.delete(space));
    return opened;
  }
}
