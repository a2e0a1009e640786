/** What questions to the plugin's own indices are made of. */
export const both = (...filter: object[]) => ({ bool: { filter } });
/** `bounds`: as Elasticsearch takes them (gt, gte, lt, lte), epoch ms. */
export const range = (field: string, bounds: object) => ({
  range: { [field]: { ...bounds, format: 'epoch_millis' } },
});
export const exists = (field: string) => ({ exists: { field } });
export const without = (field: string) => ({ bool: { must_not: exists(field) } });
export const anyOf = (...should: object[]) => ({ bool: { should, minimum_should_match: 1 } });

export const isDelivery = { term: { kind: 'delivery' } };
/** Messages that were sent, or are to be, but not changes of them. */
export const noEdit = without('edits');
