import type {
  AlertsResponse,
  AlertWithDeliveries,
  CheckChatRequest,
  CheckChatResponse,
  CheckTokenRequest,
  CheckTokenResponse,
  PreviewRequest,
  PreviewResponse,
  SaveSettingsRequest,
  SaveSettingsResponse,
  SettingsView,
  SourceCheck,
  SourceRequest,
  SwitchRequest,
  TelegramCheck,
  TestChannelRequest,
  TestChannelResponse,
  TestHeartbeatRequest,
  TestHeartbeatResponse,
} from '../../common/api/api';
import { API } from '../../common/api/api';
import type {
  PairedChat,
  PairingRequest,
  PairingState,
  StartedPairing,
  StartPairingRequest,
} from '../../common/api/pairing';
import type { BulkRequest, BulkResponse } from '../../common/api/alerts_api';
import type { FieldReport } from '../../common/settings/field_report';
import type { StatusResponse } from '../../common/status/status';
import type { HttpOptions, HttpStart } from '../../kibana_contracts/browser';
import { toApiError } from './api_error';
import type { Presses } from './presses';

/** The parameters of the list of alerts; those that are absent do not restrict. */
export type AlertsQuery = Record<string, string | number | string[] | undefined>;

/** Options of a request that the page makes by itself, over and over. */
export type PollOptions = Pick<HttpOptions, 'signal' | 'asSystemRequest'>;

export type Api = ReturnType<typeof createApi>;

/**
 * One function per route. Every failure is an `ApiError`. Answers change the page, so one that comes while something is
 * pressed is given when it was released.
 */
export function createApi(http: HttpStart, { whenReleased }: Pick<Presses, 'whenReleased'>) {
  const answered = <T>(answer: Promise<T>): Promise<T> =>
    orApiError(answer).finally(() => new Promise<void>(whenReleased));
  const get = <T>(path: string, options?: HttpOptions) => answered(http.get<T>(path, options));
  const post = <T>(path: string, body: unknown, options?: PollOptions) =>
    answered(http.post<T>(path, { ...options, body: JSON.stringify(body) }));
  return {
    status: (options?: PollOptions) => get<StatusResponse>(API.status, options),
    alerts: (query: AlertsQuery, options?: PollOptions) =>
      get<AlertsResponse>(API.alerts, { ...options, query: { ...query } }),
    alert: (id: string, options?: PollOptions) => get<AlertWithDeliveries>(alertPath(id), options),
    /** The list as a table, without the byte order mark that a file of it needs. */
    alertsTable: (query: AlertsQuery) => get<string>(API.exportAlerts, { query: { ...query } }),
    bulk: (request: BulkRequest) => post<BulkResponse>(API.bulkAlerts, request),
    settings: () => get<SettingsView>(API.settings),
    saveSettings: (request: SaveSettingsRequest) =>
      answered(http.put<SaveSettingsResponse>(API.settings, { body: JSON.stringify(request) })),
    turnOn: (request: SwitchRequest) => post<unknown>(API.turnOn, request),
    turnOff: (request: SwitchRequest) => post<unknown>(API.turnOff, request),
    renewKey: (request: SwitchRequest) => post<SettingsView>(API.renewKey, request),
    checkSource: (request: SourceRequest) => post<SourceCheck>(API.checkSource, request),
    describeFields: (request: SourceRequest) => post<FieldReport>(API.fieldReport, request),
    checkToken: (request: CheckTokenRequest) => post<CheckTokenResponse>(API.checkToken, request),
    checkChat: (request: CheckChatRequest) => post<CheckChatResponse>(API.checkChat, request),
    startPairing: (request: StartPairingRequest) =>
      post<TelegramCheck<StartedPairing>>(API.startPairing, request),
    pairingState: (request: PairingRequest, options?: PollOptions) =>
      post<PairingState>(API.pairingState, request, options),
    confirmPairing: (request: PairingRequest) => post<TelegramCheck<PairedChat>>(API.confirmPairing, request),
    cancelPairing: (request: { id: string }) => post<unknown>(API.cancelPairing, request),
    previewMessages: (request: PreviewRequest) => post<PreviewResponse>(API.previewMessages, request),
    testHeartbeat: (request: TestHeartbeatRequest) => post<TestHeartbeatResponse>(API.testHeartbeat, request),
    testChannel: (request: TestChannelRequest) => post<TestChannelResponse>(API.testChannel, request),
    channelTest: (id: string, options?: PollOptions) =>
      get<TestChannelResponse>(API.channelTest.replace('{id}', encodeURIComponent(id)), options),
  };
}

const alertPath = (id: string) => API.alert.replace('{id}', encodeURIComponent(id));

async function orApiError<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw toApiError(error);
  }
}
