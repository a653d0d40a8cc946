#!/usr/bin/env node
// This file is read by every Node.js from version 12 on, so that an old one gets a sentence and not a SyntaxError.
var version = process.versions.node.split('.').map(Number);
var built = new URL('../dist/main.js', import.meta.url).href;

if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  process.stderr.write(
    'infra-tutor needs Node.js 20.19 or newer. This is ' +
      process.versions.node +
      '. Newer ones: https://nodejs.org\n',
  );
  process.exitCode = 2;
} else {
  import(built).catch(function (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || error.url !== built) throw error;
    process.stderr.write('infra-tutor is not built yet. In its folder, type: npm run build\n');
    process.exitCode = 70;
  });
}
