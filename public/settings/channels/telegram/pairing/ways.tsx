import {
  EuiButtonGroup,
  EuiCodeBlock,
  EuiFlexGroup,
  EuiFlexItem,
  EuiLink,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import { QRCodeSVG } from 'qrcode.react';
import React, { useState } from 'react';
import type { StartedPairing } from '../../../../../common/api/pairing';

type Way = 'person' | 'group' | 'channel';
const QR_SIZE = 144;

/** How the bot is written to: by a link for a person or a group, by a command in a channel or a topic. */
export function Ways({ started }: { started: StartedPairing }) {
  const { personLink, groupLink, command, bot } = started;
  const [way, setWay] = useState<Way>(groupLink === null ? 'person' : 'group');
  return (
    <>
      <EuiButtonGroup
        legend={i18n.translate('bruteForceAlerts.pairing.waysLegend', {
          defaultMessage: 'Who is to be told',
        })}
        options={WAYS.map((id) => ({ id, label: WAY_LABELS[id](), 'data-test-subj': `bfaPairing-${id}` }))}
        idSelected={way}
        onChange={(id) => setWay(WAYS.find((one) => one === id) ?? 'person')}
        buttonSize="compressed"
      />
      <EuiSpacer size="s" />
      {way === 'person' && <LinkWay link={personLink} words={personWords()} />}
      {way === 'group' && groupLink !== null && <LinkWay link={groupLink} words={groupWords()} />}
      {way === 'group' && groupLink === null && <Words>{noGroupsWords(bot.username)}</Words>}
      {way === 'channel' && <CommandWay command={command} username={bot.username} />}
    </>
  );
}

const WAYS: readonly Way[] = ['group', 'person', 'channel'];
const WAY_LABELS = {
  person: () => i18n.translate('bruteForceAlerts.pairing.personLabel', { defaultMessage: 'One person' }),
  group: () => i18n.translate('bruteForceAlerts.pairing.groupLabel', { defaultMessage: 'A group' }),
  channel: () =>
    i18n.translate('bruteForceAlerts.pairing.channelLabel', { defaultMessage: 'A channel or a topic' }),
} as const;

const Words = ({ children }: { children: React.ReactNode }) => (
  <EuiText size="s">
    <p>{children}</p>
  </EuiText>
);

function LinkWay({ link, words }: { link: string; words: string }) {
  return (
    <EuiFlexGroup gutterSize="m" alignItems="center" wrap responsive={false}>
      <EuiFlexItem grow={false}>
        <QRCodeSVG
          value={link}
          size={QR_SIZE}
          marginSize={2}
          title={qrTitle()}
          data-test-subj="bfaPairingQr"
        />
      </EuiFlexItem>
      <EuiFlexItem style={{ minWidth: 240 }}>
        <Words>{words}</Words>
        <EuiSpacer size="s" />
        <EuiText size="s" style={{ overflowWrap: 'anywhere' }}>
          <EuiLink href={link} target="_blank" rel="noopener noreferrer" data-test-subj="bfaPairingLink">
            {link}
          </EuiLink>
        </EuiText>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

function CommandWay({ command, username }: { command: string; username: string }) {
  return (
    <>
      <Words>{channelWords(username)}</Words>
      <EuiSpacer size="s" />
      <EuiCodeBlock isCopyable paddingSize="s" fontSize="m" data-test-subj="bfaPairingCommand">
        {command}
      </EuiCodeBlock>
    </>
  );
}

const qrTitle = () =>
  i18n.translate('bruteForceAlerts.pairing.qrTitle', {
    defaultMessage: 'The same link, for the camera of a phone',
  });
const personWords = () =>
  i18n.translate('bruteForceAlerts.pairing.personDescription', {
    defaultMessage: 'The person who is to be told opens this link in Telegram and presses Start.',
  });
const groupWords = () =>
  i18n.translate('bruteForceAlerts.pairing.groupDescription', {
    defaultMessage: 'Open this link in Telegram and choose the group. Telegram adds the bot to it.',
  });
const noGroupsWords = (username: string) =>
  i18n.translate('bruteForceAlerts.pairing.noGroupsDescription', {
    defaultMessage:
      'The bot @{username} may not be added to groups. To allow it, send /mybots to @BotFather, choose the bot, then Bot Settings and Allow Groups, and make new links.',
    values: { username },
  });
const channelWords = (username: string) =>
  i18n.translate('bruteForceAlerts.pairing.channelDescription', {
    defaultMessage:
      'Make @{username} an administrator of the channel who may post messages, or a member of the group, and post this there, whole: in a group a bot hears only commands that name it. In a group with topics, post it in the topic that is to be told. You can delete it afterwards.',
    values: { username },
  });
