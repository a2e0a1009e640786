import { addAlertRoutes } from '../server/routes/alert_routes';
import { addDetectRoute } from '../server/routes/detect_route';
import { addSettingsRoutes } from '../server/routes/settings_routes';
import { addStatusRoute } from '../server/routes/status_route';
import { addSwitchRoutes } from '../server/routes/switch_routes';
import { addTelegramRoutes } from '../server/routes/telegram_routes';

/** What declares the routes of the plugin, all of them. */
export const ALL_ROUTES = [
  addAlertRoutes,
  addDetectRoute,
  addSettingsRoutes,
  addStatusRoute,
  addSwitchRoutes,
  addTelegramRoutes,
];
