import {
  EuiBadge,
  EuiBadgeGroup,
  EuiButtonEmpty,
  EuiEmptyPrompt,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFlyout,
  EuiFlyoutBody,
  EuiFlyoutFooter,
  EuiFlyoutHeader,
  EuiSkeletonText,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@kbn/i18n';
import React from 'react';
import type { AlertWithDeliveries } from '../../common/api/api';
import type { SettingsInput } from '../../common/settings/settings';
import type { RuleInput } from '../../common/rules/rule_settings';
import { ICON } from '../shared/icons';
import { ProblemList } from '../shared/problem_list';
import { useServices } from '../shared/services';
import { type Polled, usePolled } from '../shared/polling';
import { Acted } from './actions/acted';
import { ActionButtons } from './actions/action_buttons';
import { Comments } from './actions/comments';
import { type Actions, useActions } from './actions/use_actions';
import { workflowText } from './actions/workflow_words';
import { AlertFacts } from './alert_facts';
import { alertSentence, seenByText } from './alert_words';
import { AttackWorked } from './attack_worked';
import { FailuresChart } from './failures_chart';
import type { Neighbours } from './neighbours';
import { OpenInDiscover } from './open_in_discover';
import { RelatedAlerts } from './related_alerts';
import { LinkedAlerts } from './linked_alerts';
import { SampleEvents } from './sample_events';
import { SeverityBadge } from './severity_badge';
import { StatusBadge } from './status_badge';
import type { NamedChannel } from './told/told';
import { ToldList } from './told/told_list';

interface AlertFlyoutProps {
  alertId: string;
  /** The alerts of the list. If the alert is one of them, it is shown until the server has answered. */
  known: readonly AlertWithDeliveries[];
  rules: readonly RuleInput[];
  /** Where events are read; null where the person may not see the settings. */
  source: SettingsInput | null;
  /** The channels of the settings. */
  channels: readonly NamedChannel[];
  neighbours: Neighbours;
  onOpen(id: string): void;
  onClose(): void;
}

const TITLE_ID = 'bfaAlertFlyoutTitle';

export function AlertFlyout({ alertId, neighbours, onOpen, onClose, ...others }: AlertFlyoutProps) {
  const { known } = others;
  const { api } = useServices();
  const answer = usePolled(['alert', alertId], (options) => api.alert(alertId, options));
  const actions = useActions();
  const alert = answer.data ?? known.find(({ id }) => id === alertId);
  return (
    <EuiFlyout onClose={onClose} size="m" ownFocus aria-labelledby={TITLE_ID} data-test-subj="bfaAlertFlyout">
      <EuiFlyoutHeader hasBorder>
        <EuiTitle size="s">
          <h2 id={TITLE_ID}>{title(alert, answer)}</h2>
        </EuiTitle>
        {alert && <Badges alert={alert} />}
        {alert && <Working alert={alert} actions={actions} />}
      </EuiFlyoutHeader>
      <EuiFlyoutBody>
        <Body {...others} alert={alert} answer={answer} actions={actions} onOpen={onOpen} />
      </EuiFlyoutBody>
      <EuiFlyoutFooter>
        <Footer neighbours={neighbours} onOpen={onOpen} onClose={onClose} />
      </EuiFlyoutFooter>
    </EuiFlyout>
  );
}

function title(alert: AlertWithDeliveries | undefined, { error }: Polled<AlertWithDeliveries>) {
  if (alert) return <span data-test-subj="bfaAlertSentence">{alertSentence(alert)}</span>;
  return error
    ? i18n.translate('bruteForceAlerts.alert.notShownTitle', { defaultMessage: 'This alert cannot be shown' })
    : i18n.translate('bruteForceAlerts.alert.loadingTitle', { defaultMessage: 'Loading the alert' });
}

function Badges({ alert }: { alert: AlertWithDeliveries }) {
  const seenBy = seenByText(alert);
  return (
    <>
      <EuiSpacer size="s" />
      <EuiBadgeGroup gutterSize="xs" data-test-subj="bfaAlertBadges">
        <StatusBadge alert={alert} now={Date.now()} />
        <SeverityBadge severity={alert.severity} />
        {seenBy !== '' && <EuiBadge color="hollow">{seenBy}</EuiBadge>}
      </EuiBadgeGroup>
    </>
  );
}

function Footer({
  neighbours,
  onOpen,
  onClose,
}: Pick<AlertFlyoutProps, 'neighbours' | 'onOpen' | 'onClose'>) {
  const { previous, next } = neighbours;
  return (
    <EuiFlexGroup justifyContent="spaceBetween" responsive={false} gutterSize="s">
      <EuiFlexItem grow={false}>
        <EuiButtonEmpty onClick={onClose} flush="left" data-test-subj="bfaCloseAlert">
          {i18n.translate('bruteForceAlerts.alert.closeLabel', { defaultMessage: 'Close' })}
        </EuiButtonEmpty>
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiFlexGroup responsive={false} gutterSize="s">
          <Neighbour id={previous} onOpen={onOpen} subject="bfaPreviousAlert" label={previousLabel()} />
          <Neighbour id={next} onOpen={onOpen} subject="bfaNextAlert" label={nextLabel()} />
        </EuiFlexGroup>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

interface NeighbourProps {
  id: string | undefined;
  label: string;
  subject: string;
  onOpen(id: string): void;
}

const Neighbour = ({ id, label, subject, onOpen }: NeighbourProps) => (
  <EuiFlexItem grow={false}>
    <EuiButtonEmpty
      isDisabled={id === undefined}
      onClick={() => {
        if (id !== undefined) onOpen(id);
      }}
      data-test-subj={subject}
    >
      {label}
    </EuiButtonEmpty>
  </EuiFlexItem>
);

const previousLabel = () =>
  i18n.translate('bruteForceAlerts.alert.previousLabel', { defaultMessage: 'Previous (k)' });
const nextLabel = () => i18n.translate('bruteForceAlerts.alert.nextLabel', { defaultMessage: 'Next (j)' });

interface WorkingProps {
  alert: AlertWithDeliveries;
  actions: Actions;
}

/** Where the alert stands, and what can be done about it by who may. */
function Working({ alert, actions }: WorkingProps) {
  const { canSave } = useServices();
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="s" data-test-subj="bfaWorkflow">
        {workflowText(alert.workflow, Date.now())}
      </EuiText>
      {canSave && (
        <ActionButtons
          workflows={[alert.workflow]}
          isActing={actions.isActing}
          onAct={(request) => actions.act(request, [alert])}
        />
      )}
      <Acted actions={actions} />
    </>
  );
}

interface BodyProps extends Pick<AlertFlyoutProps, 'known' | 'rules' | 'source' | 'channels' | 'onOpen'> {
  actions: Actions;
  alert: AlertWithDeliveries | undefined;
  answer: Polled<AlertWithDeliveries>;
}

function Body({ alert, answer: { error }, ...linking }: BodyProps) {
  if (!alert && error?.status === 404) return <NotFound />;
  return (
    <>
      <ProblemList problems={error?.problems ?? []} subject="bfaAlertProblem" />
      {!alert && !error && <EuiSkeletonText lines={10} />}
      {alert && <Whole {...linking} alert={alert} />}
    </>
  );
}

function Whole({
  alert,
  known,
  rules,
  source,
  channels,
  actions,
  onOpen,
}: Omit<BodyProps, 'answer'> & { alert: AlertWithDeliveries }) {
  const { canSave } = useServices();
  return (
    <>
      <AttackWorked evidence={alert.evidence} />
      <FailuresChart evidence={alert.evidence} />
      <EuiSpacer size="m" />
      <ToldList alert={alert} channels={channels} />
      <EuiSpacer size="m" />
      <AlertFacts alert={alert} />
      <EuiSpacer size="m" />
      <OpenInDiscover alert={alert} source={source} />
      <SampleEvents evidence={alert.evidence} />
      <EuiSpacer size="l" />
      <LinkedAlerts alert={alert} known={known} rules={rules} onOpen={onOpen} />
      <RelatedAlerts alert={alert} onOpen={onOpen} />
      <Comments alert={alert} actions={actions} canAct={canSave} />
    </>
  );
}

function NotFound() {
  return (
    <EuiEmptyPrompt
      iconType={ICON.missing}
      data-test-subj="bfaAlertNotFound"
      title={
        <h3>
          {i18n.translate('bruteForceAlerts.alert.notFoundTitle', {
            defaultMessage: 'No such alert in this space',
          })}
        </h3>
      }
      body={
        <p>
          {i18n.translate('bruteForceAlerts.alert.notFoundDescription', {
            defaultMessage:
              'It was deleted, or it belongs to another space. Look at the address: a space other than the default one is named in it.',
          })}
        </p>
      }
    />
  );
}
