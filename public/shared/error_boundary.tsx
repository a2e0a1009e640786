import { i18n } from '@kbn/i18n';
import React, { type ReactNode } from 'react';

/** A defect in one component must not leave a blank page without a word. */
export class ErrorBoundary extends React.Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <PageFailed /> : this.props.children;
  }
}

/** Plain elements only: a component that fails in its turn would be caught here again, without end. */
function PageFailed() {
  return (
    <div role="alert" style={{ padding: 24 }} data-test-subj="bfaPageFailed">
      <h2>{i18n.translate('bruteForceAlerts.page.failedTitle', { defaultMessage: 'This page failed' })}</h2>
      <p>
        {i18n.translate('bruteForceAlerts.page.failedDescription', {
          defaultMessage:
            'Detection and messages go on without it. Reload the page; if it fails again, look into the browser console and report what it says.',
        })}
      </p>
    </div>
  );
}
