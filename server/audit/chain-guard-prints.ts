/** Triggers of the audit as the migrations make them: table, schema and name of the function, type, columns, old and new rows, arguments, internal. */
export const triggerShapes: Readonly<Record<string, string>> = {
  audit_anchor_moves: 'audit_anchor public keep_audit_anchor 23  0 f',
  audit_anchor_stays: 'audit_anchor public keep_audit 42  0 f',
  audit_kept: 'audit public keep_unpruned_audit 8  gone 0 f',
  audit_seal_kept: 'audit_seal public keep_unpruned_audit 8  gone 0 f',
  audit_seal_unchanged: 'audit_seal public keep_audit 50  0 f',
  audit_sealed: 'audit public seal_audit 4  fresh 0 f',
  audit_unchanged: 'audit public keep_audit 50  0 f',
}

/** Functions that write, seal, keep and prune the audit, as the migrations make them: what `readFunctions` reads. */
export const functionPrints: Readonly<Record<string, string>> = {
  audit_hash: 'b51576f2b7376cc863fbf1803ffd837f73e0fdd46a225a93b964762b1545b47a',
  audit_line: 'd55ae43989f71844f81a893dddfe9fd7b94bdef9b806cca3a5c660fbbb734fa1',
  journal_commit: '31b2a58256d22f4fc5ffae782487caa2688e2857d2ecc1624fbfafcdb398a461',
  journal_commit_together: '8faa1a8d094dc36c1b162d2ddedeef37fa12bc4c367699c2d2a6e6eb2594561f',
  keep_audit: '59414eca609fc67ea0be2c25da865bba808b60a04197c00a0c067470662e2de7',
  keep_audit_anchor: 'f05e378532166ccceee9ef1eb6f8a63094162d72a859f60fd8c7d2875253538d',
  keep_unpruned_audit: '3a8532079f0aaa4c74b911a61b4f8374b3f2f5f42d33a8b19bff5f3c3260f75c',
  prune_audit: '30575e48258839d2885658018008903c0a8ac502cee5934fbadb32721851ca4d',
  seal_audit: 'd9dbc09a75ff43cf2862923a853fce4588577598fb7b63c20936021249a4752f',
}
