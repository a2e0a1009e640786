import { EuiLink } from '@elastic/eui';
import React from 'react';
import { useLinkInside } from './link_inside';

interface LinkToProps {
  /** A path inside the app, which may have a search behind `?`. */
  path: string;
  title?: string;
  subject?: string;
  children: React.ReactNode;
}

/** A link to another place of the app. It opens in this window, or in a new one where the person asks for that. */
export function LinkTo({ path, title, subject, children }: LinkToProps) {
  return (
    <EuiLink {...useLinkInside(path)} title={title} data-test-subj={subject}>
      {children}
    </EuiLink>
  );
}
