import { QueryClient } from '@tanstack/react-query';

/** Makes a client for one opening of the app, so that nothing of one space is shown in another. */
export function createQueryClient(): QueryClient {
  // Kibana may run on the same machine, so it does not matter whether the browser believes to be online.
  const networkMode = 'always' as const;
  return new QueryClient({
    defaultOptions: { queries: { retry: false, networkMode }, mutations: { networkMode } },
  });
}
