import { addActionRoutes } from '../server/routes/alerts/action_routes';
import { addAlertRoutes } from '../server/routes/alerts/alert_routes';
import { addListRoutes } from '../server/routes/alerts/list_routes';
import { addDeliveryRoutes } from '../server/routes/deliveries/delivery_routes';
import { addDetectRoute } from '../server/routes/alerts/detect_route';
import { addSettingsRoutes } from '../server/routes/settings/settings_routes';
import { addMetricsRoute } from '../server/routes/status/metrics_route';
import { addStatusRoute } from '../server/routes/status/status_route';
import { addSwitchRoutes } from '../server/routes/settings/switch_routes';
import { addPairingRoutes } from '../server/routes/channels/pairing_routes';
import { addPreviewRoute } from '../server/routes/channels/preview_route';
import { addTestChannelRoutes } from '../server/routes/channels/test_channel_route';
import { addTestHeartbeatRoute } from '../server/routes/heartbeat/test_heartbeat_route';
import { addTelegramRoutes } from '../server/routes/channels/telegram_routes';

/** What declares the routes of the plugin, all of them. */
export const ALL_ROUTES = [
  addActionRoutes,
  addAlertRoutes,
  addDeliveryRoutes,
  addListRoutes,
  addDetectRoute,
  addSettingsRoutes,
  addMetricsRoute,
  addStatusRoute,
  addSwitchRoutes,
  addTelegramRoutes,
  addPairingRoutes,
  addTestChannelRoutes,
  addTestHeartbeatRoute,
  addPreviewRoute,
];
