import type { SavedObjectsClient } from '../../kibana_contracts/server';
import type { Caller } from '../http/requests';
import type { Authorization } from '../security/authorization';
import { badRequest, SavedObjectsError } from './errors';
import type { Repository } from './repository';

/** Saved objects as the caller of a request: in the request's space, and by the caller's privileges. */
export function createScopedClient(
  repository: Repository,
  caller: Caller,
  authorization: Authorization,
): SavedObjectsClient {
  const namespace = caller.spaceId;
  const allowed = async (operation: string, type: string) => {
    const action = `saved_object:${type}/${operation}`;
    return (await authorization.check(caller, [action]))[action] === true;
  };
  const demand = async (operation: string, type: string, options?: { namespace?: string }) => {
    if (options?.namespace) throw badRequest('Spaces currently determines the namespaces');
    if (!(await allowed(operation, type))) throw new SavedObjectsError(403, `Unable to ${operation} ${type}`);
  };
  return {
    async create(type, attributes, options) {
      await demand('create', type, options as { namespace?: string });
      return repository.create(type, attributes, { ...options, namespace });
    },
    async get(type, id, options) {
      await demand('get', type, options);
      return repository.get(type, id, { namespace });
    },
    async update(type, id, attributes, options) {
      await demand('update', type, options);
      return repository.update(type, id, attributes, { ...options, namespace });
    },
    async delete(type, id, options) {
      await demand('delete', type, options);
      return repository.delete(type, id, { namespace });
    },
    async find(options) {
      const elsewhere = options.namespaces?.some((space) => space !== namespace);
      if (elsewhere)
        throw badRequest('The sandbox finds saved objects for a caller in the space of the request only');
      // As in Kibana, a caller who may not find a type is told that there are no such objects.
      if (!(await allowed('find', options.type))) return { saved_objects: [], total: 0 };
      return repository.find({ ...options, namespaces: [namespace] });
    },
  };
}
