import type { PatternConcept } from '../../../common/settings/fields';

/**
 * Names that some shippers use and that are too common to be read unasked: beside the event's own values they may hold
 * the collector, a user of the shipper, or anything else. A person sees them with a sample and decides.
 */
export const COMMON_NAMES: Partial<Record<PatternConcept, readonly string[]>> = {
  code: ['Id', 'id', 'event.id', 'eventid', 'eventId', 'event_code', 'EventId', 'Event_ID'],
  account: [
    'user',
    'username',
    'user_name',
    'userName',
    'UserName',
    'User',
    'account',
    'account_name',
    'Account',
    'target_user',
    'targetUser',
    'dst_user',
    'duser',
    'login',
  ],
  domain: ['domain', 'user_domain', 'Domain', 'target_domain', 'dntdom'],
  source: [
    'ip',
    'src',
    'src_ip',
    'srcip',
    'source_ip',
    'sourceIp',
    'ip_address',
    'ipAddress',
    'client_ip',
    'clientip',
    'client.ip',
    'client.address',
    'remote_ip',
    'remote_addr',
    'SourceIp',
    'ClientIP',
  ],
  host: [
    'host',
    'hostname',
    'host.hostname',
    'host_name',
    'server',
    'machine',
    'computerName',
    'dvc',
    'dvchost',
    'agent.hostname',
    'agent.name',
  ],
  workstation: ['workstation', 'workstation_name', 'client_name', 'src_host', 'shost'],
};
