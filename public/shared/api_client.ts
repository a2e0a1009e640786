import type {
  AlertsResponse,
  AlertWithDeliveries,
  CheckChatRequest,
  CheckChatResponse,
  CheckTokenRequest,
  CheckTokenResponse,
  SaveSettingsRequest,
  SaveSettingsResponse,
  SettingsView,
  SourceCheck,
  SourceRequest,
  SwitchRequest,
  TestChannelRequest,
  TestChannelResponse,
} from '../../common/api/api';
import { API } from '../../common/api/api';
import type { FieldReport } from '../../common/settings/field_report';
import type { StatusResponse } from '../../common/status/status';
import type { HttpOptions, HttpStart } from '../../kibana_contracts/browser';
import { toApiError } from './api_error';

/** Options of a request that the page makes by itself, over and over. */
export type PollOptions = Pick<HttpOptions, 'signal' | 'asSystemRequest'>;

export type Api = ReturnType<typeof createApi>;

/** One function per route. Every failure is an `ApiError`. */
export function createApi(http: HttpStart) {
  const get = <T>(path: string, options?: HttpOptions) => orApiError(http.get<T>(path, options));
  const post = <T>(path: string, body: unknown) =>
    orApiError(http.post<T>(path, { body: JSON.stringify(body) }));
  return {
    status: (options?: PollOptions) => get<StatusResponse>(API.status, options),
    alerts: (page: number, perPage: number, options?: PollOptions) =>
      get<AlertsResponse>(API.alerts, { ...options, query: { page, per_page: perPage } }),
    alert: (id: string, options?: PollOptions) => get<AlertWithDeliveries>(alertPath(id), options),
    settings: () => get<SettingsView>(API.settings),
    saveSettings: (request: SaveSettingsRequest) =>
      orApiError(http.put<SaveSettingsResponse>(API.settings, { body: JSON.stringify(request) })),
    turnOn: (request: SwitchRequest) => post<unknown>(API.turnOn, request),
    turnOff: (request: SwitchRequest) => post<unknown>(API.turnOff, request),
    renewKey: (request: SwitchRequest) => post<SettingsView>(API.renewKey, request),
    checkSource: (request: SourceRequest) => post<SourceCheck>(API.checkSource, request),
    describeFields: (request: SourceRequest) => post<FieldReport>(API.fieldReport, request),
    checkToken: (request: CheckTokenRequest) => post<CheckTokenResponse>(API.checkToken, request),
    checkChat: (request: CheckChatRequest) => post<CheckChatResponse>(API.checkChat, request),
    testChannel: (request: TestChannelRequest) => post<TestChannelResponse>(API.testChannel, request),
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
