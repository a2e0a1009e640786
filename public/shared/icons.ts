/**
 * The icons that we use. Every EUI from 90 to 122 has them. An icon that EUI does not know is loaded as an image from
 * that address, which shows a broken picture.
 */
export const ICON = {
  danger: 'error',
  warning: 'warning',
  ok: 'check',
  refresh: 'refresh',
  settings: 'gear',
  save: 'save',
  discard: 'cross',
  turnOn: 'play',
  turnOff: 'stop',
  send: 'bell',
  readOnly: 'lock',
  watching: 'eye',
  off: 'bellSlash',
  missing: 'search',
  add: 'plus',
  remove: 'trash',
  edit: 'pencil',
  restore: 'refresh',
  mute: 'bellSlash',
  unmute: 'bell',
  linked: 'link',
  copy: 'copy',
  discover: 'inspect',
  open: 'sortDown',
  account: 'user',
  source: 'globe',
  host: 'storage',
  workstation: 'compute',
} as const;
