import { QueryClient } from '@tanstack/react-query';

/** One for each time that the app is opened: nothing of a space is there in another. */
export function createQueryClient(): QueryClient {
  // Kibana may stand on this very machine: whether the browser thinks that it is online says nothing.
  const networkMode = 'always' as const;
  return new QueryClient({
    defaultOptions: { queries: { retry: false, networkMode }, mutations: { networkMode } },
  });
}
