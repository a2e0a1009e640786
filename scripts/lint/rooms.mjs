/**
 * Who may import whom, as one table. Arrows point one way: wiring → adapters, routes, flow → the four stages →
 * common, and public → common. What a room may import as types only comes in through ports and contracts.
 */
import { dirname, posix, relative, sep } from 'node:path';
import { isBuiltin } from 'node:module';

const STAGES = ['detect', 'judge', 'notify', 'record'];
const TRANSLATIONS = '@kbn/i18n';

const BROWSER_PACKAGES = [
  'react',
  'react-dom',
  'react-router-dom',
  '@elastic/eui',
  '@elastic/charts',
  '@tanstack/react-query',
  'qrcode.react',
  TRANSLATIONS,
];

/** The rooms with their patterns. The first pattern that matches a file decides. */
const ROOMS = [
  { name: 'common', files: /^common\//, rooms: ['common'], packages: ['zod', 'ipaddr.js', TRANSLATIONS] },
  ...STAGES.map((stage) => ({
    name: stage,
    files: new RegExp(`^server/${stage}/`),
    rooms: ['common', stage],
    packages: [TRANSLATIONS],
  })),
  {
    name: 'flow',
    files: /^server\/flow\//,
    rooms: ['common', 'flow', ...STAGES],
    packages: ['p-limit', TRANSLATIONS],
  },
  {
    name: 'adapters',
    files: /^server\/adapters\//,
    rooms: ['common', 'adapters'],
    types: ['ports', 'kibana_contracts'],
    packages: 'any',
  },
  {
    name: 'routes',
    files: /^server\/routes\//,
    rooms: ['common', 'routes'],
    types: ['ports', 'kibana_contracts'],
    packages: ['zod', '@kbn/config-schema', TRANSLATIONS],
  },
  {
    name: 'wiring',
    files: /^server\/(wiring\/|[^/]+$)/,
    rooms: ['common', 'wiring', 'flow', 'adapters', 'routes', ...STAGES],
    types: ['kibana_contracts'],
    packages: 'any',
  },
  {
    name: 'public',
    files: /^public\//,
    rooms: ['common', 'public'],
    types: ['kibana_contracts'],
    packages: BROWSER_PACKAGES,
  },
  { name: 'kibana_contracts', files: /^kibana_contracts\//, rooms: ['kibana_contracts'], packages: 'any' },
  {
    name: 'sandbox',
    files: /^sandbox\//,
    rooms: ['common', 'sandbox', 'scripts'],
    types: ['kibana_contracts'],
    packages: 'any',
  },
  { name: 'scripts', files: /^scripts\//, rooms: 'any', packages: 'any' },
  { name: 'test', files: /^test\//, rooms: 'any', packages: 'any' },
];

const roomOf = (path) => ROOMS.find(({ files }) => files.test(path));

/** Whether a file is a port. A port belongs to the room that needs it; adapters and routes may import it. */
const isPort = (path) => /^server\/(detect|judge|notify|record|routes)\/(.+\/)?[^/]+_port(\.ts)?$/.test(path);

function isTypeOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return (
    specifiers.length > 0 &&
    specifiers.every(({ importKind, exportKind }) => (importKind ?? exportKind) === 'type')
  );
}

function packageName(source) {
  return source.split('/', source.startsWith('@') ? 2 : 1).join('/');
}

/** The reason why an import is not allowed, or undefined. */
function findProblem({ room, from, source, typeOnly }) {
  if (source.startsWith('.'))
    return findRoomProblem({ room, path: posix.join(dirname(from), source), typeOnly });
  if (room.packages === 'any') return undefined;
  if (isBuiltin(source)) return `${room.name} must not import Node.js (${source})`;
  return room.packages.includes(packageName(source))
    ? undefined
    : `${room.name} must not import the package ${source}`;
}

function findRoomProblem({ room, path, typeOnly }) {
  const target = roomOf(/^server\/[^/.]+$/.test(path) ? `${path}.ts` : path);
  if (room.rooms === 'any' || !target || room.rooms.includes(target.name)) return undefined;
  const asTypes = isPort(path) ? 'ports' : target.name;
  if (!room.types?.includes(asTypes)) return `${room.name} must not import ${target.name} (${path})`;
  return typeOnly ? undefined : `${room.name} may import ${path} as types only: use "import type"`;
}

const oneWay = {
  meta: { type: 'problem', schema: [], messages: { oneWay: '{{problem}}' } },
  create(context) {
    const from = relative(context.cwd, context.filename).split(sep).join('/');
    const room = roomOf(from);
    if (!room) return {};
    const look = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      const problem = findProblem({ room, from, source, typeOnly: isTypeOnly(node) });
      if (problem) context.report({ node, messageId: 'oneWay', data: { problem } });
    };
    return {
      ImportDeclaration: look,
      ExportNamedDeclaration: look,
      ExportAllDeclaration: look,
      ImportExpression: look,
    };
  },
};

export default { rules: { 'one-way': oneWay } };
