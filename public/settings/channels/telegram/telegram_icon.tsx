import React from 'react';

/** A paper plane. No EUI has an icon for Telegram. */
export const TelegramIcon = (props: React.SVGProps<SVGSVGElement>) => (
  <svg viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true" {...props}>
    <path d="M15 2 1 7.5l3.6 1.4L12 4.8 6.6 10v3.8l2.1-2.3 3.2 2.4z" />
  </svg>
);
