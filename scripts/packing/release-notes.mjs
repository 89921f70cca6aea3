/**
 * Notes of a release: its section of the changelog; between releases, what is not released yet.
 * @param {string} changelog in the form of Keep a Changelog
 * @param {string} version
 * @returns {string | undefined} nothing where there is neither
 */
export function releaseNotes(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  /** @param {string} name */
  const find = (name) => sections.find((section) => section.startsWith(`[${name}]`));
  const section = find(version) ?? find('Unreleased');
  return section?.slice(section.indexOf('\n')).trim();
}
