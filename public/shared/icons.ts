/**
 * The icons that we use. Only names that every EUI from 90 to 122 knows: an unknown one is loaded as an image by that
 * address, which is a 404 and a broken picture.
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
  restore: 'refresh',
  linked: 'link',
  account: 'user',
  source: 'globe',
  host: 'storage',
  workstation: 'compute',
} as const;
