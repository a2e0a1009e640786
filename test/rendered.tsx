import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import React, { type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

const cache = createCache({ key: 'test' });
// Emotion would warn of styles that are only safe in a browser.
cache.compat = true;

/** The words of a part of the page as it is at first: no effect has run, and nothing was pressed. */
export const wordsOf = (element: ReactElement): string =>
  renderToStaticMarkup(<CacheProvider value={cache}>{element}</CacheProvider>)
    .replace(/<style[^>]*>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
