/**
 * The configuration of dependency-cruiser for `npm run circles`. No file may import itself by way of others, not even
 * for a type: files in a circle can be read, changed and tested only together.
 */
module.exports = {
  forbidden: [{ name: 'no-circle', severity: 'error', from: {}, to: { circular: true } }],
  options: {
    // Imports of types count too, although compiled code no longer has them.
    tsPreCompilationDeps: true,
    includeOnly: '^(common|kibana_contracts|public|sandbox|scripts|server|test)/',
  },
};
