/** How long at most something waits for a press to end, ms. */
const LONGEST = 5_000;
/** Before anything in the page hears of them, and could keep them to itself. */
const CAPTURE = { capture: true };

/**
 * Presses of the mouse, of a finger or a pen. A page that moves between the press and the release takes the button away
 * from below the pointer, and the browser then reports no click. So what moves the page waits until nothing is pressed.
 */
export interface Presses {
  /** Runs it at once where nothing is pressed, else when the click was reported, at the latest after five seconds. */
  whenReleased(act: () => void): void;
  /** Must be called: stops listening, and runs what still waits. */
  stop(): void;
}

/** Listens to all presses in a window. */
export function watchPresses(window: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>): Presses {
  let waiting: Array<() => void> = [];
  let longest: ReturnType<typeof setTimeout> | undefined;
  let isPressed = false;
  const release = () => {
    clearTimeout(longest);
    isPressed = false;
    const due = waiting;
    waiting = [];
    for (const act of due) act();
  };
  const onDown = () => {
    isPressed = true;
    clearTimeout(longest);
    longest = setTimeout(release, LONGEST);
  };
  // The click is reported behind the release, in the same turn.
  const onUp = () => void setTimeout(release);
  const listeners = { pointerdown: onDown, pointerup: onUp, pointercancel: onUp };
  for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener, CAPTURE);
  return {
    whenReleased: (act) => (isPressed ? void waiting.push(act) : act()),
    stop: () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener, CAPTURE);
      release();
    },
  };
}
