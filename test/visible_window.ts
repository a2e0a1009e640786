/**
 * A `window` for libraries that only poll where there is one. Import it first. `hide` and `show` are what a tab does:
 * the library is told as a browser tells it.
 */
const listeners = new Set<() => void>();
const place = {
  addEventListener: (type: string, listener: () => void) =>
    type === 'visibilitychange' && listeners.add(listener),
  removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
};
const page = { visibilityState: 'visible' };
// React would keep the process alive with a channel to itself; without one it uses timers.
Object.assign(globalThis, { window: place, document: page, MessageChannel: undefined });

const become = (visibilityState: 'visible' | 'hidden') => {
  page.visibilityState = visibilityState;
  listeners.forEach((listener) => listener());
};

export const tab = { hide: () => become('hidden'), show: () => become('visible'), listeners };
