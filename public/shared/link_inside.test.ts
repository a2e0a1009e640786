import type { MouseEvent } from 'react';
import { followInside } from './link_inside';

const click = (change: Partial<MouseEvent> = {}) =>
  ({ button: 0, preventDefault: jest.fn(), ...change }) as unknown as MouseEvent;

it('follows a plain click inside the app', () => {
  const event = click();
  const go = jest.fn();
  followInside(event, go);
  expect(go).toHaveBeenCalledTimes(1);
  expect(event.preventDefault).toHaveBeenCalledTimes(1);
});

it.each([{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])(
  'leaves a click with %p to the browser',
  (change) => {
    const event = click(change);
    const go = jest.fn();
    followInside(event, go);
    expect(go).not.toHaveBeenCalled();
    expect(event.preventDefault).not.toHaveBeenCalled();
  },
);
