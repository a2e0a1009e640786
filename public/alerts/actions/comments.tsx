import { EuiButton, EuiFormRow, EuiPanel, EuiSpacer, EuiText, EuiTextArea, EuiTitle } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import type { Alert } from '../../../common/alerts/alerts';
import { BOUNDS } from '../../../common/bounds';
import { visible } from '../../../common/text/visible_text';
import { formatFullTime } from '../../shared/format';
import { deedText, somebody } from './workflow_words';
import type { Actions } from './use_actions';

interface CommentsProps {
  alert: Alert;
  actions: Actions;
  canAct: boolean;
}

/** What people wrote about an alert, with a field to write more, and who did what when. */
export const Comments = ({ alert, actions, canAct }: CommentsProps) => (
  <section aria-label={title()} data-test-subj="bfaComments">
    <EuiTitle size="xs">
      <h3>{title()}</h3>
    </EuiTitle>
    <EuiSpacer size="s" />
    {alert.comments.map(({ by, at, text }) => (
      <React.Fragment key={`${at} ${by}`}>
        <EuiPanel hasBorder hasShadow={false} paddingSize="s">
          <EuiText size="xs" color="subdued">
            {by === null ? somebody() : visible(by)}, {formatFullTime(at)}
          </EuiText>
          <EuiText size="s">
            <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</p>
          </EuiText>
        </EuiPanel>
        <EuiSpacer size="s" />
      </React.Fragment>
    ))}
    {canAct && <CommentForm alert={alert} actions={actions} />}
    <EuiSpacer size="m" />
    <History alert={alert} />
  </section>
);

function CommentForm({ alert, actions: { act, isActing } }: Omit<CommentsProps, 'canAct'>) {
  const [text, setText] = useState('');
  const isTooLong = [...text].length > BOUNDS.commentLength;
  return (
    <>
      <EuiFormRow
        fullWidth
        label={i18n.translate('bruteForceAlerts.workflow.commentLabel', { defaultMessage: 'Add a comment' })}
        isInvalid={isTooLong}
        error={i18n.translate('bruteForceAlerts.workflow.commentTooLongText', {
          defaultMessage: 'At most {max, number} characters.',
          values: { max: BOUNDS.commentLength },
        })}
      >
        <EuiTextArea
          fullWidth
          rows={2}
          value={text}
          isInvalid={isTooLong}
          onChange={({ target }) => setText(target.value)}
          data-test-subj="bfaCommentText"
        />
      </EuiFormRow>
      <EuiSpacer size="s" />
      <EuiButton
        size="s"
        isDisabled={text.trim() === '' || isTooLong || isActing}
        onClick={() => act({ action: 'comment', text }, [alert], () => setText(''))}
        data-test-subj="bfaAddComment"
      >
        {i18n.translate('bruteForceAlerts.workflow.addCommentLabel', { defaultMessage: 'Add comment' })}
      </EuiButton>
    </>
  );
}

function History({ alert: { history, detectedAt } }: { alert: Alert }) {
  return (
    <EuiText size="xs" color="subdued" data-test-subj="bfaHistory">
      <ul>
        {[...history.entries].reverse().map((entry, n) => (
          <li key={`${entry.at} ${history.entries.length - n}`}>
            {formatFullTime(entry.at)}: {deedText(entry)}
          </li>
        ))}
        {history.dropped > 0 && (
          <li>
            {i18n.translate('bruteForceAlerts.workflow.droppedText', {
              defaultMessage:
                '{count, plural, one {# older entry is} other {# older entries are}} no longer kept',
              values: { count: history.dropped },
            })}
          </li>
        )}
        <li>
          {formatFullTime(detectedAt)}:{' '}
          {i18n.translate('bruteForceAlerts.workflow.foundText', { defaultMessage: 'Found' })}
        </li>
      </ul>
    </EuiText>
  );
}

const title = () =>
  i18n.translate('bruteForceAlerts.workflow.commentsTitle', { defaultMessage: 'Comments and history' });
