import type { Observable } from '../../../kibana_contracts/browser';

/** A value that changes, told to everybody at once and again at every change. */
export class Subject<T> implements Observable<T> {
  private readonly observers = new Set<(value: T) => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  next(value: T): void {
    this.current = value;
    for (const observer of this.observers) observer(value);
  }

  subscribe(observer: (value: T) => void): { unsubscribe(): void } {
    this.observers.add(observer);
    observer(this.current);
    return { unsubscribe: () => this.observers.delete(observer) };
  }
}
