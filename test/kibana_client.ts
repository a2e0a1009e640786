export interface Login {
  username: string;
  password: string;
}

type Examine = (
  method: string,
  path: string,
  answer: { status: number; body: unknown; headers: Headers },
) => void;

let examine: Examine = () => undefined;

/** Has somebody look at every answer before the caller gets it; what they throw, the caller gets. */
export function examineAnswers(by: Examine): void {
  examine = by;
}

/** A small client of the plugin's HTTP API, on the sandbox or a Kibana. */
export class KibanaClient {
  readonly #headers: Record<string, string>;

  constructor(
    readonly url: string,
    login: Login | null,
    readonly space = 'default',
  ) {
    this.#headers = { 'kbn-xsrf': 'true', 'content-type': 'application/json' };
    if (login) this.#headers.authorization = basicAuthorization(login);
  }

  /** Any call: status and body as they come. */
  async call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const prefix = this.space === 'default' ? '' : `/s/${this.space}`;
    const response = await fetch(`${this.url}${prefix}${path}`, {
      method,
      headers: this.#headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { status, headers } = response;
    const answer = { status, body: parseJson(await response.text()) };
    examine(method, path, { ...answer, headers });
    return answer;
  }

  /** A call that must succeed: its body. */
  async expect<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call(method, path, body);
    if (answer.status === 200) return answer.body as T;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}

export const basicAuthorization = ({ username, password }: Login) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
