import { Secret } from './secret';

/** Secrets by the id of their channel, then by their name. */
export type SecretsOfChannels = Readonly<Record<string, Readonly<Record<string, Secret>>>>;

/**
 * The secrets as one text, to be stored encrypted. A field for each secret would need Kibana to know every channel
 * beforehand.
 */
export function toSealed(secrets: SecretsOfChannels): string {
  const revealed = Object.entries(secrets).map(([id, ofChannel]) => [
    id,
    Object.fromEntries(Object.entries(ofChannel).map(([name, secret]) => [name, secret.reveal()])),
  ]);
  return JSON.stringify(Object.fromEntries(revealed));
}

/** Reads what `toSealed` wrote; empty where nothing is stored. Throws where the text is not JSON. */
export function fromSealed(text: string | null | undefined): SecretsOfChannels {
  if (!text) return {};
  const stored = Object.entries(JSON.parse(text) as Record<string, Record<string, string>>);
  return Object.fromEntries(
    stored.map(([id, ofChannel]) => [
      id,
      Object.fromEntries(Object.entries(ofChannel).map(([name, secret]) => [name, new Secret(secret)])),
    ]),
  );
}
