import { randomUUID } from 'node:crypto';
import type { Client, estypes } from '@elastic/elasticsearch';
import type { SavedObject, SavedObjectsClient, SavedObjectsType } from '../../kibana_contracts/server';
import type { Encryption } from './encryption';
import { badRequest, decorate, notFound, unsupportedType } from './errors';
import { indexOf, type SavedObjectTypes } from './types';

type Attributes = Record<string, unknown>;
type Find = Parameters<SavedObjectsClient['find']>[0];
type Refresh = boolean | 'wait_for';

/** A saved object as its document holds it; the attributes stand under the type's name. */
interface Source {
  type: string;
  namespace?: string;
  [attributesByType: string]: unknown;
}
interface Hit {
  _seq_no?: number;
  _primary_term?: number;
  _source?: Source;
  _id: string;
}

export interface RepositoryServices {
  internal: Client;
  types: SavedObjectTypes;
  encryption: Encryption;
}

/** Kibana's repository of saved objects: every space, no question who asks. */
export class Repository {
  constructor(
    private readonly services: RepositoryServices,
    private readonly includedHiddenTypes: string[] = [],
  ) {}

  async create<A>(
    typeName: string,
    attributes: A,
    options: { id?: string; namespace?: string; overwrite?: boolean; refresh?: Refresh } = {},
  ): Promise<SavedObject<A>> {
    const type = this.visible(typeName);
    if (!type) throw unsupportedType(typeName);
    const id = this.validId(typeName, options.id);
    const namespace = normal(type, options.namespace);
    const now = new Date().toISOString();
    const stored = this.services.encryption.encrypt(
      { type: typeName, id, namespace },
      attributes as Attributes,
    );
    const document = { type: typeName, namespace, [typeName]: stored, created_at: now, updated_at: now };
    const place = { ...locate(type, id, namespace), refresh: options.refresh ?? 'wait_for', document };
    const op_type = options.id && options.overwrite ? 'index' : 'create';
    const answer = await this.ask(typeName, id, (client) => client.index({ ...place, op_type }));
    return this.present<A>(type, { ...answer, _id: place.id, _source: document });
  }

  async get<A>(typeName: string, id: string, options: { namespace?: string } = {}): Promise<SavedObject<A>> {
    const { type, hit } = await this.read(typeName, id, options.namespace);
    return this.present<A>(type, hit);
  }

  /** Reads an object with its secrets in clear text. Only `getDecryptedAsInternalUser` may use it. */
  async getDecrypted<A>(
    typeName: string,
    id: string,
    options: { namespace?: string } = {},
  ): Promise<SavedObject<A>> {
    const { type, hit } = await this.read(typeName, id, options.namespace);
    const namespace = normal(type, options.namespace);
    const stored = (hit._source?.[typeName] ?? {}) as Attributes;
    const attributes = this.services.encryption.decrypt({ type: typeName, id, namespace }, stored);
    return { ...this.present<A>(type, hit), attributes: attributes as A };
  }

  async update<A>(
    typeName: string,
    id: string,
    attributes: Partial<A>,
    options: { version?: string; namespace?: string; refresh?: Refresh } = {},
  ): Promise<SavedObject<Partial<A>>> {
    const type = this.existing(typeName, id);
    const namespace = normal(type, options.namespace);
    const stored = this.services.encryption.encrypt({ type: typeName, id, namespace }, attributes);
    const doc = { [typeName]: stored, updated_at: new Date().toISOString() };
    const guard = options.version === undefined ? { retry_on_conflict: 3 } : decodeVersion(options.version);
    const place = { ...locate(type, id, namespace), refresh: options.refresh ?? 'wait_for', doc, ...guard };
    const answer = await this.ask(typeName, id, (client) => client.update(place));
    const source = { type: typeName, namespace, [typeName]: attributes };
    return this.present<Partial<A>>(type, { ...answer, _id: place.id, _source: source });
  }

  async delete(
    typeName: string,
    id: string,
    options: { namespace?: string; refresh?: Refresh } = {},
  ): Promise<object> {
    const type = this.existing(typeName, id);
    const place = {
      ...locate(type, id, normal(type, options.namespace)),
      refresh: options.refresh ?? 'wait_for',
    };
    await this.ask(typeName, id, (client) => client.delete(place));
    return {};
  }

