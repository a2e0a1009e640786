import type { Logger } from '../kibana_contracts/server';
import { createClients, type ElasticsearchClients } from './elasticsearch_clients';
import { createLogger } from './logger';
import type { CheckedOptions } from './options';
import { Features } from './plugins/features';
import { Spaces } from './plugins/spaces';
import { Encryption } from './saved_objects/encryption';
import { Repository } from './saved_objects/repository';
import { prepareIndices, SavedObjectTypes } from './saved_objects/types';
import { createAuthentication, noAuthentication, type Authentication } from './security/authentication';
import {
  createAuthorization,
  noAuthorization,
  registerPrivileges,
  type Authorization,
} from './security/authorization';
import { TaskManager } from './task_manager/task_manager';

/** Kibana's own parts, as far as there are any here. */
export interface Services {
  options: CheckedOptions;
  logger: Logger;
  clients: ElasticsearchClients;
  types: SavedObjectTypes;
  encryption: Encryption;
  features: Features;
  spaces: Spaces;
  taskManager: TaskManager;
  authentication: Authentication;
  authorization: Authorization;
}

/** Makes the parts; nothing is asked of Elasticsearch yet. */
export function createServices(options: CheckedOptions): Services {
  const write = options.logger ?? ((line) => process.stderr.write(`${line}\n`));
  const logger = createLogger({ write, debug: options.debug });
  const clients = createClients(options.elasticsearch, options.security);
  const features = new Features();
  const { security, application } = options;
  return {
    options,
    logger,
    clients,
    types: new SavedObjectTypes(),
    encryption: new Encryption(options.encryptionKey),
    features,
    spaces: new Spaces(clients.internal),
    taskManager: new TaskManager(
      clients.internal,
      options.pollInterval,
      logger.get('plugins', 'taskManager'),
    ),
    authentication: security ? createAuthentication(clients.forHeader) : noAuthentication,
    authorization: security
      ? createAuthorization(application, features.list, clients.forHeader)
      : noAuthorization,
  };
}

/**
 * Prepares Elasticsearch between setup and start, when everything is registered: indices, spaces, tasks and
 * privileges.
 */
export async function prepareServices({
  options,
  clients,
  types,
  features,
  spaces,
  taskManager,
}: Services): Promise<void> {
  types.lock();
  features.lock();
  await prepareIndices(clients.internal, types.all());
  await spaces.prepare(options.spaces);
  await taskManager.prepare();
  if (options.security) await registerPrivileges(clients.internal, options.application, features.list);
}

/** Saved objects as the internal user, without a check of privileges. */
export const repositoryOf = ({ clients, types, encryption }: Services, includedHiddenTypes: string[] = []) =>
  new Repository({ internal: clients.internal, types, encryption }, includedHiddenTypes);

/** Removes the saved objects of a space that was deleted. */
export async function forgetSpace(services: Services, spaceId: string): Promise<void> {
  const types = services.types.all().filter(({ namespaceType }) => namespaceType === 'single');
  const repository = repositoryOf(
    services,
    types.map(({ name }) => name),
  );
  for (const { name } of types) {
    const found = await repository.find({ type: name, namespaces: [spaceId], perPage: 10_000 });
    for (const { id } of found.saved_objects)
      await repository.delete(name, id, { namespace: spaceId, refresh: true });
  }
}
