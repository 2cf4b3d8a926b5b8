/** The import rules of docs/architecture.md: functions and cli -> providers -> remediation; the sandbox apart. */
module.exports = {
  forbidden: [
    {
      name: 'rules-import-nothing-of-ours',
      severity: 'error',
      from: { path: '^remediation/' },
      to: { path: '^(functions|providers|cli|sandbox|test|infra)/' },
    },
    {
      name: 'rules-are-pure',
      comment:
        'No AWS SDK, no sockets, no file system, no timers: what the rules need is handed to them. biome.json bars the globals.',
      severity: 'error',
      from: { path: '^remediation/' },
      to: { pathNot: '^remediation/|node_modules/valibot/|^(crypto|url)$' },
    },
    {
      name: 'providers-import-rules-only',
      severity: 'error',
      from: { path: '^providers/' },
      to: { path: '^(functions|cli|sandbox|test|infra)/' },
    },
    {
      name: 'functions-and-cli-apart',
      severity: 'error',
      from: { path: '^(functions|cli)/' },
      to: { path: '^(sandbox|test|infra)/' },
    },
    {
      name: 'infra-runs-before-the-stack-is-there',
      comment: 'It may ask the rules what a setting means, and the providers what they take.',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(functions|cli|sandbox|test)/' },
    },
    {
      name: 'cli-not-from-functions',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^functions/' },
    },
    {
      name: 'sandbox-knows-no-product-code',
      comment: 'It loads what a deployment loads: the packaged template, the state machine, the bundles.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(functions|providers|remediation|cli|infra|test)/' },
    },
    {
      name: 'nothing-imports-benches',
      comment: 'They may import everything.',
      severity: 'error',
      from: { pathNot: '^(bench|test/bench)/' },
      to: { path: '^bench/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
