import './bootstrap/check-node.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { helpIfAsked } from './bootstrap/arguments.mjs';
import { APP, build } from './bootstrap/build.mjs';
import { install } from './bootstrap/install.mjs';
import { exitOf, startNode } from './bootstrap/processes.mjs';
import { inRoot } from './bootstrap/root.mjs';
import { Plain, runScript } from './bootstrap/say.mjs';
import { releaseNotes } from './packing/release-notes.mjs';
import { noticesText, shippedPackages } from './packing/third-party-notices.mjs';

// npm run dist [-- OPTIONS OF electron-builder]: the installable app, into release/.
//
// Signing is electron-builder's own, by the environment (docs/release.md). With
// EARSHOT_REQUIRE_SIGNING=1 nothing is made that could not be signed; without certificates nothing
// is looked for on this machine.

const NOTES = 'dist/release-notes.md';

/** @returns {readonly string[]} of electron-builder */
function signingOptions() {
  // A secret that GitHub does not have comes as an empty text, which is no certificate.
  for (const name of Object.keys(process.env)) {
    if (/^(WIN_)?CSC_|^APPLE_/.test(name) && process.env[name] === '') delete process.env[name];
  }
  if (process.env.EARSHOT_REQUIRE_SIGNING === '1') return ['-c.forceCodeSigning=true'];
  process.env.CSC_IDENTITY_AUTO_DISCOVERY ??= 'false';
  return [];
}

const HELP = `Usage: npm run dist [-- OPTIONS OF electron-builder]

Makes the installable app of this system in release/: docs/release.md.
`;

await runScript(async () => {
  helpIfAsked(HELP);
  await install();
  await build(APP, { isForced: true });
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const notes = releaseNotes(readFileSync(inRoot('CHANGELOG.md'), 'utf8'), version);
  if (notes === undefined) throw new Plain(`CHANGELOG.md says nothing of ${version}.`);
  writeFileSync(inRoot(NOTES), `${notes}\n`);
  writeFileSync(inRoot('dist/third-party-notices.txt'), noticesText(shippedPackages()));
  const options = [`-c.releaseInfo.releaseNotesFile=${inRoot(NOTES)}`, ...signingOptions()];
  const builder = inRoot('node_modules/electron-builder/cli.js');
  return exitOf(startNode([builder, ...options, ...process.argv.slice(2)]));
});
