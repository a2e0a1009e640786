import { errors, type Client } from '@elastic/elasticsearch';
import type {
  KibanaResponseFactory,
  RequestHandler,
  RouteValidationFunction,
} from '../../kibana_contracts/server';
import { ensureHiddenIndex } from '../hidden_index';
import { callerOf } from '../http/requests';
import { SandboxResponse } from '../http/responses';
import type { SandboxRouter } from '../http/router';
import type { Authorization } from '../security/authorization';

/** A space as the API tells it. */
export interface Space {
  id: string;
  name: string;
}

const INDEX = '.kibana_sandbox_spaces';
const DEFAULT_SPACE: Space = { id: 'default', name: 'Default' };

/** Spaces, kept in Elasticsearch so that a new start finds them. */
export class Spaces {
  constructor(private readonly internal: Client) {}

  async prepare(ids: string[]): Promise<void> {
    await ensureHiddenIndex(this.internal, { index: INDEX, mappings: { dynamic: false } });
    for (const id of ids) await this.create({ id, name: id });
  }

  /** False where the space exists. */
  async create({ id, name }: Space): Promise<boolean> {
    if (id === DEFAULT_SPACE.id) return false;
    try {
      await this.internal.create({ index: INDEX, id, document: { name }, refresh: true });
      return true;
    } catch (error) {
      if (error instanceof errors.ResponseError && error.statusCode === 409) return false;
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    await this.internal.delete({ index: INDEX, id, refresh: true });
  }

  async exists(id: string): Promise<boolean> {
    return id === DEFAULT_SPACE.id || this.internal.exists({ index: INDEX, id });
  }

  async all(): Promise<Space[]> {
    const { hits } = await this.internal.search<{ name: string }>({ index: INDEX, size: 1_000 });
    return [
      DEFAULT_SPACE,
      ...hits.hits.map(({ _id, _source }) => ({ id: String(_id), name: _source?.name ?? '' })),
    ];
  }
}

const spaceFromBody: RouteValidationFunction<unknown> = (data, { ok, badRequest }) => {
  const { id, name } = (data ?? {}) as Partial<Space>;
  if (typeof name !== 'string') return badRequest('[name]: expected value of type [string]');
  if (typeof id !== 'string' || !/^[a-z0-9_-]+$/.test(id))
    return badRequest("[id]: must be lower case, a-z, 0-9, '_', and '-' are allowed");
  return ok({ id, name });
};
const idFromPath: RouteValidationFunction<unknown> = (data, { ok }) => ok(data);

/** The routes of `/api/spaces/space`. `forget` removes the saved objects of a deleted space. */
export function addSpaceRoutes(
  router: SandboxRouter,
  spaces: Spaces,
  authorization: Authorization,
  forget: (spaceId: string) => Promise<void>,
): void {
  const path = '/api/spaces/space';
  const security = { authz: { enabled: false as const, reason: 'The handlers ask.' } };
  const managed =
    (handler: RequestHandler): RequestHandler =>
    async (context, request, response) => {
      const granted = await authorization.check(callerOf(request), ['space:manage']);
      if (!granted['space:manage']) return response.forbidden({ body: 'Unauthorized to manage spaces' });
      return handler(context, request, response);
    };
  const create = managed(async (_context, { body }, response) => {
    const space = body as Space;
    if (await spaces.create(space)) return response.ok({ body: space });
    return response.conflict({ body: `A space with the identifier ${space.id} already exists.` });
  });
  const remove = managed(async (_context, { params }, response) => {
    const { id } = params as { id: string };
    const refused = await refuseRemoval(spaces, id, response);
    if (refused) return refused;
    await spaces.remove(id);
    await forget(id);
    return new SandboxResponse(204, undefined);
  });
  router.get({ path, security, validate: false }, async (_context, _request, response) =>
    response.ok({ body: await spaces.all() }),
  );
  router.post({ path, security, validate: { body: spaceFromBody } }, create);
  router.delete({ path: `${path}/{id}`, security, validate: { params: idFromPath } }, remove);
}

async function refuseRemoval(spaces: Spaces, id: string, response: KibanaResponseFactory) {
  if (id === DEFAULT_SPACE.id)
    return response.badRequest({ body: 'The default space cannot be deleted because it is reserved.' });
  return (await spaces.exists(id)) ? null : response.notFound({ body: 'Not Found' });
}
