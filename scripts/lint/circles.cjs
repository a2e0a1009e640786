/**
 * No file may import itself by way of others, not even for a type: what depends on each other in a circle can be read,
 * changed and tested only as one piece. Configuration of dependency-cruiser, for `npm run circles`.
 */
module.exports = {
  forbidden: [{ name: 'no-circle', severity: 'error', from: {}, to: { circular: true } }],
  options: {
    // Imports of types as well, which are gone once the code is compiled.
    tsPreCompilationDeps: true,
    includeOnly: '^(common|kibana_contracts|public|sandbox|scripts|server|test)/',
  },
};
