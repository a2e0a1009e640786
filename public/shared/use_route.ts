import { useEffect, useState } from 'react';
import { type Route, parsePath } from './routing';
import { useServices } from './services';

const HOME = '/alerts';

/** Where we are, from the address. An address of no page becomes the alerts. */
export function useRoute(): Route {
  const { history } = useServices();
  const [path, setPath] = useState(history.location.pathname);
  useEffect(() => history.listen((location) => setPath(location.pathname)), [history]);
  const route = parsePath(path);
  useEffect(() => {
    if (!route) history.replace(HOME);
  }, [history, route]);
  return route ?? { page: 'alerts' };
}
