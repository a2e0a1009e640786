import { EuiButton, EuiEmptyPrompt } from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React, { type ReactNode } from 'react';
import type { SettingsView } from '../../common/api/api';
import { ruleText, shapeOfRule } from '../../common/rules/rule_words';
import type { SettingsInput } from '../../common/settings/settings';
import type { StatusResponse } from '../../common/status/status';
import { PATH } from '../shared/addresses';
import { ICON } from '../shared/icons';
import { useLinkInside } from '../shared/link_inside';

interface NoAlertsProps {
  status: StatusResponse | undefined;
  settings: SettingsView | null;
}

/**
 * What the page shows in place of an empty list. An empty list is good news only where detection runs, so each case
 * reads differently.
 */
export function NoAlerts({ status, settings }: NoAlertsProps) {
  if (!status || !settings) return null;
  if (settings.version === null) return <NeverSetUp />;
  if (status.state === 'off') return <TurnedOff />;
  if (status.state === 'failing' || status.state === 'stalled') return <NotReading />;
  if (status.state === 'catching_up') return <CatchingUp />;
  if (rulesOn(settings.settings).length === 0) return <NoRuleOn />;
  return <NothingFound settings={settings} />;
}

interface PromptProps {
  icon: string;
  color: 'subdued' | 'warning' | 'danger';
  subject: string;
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

const Prompt = ({ icon, color, subject, title, actions, children }: PromptProps) => (
  <EuiEmptyPrompt
    iconType={icon}
    color={color}
    data-test-subj={subject}
    title={<h2>{title}</h2>}
    body={children}
    actions={actions}
  />
);

const NeverSetUp = () => (
  <Prompt
    icon={ICON.settings}
    color="subdued"
    subject="bfaNeverSetUp"
    title={i18n.translate('bruteForceAlerts.empty.neverSetUpTitle', {
      defaultMessage: 'Nothing is watched yet',
    })}
    actions={<ToSettings />}
  >
    <p>
      {i18n.translate('bruteForceAlerts.empty.neverSetUpDescription', {
        defaultMessage: 'Say where the logon events are and who is to be told. It takes about ten minutes.',
      })}
    </p>
  </Prompt>
);

const TurnedOff = () => (
  <Prompt
    icon={ICON.off}
    color="subdued"
    subject="bfaTurnedOff"
    title={i18n.translate('bruteForceAlerts.empty.offTitle', { defaultMessage: 'Detection is off' })}
    actions={<ToSettings />}
  >
    <p>
      {i18n.translate('bruteForceAlerts.empty.offDescription', {
        defaultMessage:
          'No alert was ever raised here, and none will be until somebody turns detection on in the settings.',
      })}
    </p>
  </Prompt>
);

const NotReading = () => (
  <Prompt
    icon={ICON.warning}
    color="danger"
    subject="bfaNotReading"
    title={i18n.translate('bruteForceAlerts.empty.notReadingTitle', {
      defaultMessage: 'No alerts, but not everything is being read',
    })}
  >
    <p>
      {i18n.translate('bruteForceAlerts.empty.notReadingDescription', {
        defaultMessage: 'An attack could go on unseen. See above what is wrong and what to do.',
      })}
    </p>
  </Prompt>
);

const CatchingUp = () => (
  <Prompt
    icon={ICON.watching}
    color="warning"
    subject="bfaCatchingUp"
    title={i18n.translate('bruteForceAlerts.empty.catchingUpTitle', {
      defaultMessage: 'No alerts so far, and more to read',
    })}
  >
    <p>
      {i18n.translate('bruteForceAlerts.empty.catchingUpDescription', {
        defaultMessage: 'Not all failed logons are read yet. Alerts appear here as they are found.',
      })}
    </p>
  </Prompt>
);

const NoRuleOn = () => (
  <Prompt
    icon={ICON.warning}
    color="warning"
    subject="bfaNoRuleOn"
    title={i18n.translate('bruteForceAlerts.empty.noRuleTitle', {
      defaultMessage: 'Every rule is switched off',
    })}
    actions={<ToSettings />}
  >
    <p>
      {i18n.translate('bruteForceAlerts.empty.noRuleDescription', {
        defaultMessage: 'Events are read, and no attack would be seen. Switch on a rule in the settings.',
      })}
    </p>
  </Prompt>
);

const NothingFound = ({ settings: { settings } }: { settings: SettingsView }) => (
  <Prompt
    icon={ICON.watching}
    color="subdued"
    subject="bfaNothingFound"
    title={i18n.translate('bruteForceAlerts.empty.nothingFoundTitle', {
      defaultMessage: 'No attack was seen yet',
    })}
  >
    <p>
      {i18n.translate('bruteForceAlerts.empty.nothingFoundDescription', {
        defaultMessage: 'Watched: {patterns}. An alert appears here on any of these:',
        values: { patterns: settings.indexPatterns.join(', ') },
      })}
    </p>
    <ul>
      {rulesOn(settings).map((rule) => (
        <li key={rule.id}>{ruleText(shapeOfRule(rule), rule)}</li>
      ))}
    </ul>
  </Prompt>
);

const rulesOn = ({ rules }: SettingsInput) => rules.filter(({ enabled }) => enabled);

function ToSettings() {
  const link = useLinkInside(PATH.settings);
  return (
    <EuiButton fill {...link} data-test-subj="bfaToSettings">
      {i18n.translate('bruteForceAlerts.empty.toSettingsLabel', { defaultMessage: 'Go to settings' })}
    </EuiButton>
  );
}
