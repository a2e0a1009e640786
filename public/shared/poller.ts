/** The part of `document` that says whether anybody looks. */
export interface Visibility {
  readonly hidden: boolean;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
  removeEventListener(type: 'visibilitychange', listener: () => void): void;
}

export interface PollerOptions<T> {
  ask(options: { signal: AbortSignal; asSystemRequest: boolean }): Promise<T>;
  onAnswer(answer: T): void;
  onError(error: unknown): void;
  /** Milliseconds from one answer to the next question. */
  every: number;
  /** Milliseconds after which a question without an answer is given up: an old answer must not look like news. */
  timeout: number;
  visibility: Visibility;
}

/** Asks again and again, one question at a time, and not while the tab is hidden. */
export class Poller<T> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pending: AbortController | undefined;
  #stopped = false;
  #asked = 0;

  constructor(private readonly options: PollerOptions<T>) {}

  start(): void {
    this.options.visibility.addEventListener('visibilitychange', this.#onVisibility);
    this.refresh();
  }

  stop(): void {
    this.#stopped = true;
    this.options.visibility.removeEventListener('visibilitychange', this.#onVisibility);
    clearTimeout(this.#timer);
    this.#pending?.abort();
  }

  /** Asks now. A question that is under way is dropped: it was asked before whatever happened since. */
  refresh = (): void => {
    clearTimeout(this.#timer);
    this.#pending?.abort();
    if (!this.#stopped) void this.#ask();
  };

  #onVisibility = (): void => {
    if (this.options.visibility.hidden) clearTimeout(this.#timer);
    else this.refresh();
  };

  async #ask(): Promise<void> {
    const question = new AbortController();
    this.#pending = question;
    const tell = await this.#answerTo(question);
    if (this.#stopped || this.#pending !== question) return;
    this.#pending = undefined;
    if (!this.options.visibility.hidden) this.#timer = setTimeout(this.refresh, this.options.every);
    tell();
  }

  async #answerTo(question: AbortController): Promise<() => void> {
    const { onAnswer, onError, timeout } = this.options;
    const watchdog = setTimeout(() => question.abort(), timeout);
    try {
      const asSystemRequest = this.#asked++ > 0;
      const answer = await this.options.ask({ signal: question.signal, asSystemRequest });
      return () => onAnswer(answer);
    } catch (error) {
      return () => onError(error);
    } finally {
      clearTimeout(watchdog);
    }
  }
}
