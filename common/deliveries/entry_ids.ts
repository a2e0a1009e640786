/** The id of the entry that changes a message, by the id of the entry that sent it. */
export const editId = (messageEntryId: string) => `${messageEntryId}-edit`;

/** The ids of all entries that may tell a digest: its message, and what brings it up to date. */
export const entryIdsOfDigest = (digestId: string): string[] => [
  digestId,
  editId(digestId),
  editId(editId(digestId)),
];
