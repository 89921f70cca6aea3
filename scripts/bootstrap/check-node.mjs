import process from 'node:process';

/** Oldest Node that runs Earshot: Vite 8 and `require` of ES modules need it. */
const OLDEST = { major: 20, minor: 19 };

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

// Imported first and for its effect, so that an old Node says this and not a syntax error.
if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
  process.stderr.write(
    `Earshot needs Node ${OLDEST.major}.${OLDEST.minor} or newer, and this is Node ${process.versions.node}: install a newer one from https://nodejs.org.\n`,
  );
  process.exit(1);
}
