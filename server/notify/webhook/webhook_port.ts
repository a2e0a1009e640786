import type { Secret } from '../../../common/channels/secret';
import type { HeartbeatMethod } from '../../../common/settings/heartbeat';

/** Where a request goes, and on which way. */
export interface WebhookPlace {
  url: Secret;
  /** A proxy of kibana.yml, by its name; null: as kibana.yml sets it for all webhooks. */
  proxy: string | null;
}

/** One message on its way. */
export interface WebhookRequest extends WebhookPlace {
  /** Values by the names of the headers. */
  headers: Readonly<Record<string, string>>;
  /** JSON. */
  body: string;
  /** What the body holds that must not be repeated of an answer. */
  inBody: readonly string[];
  /** Null where requests are not signed. */
  signingKey: Secret | null;
}

/**
 * What came of a request.
 * answered: somebody answered with a status. forbidden: kibana.yml does not let it go there; nothing was sent.
 * failed: nobody answered.
 */
export type WebhookAnswer =
  | {
      kind: 'answered';
      /** A proxy on the way answers where it refuses to connect; then nothing reached the receiver. */
      by: 'receiver' | 'proxy';
      status: number;
      /** The first words of the answer, scrubbed of secrets. Empty where it had none, or was a page for browsers. */
      said: string;
      /** How long the far side asks to wait, ms; null where it does not say. */
      retryAfterMs: number | null;
    }
  | {
      kind: 'forbidden';
      /** Which of both is not allowed: the host of the URL, or an address that its name leads to. */
      what: 'host' | 'address';
      value: string;
      /** The line of kibana.yml that would allow it. */
      line: string;
    }
  | {
      kind: 'failed';
      /** As Node names it, e.g. `ENOTFOUND`. It holds nothing of the URL. */
      code: string;
      /** What the code alone does not say, such as the name of a proxy. */
      detail?: string;
      /** Whether a connection was made. Where none was, nothing was sent. */
      isConnected: boolean;
    };

/** Speaks HTTPS to the address of a channel. Never throws for what the far side, the network or an address does. */
export interface WebhookTalk {
  post(request: WebhookRequest): Promise<WebhookAnswer>;
  /** Asks whether anybody answers at the address, by HEAD: without a message, headers of the channel or a signature. */
  knock(place: WebhookPlace): Promise<WebhookAnswer>;
}

/**
 * Calls the address of the heartbeat, under the same rules as webhooks, and by the proxy that kibana.yml sets for all of
 * them. Never throws, as above.
 */
export interface UrlCaller {
  call(url: Secret, method: HeartbeatMethod): Promise<WebhookAnswer>;
  /** Why the host of a URL may not be called; null where it may. Nobody is asked. */
  forbids(url: Secret): Extract<WebhookAnswer, { kind: 'forbidden' }> | null;
}
