import { EuiHealth, EuiText } from '@elastic/eui';
import React from 'react';
import { useNow } from '../../shared/polling';
import { channelDetails, channelView, type KnownChannel } from './channel_words';

/** Whether people are told through a channel, what keeps them from it, and what to do. */
export function ChannelState({ known }: { known: KnownChannel }) {
  const now = useNow();
  const { tone, word, problem } = channelView(known, now);
  const details = channelDetails(known, now);
  return (
    <div data-test-subj="bfaChannelState">
      <EuiHealth color={tone}>{word}</EuiHealth>
      {details.length > 0 && (
        <EuiText size="xs" color="subdued">
          <p>{details.join('; ')}</p>
        </EuiText>
      )}
      {problem && (
        <EuiText size="s">
          <p>
            {problem.message} {problem.remedy}
          </p>
        </EuiText>
      )}
    </div>
  );
}