  async find<A>({ type: typeName, perPage = 20, page = 1, namespaces = ['default'] }: Find) {
    const type = this.visible(typeName);
    if (!type) return { saved_objects: [], total: 0 };
    const { hits } = await this.services.internal.search<Source>({
      index: indexOf(type),
      query: { bool: { filter: [{ term: { type: typeName } }, ...inSpaces(type, namespaces)] } },
      size: perPage,
      from: (page - 1) * perPage,
      seq_no_primary_term: true,
      track_total_hits: true,
    });
    const total = typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? 0);
    return { saved_objects: hits.hits.map((hit) => this.present<A>(type, hit as Hit)), total };
  }

  private visible(name: string): SavedObjectsType | undefined {
    return this.services.types.visible(name, this.includedHiddenTypes);
  }

  private existing(name: string, id: string): SavedObjectsType {
    const type = this.visible(name);
    if (!type) throw notFound(name, id);
    return type;
  }

  private async read(typeName: string, id: string, namespace: string | undefined) {
    const type = this.existing(typeName, id);
    const place = locate(type, id, normal(type, namespace));
    const hit = await this.ask(typeName, id, (client) => client.get<Source>(place));
    return { type, hit: hit as Hit };
  }

  private async ask<R>(type: string, id: string, question: (client: Client) => Promise<R>): Promise<R> {
    try {
      return await question(this.services.internal);
    } catch (error) {
      throw decorate(error, type, id);
    }
  }

  private validId(type: string, id: string | undefined): string {
    if (id !== undefined && this.services.encryption.isRegistered(type) && !UUID.test(id))
      throw badRequest(
        'Predefined IDs are not allowed for saved objects with encrypted attributes unless the ID is a UUID.',
      );
    return id ?? randomUUID();
  }

  private present<A>(type: SavedObjectsType, hit: Hit): SavedObject<A> {
    const { namespace } = hit._source ?? {};
    const attributes = (hit._source?.[type.name] ?? {}) as Attributes;
    return {
      id: hit._id.slice(rawId(type, '', namespace).length),
      type: type.name,
      attributes: this.services.encryption.strip(type.name, attributes) as A,
      version: encodeVersion(hit),
      ...(type.namespaceType === 'single' ? { namespaces: [namespace ?? 'default'] } : {}),
    };
  }
}

/** UUIDs that 8.12 accepts as random: versions 1 to 5, and the nil one. */
const UUID =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|00000000(-0000){3}-0{12})$/i;

/** The namespace as it is stored. Objects of the default space, and of types that belong to no space, have none. */
const normal = (type: SavedObjectsType, namespace: string | undefined) =>
  type.namespaceType === 'agnostic' || namespace === 'default' ? undefined : namespace;

const rawId = (type: SavedObjectsType, id: string, namespace: string | undefined) =>
  `${namespace ? `${namespace}:` : ''}${type.name}:${id}`;

const locate = (type: SavedObjectsType, id: string, namespace: string | undefined) => ({
  index: indexOf(type),
  id: rawId(type, id, namespace),
});

const encodeVersion = ({ _seq_no, _primary_term }: Hit) =>
  Buffer.from(JSON.stringify([_seq_no, _primary_term])).toString('base64');

function decodeVersion(version: string): { if_seq_no: number; if_primary_term: number } {
  try {
    const [seqNo, primaryTerm] = JSON.parse(Buffer.from(version, 'base64').toString()) as unknown[];
    if (!Number.isInteger(seqNo) || !Number.isInteger(primaryTerm)) throw new Error('not two numbers');
    return { if_seq_no: seqNo as number, if_primary_term: primaryTerm as number };
  } catch {
    throw badRequest(`Invalid version [${version}]`);
  }
}

function inSpaces(type: SavedObjectsType, namespaces: string[]): estypes.QueryDslQueryContainer[] {
  if (type.namespaceType === 'agnostic' || namespaces.includes('*')) return [];
  const should: estypes.QueryDslQueryContainer[] = [{ terms: { namespace: namespaces } }];
  if (namespaces.includes('default'))
    should.push({ bool: { must_not: [{ exists: { field: 'namespace' } }] } });
  return [{ bool: { should, minimum_should_match: 1 } }];
}
