import type { Client, estypes } from '@elastic/elasticsearch';
import type { SavedObjectsType } from '../../kibana_contracts/server';
import { ensureHiddenIndex } from '../hidden_index';

/** Where types without an index pattern of their own live. Not Kibana's index: that one may be a real Kibana's. */
const DEFAULT_PATTERN = '.kibana_sandbox';

/** The types that were registered in setup. */
export class SavedObjectTypes {
  private readonly types = new Map<string, SavedObjectsType>();
  private locked = false;

  register(type: SavedObjectsType): void {
    if (this.locked) throw new Error('cannot call `registerType` after service startup.');
    if (this.types.has(type.name)) throw new Error(`Type '${type.name}' is already registered`);
    if (type.namespaceType !== 'single' && type.namespaceType !== 'agnostic')
      throw new Error(
        `Type '${type.name}' is ${type.namespaceType}: the sandbox stores single and agnostic ones only`,
      );
    this.types.set(type.name, type);
  }

  lock(): void {
    this.locked = true;
  }

  /** A type that a client may see: hidden ones only where it named them. */
  visible(name: string, includedHiddenTypes: string[]): SavedObjectsType | undefined {
    const type = this.types.get(name);
    return type && (!type.hidden || includedHiddenTypes.includes(name)) ? type : undefined;
  }

  all(): SavedObjectsType[] {
    return [...this.types.values()];
  }
}

/** The alias that a type's documents are reached by. */
export const indexOf = (type: SavedObjectsType) => type.indexPattern ?? DEFAULT_PATTERN;

/** Makes the indices that are missing and adds new fields to the others, before any plugin starts. */
export async function prepareIndices(internal: Client, types: SavedObjectsType[]): Promise<void> {
  const aliases = new Set(types.map(indexOf));
  for (const alias of aliases) {
    const mappings = mappingsFor(types.filter((type) => indexOf(type) === alias));
    if (await internal.indices.existsAlias({ name: alias })) await addMappings(internal, alias, mappings);
    else
      await ensureHiddenIndex(internal, {
        index: `${alias}_1`,
        mappings,
        aliases: { [alias]: { is_hidden: true } },
      });
  }
}

function mappingsFor(types: SavedObjectsType[]): estypes.MappingTypeMapping {
  const own = Object.fromEntries(types.map(({ name, mappings }) => [name, mappings]));
  const common = {
    type: { type: 'keyword' },
    namespace: { type: 'keyword' },
    created_at: { type: 'date' },
    updated_at: { type: 'date' },
  };
  return { dynamic: 'strict', properties: { ...common, ...own } } as estypes.MappingTypeMapping;
}

async function addMappings(
  internal: Client,
  alias: string,
  mappings: estypes.MappingTypeMapping,
): Promise<void> {
  try {
    await internal.indices.putMapping({ index: alias, ...mappings });
  } catch (error) {
    throw new Error(
      `Incompatible mappings change on already migrated Kibana instance. ${(error as Error).message}`,
    );
  }
}
