/** As saved objects and Elasticsearch's client throw it. */
export const savedObjectsError = (statusCode: number) =>
  Object.assign(new Error('saved objects'), { isBoom: true, output: { statusCode } });
export const elasticsearchError = (name: string, statusCode?: number) =>
  Object.assign(new Error('elasticsearch'), { name, statusCode, meta: { statusCode } });
export class UndecryptableError extends Error {
  override name = 'UndecryptableError';
}
