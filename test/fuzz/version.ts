/** A body that names a version of the settings, made to name theirs; any other as it is. */
export async function withVersion(body: Buffer, version: () => Promise<string | null>): Promise<Buffer> {
  const given = objectIn(body);
  if (!given || !('version' in given) || (given.version !== null && typeof given.version !== 'string'))
    return body;
  return Buffer.from(JSON.stringify({ ...given, version: await version() }));
}

function objectIn(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
