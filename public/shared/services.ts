import { createContext, useContext } from 'react';
import type { AppMountParameters, CoreStart, CoreTheme } from '../../kibana_contracts/browser';
import type { Api } from './api_client';
import type { Presses } from './presses';

/** What pages need from outside. */
export interface Services {
  api: Api;
  /** The address of a path of Kibana in this space. */
  addressInKibana(path: string): string;
  onAppLeave: AppMountParameters['onAppLeave'];
  chrome: CoreStart['chrome'];
  toasts: CoreStart['notifications']['toasts'];
  /** Whether the person may change settings here. The server checks again. */
  canSave: boolean;
  theme: CoreTheme;
  presses: Pick<Presses, 'whenReleased'>;
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('useServices outside of ServicesContext');
  return services;
}
