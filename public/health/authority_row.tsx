import { EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiText } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { useState } from 'react';
import type { Problem } from '../../common/status/problems';
import type { StatusResponse } from '../../common/status/status';
import { formatFullTime } from '../shared/format';
import { ICON } from '../shared/icons';
import { useServices } from '../shared/services';
import { LendRightsModal } from '../settings/lend_rights_modal';
import type { SettingsForm } from '../settings/use_settings';
import { authorityText, isAuthorityWell, mayBeRenewed } from './authority_words';

interface AuthorityRowProps {
  status: StatusResponse;
  settings: SettingsForm;
  now: number;
}

/** With whose rights events are read and whether that works, with a button to read with one's own rights instead. */
export function AuthorityRow({ status: { authority }, settings, now }: AuthorityRowProps) {
  const { canSave } = useServices();
  const text = authorityText(authority, now);
  if (!text) return null;
  const since = authority.kind === 'api_key' ? formatFullTime(authority.since) : undefined;
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" responsive={false} wrap style={{ rowGap: 4 }}>
      <EuiFlexItem grow={false}>
        <EuiText
          size="xs"
          color={isAuthorityWell(authority) ? 'subdued' : 'danger'}
          title={since}
          data-test-subj="bfaStatusAuthority"
        >
          {text}
        </EuiText>
      </EuiFlexItem>
      {canSave && mayBeRenewed(authority) && <Renew settings={settings} />}
    </EuiFlexGroup>
  );
}

function Renew({ settings }: { settings: SettingsForm }) {
  const [isAsking, setAsking] = useState(false);
  const label = i18n.translate('bruteForceAlerts.renew.openLabel', { defaultMessage: 'Renew as me' });
  return (
    <EuiFlexItem grow={false}>
      <EuiButtonEmpty
        size="xs"
        iconType={ICON.refresh}
        isDisabled={!settings.state.saved?.version}
        onClick={() => setAsking(true)}
        data-test-subj="bfaRenew"
      >
        {label}
      </EuiButtonEmpty>
      {isAsking && <RenewModal settings={settings} onClose={() => setAsking(false)} />}
    </EuiFlexItem>
  );
}

function RenewModal({ settings, onClose }: { settings: SettingsForm; onClose(): void }) {
  const [isBusy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const confirm = async () => {
    setBusy(true);
    setProblems([]);
    const refused = await settings.renewKey();
    if (refused.length === 0) return onClose();
    setProblems(refused);
    setBusy(false);
  };
  return (
    <LendRightsModal
      subject="bfaRenew"
      title={i18n.translate('bruteForceAlerts.renew.title', {
        defaultMessage: 'Go on with your rights?',
      })}
      confirmLabel={i18n.translate('bruteForceAlerts.renew.confirmLabel', { defaultMessage: 'Renew' })}
      settings={settings.state.saved?.settings}
      isBusy={isBusy}
      problems={problems}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        {i18n.translate('bruteForceAlerts.renew.oldKeyDescription', {
          defaultMessage: 'The key used until now is invalidated as soon as yours is stored.',
        })}
      </p>
    </LendRightsModal>
  );
}
