import React from 'react';

/** An envelope. The one of EUI has another name from version to version. */
export const EmailIcon = (props: React.SVGProps<SVGSVGElement>) => (
  <svg viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true" {...props}>
    <path d="M1 3h14v10H1zm1.8 1L8 8.4 13.2 4zM2 4.6V12h12V4.6L8 9.7z" fillRule="evenodd" />
  </svg>
);
